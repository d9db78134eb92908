"""Whether a message told in a few words asks for the hours of the sum it tells: « toiture, 260 000 TTC. h insertion ? »."""

from __future__ import annotations

import re

from assistant.folding import folded
from assistant.market import MarketFacts

_LAST = re.compile(
    r"(?:^|[.,;:?!\n(-]|\s)\s*(?:et\s|donc\s)?(?:(?:combien|nb|nombre)\s(?:d'\s?|de\s)?)?(?:heures?|h)"
    r"(?:\s(?:d'\s?)?(?:insertion|inser|clauses?|socia\w+))?\s*\?+\s*$"
)
_ENDING = 80
# « 24 h ? », « à quelle heure ? » ask for no volume.
_OTHER = re.compile(
    r"\d\s?(?:h|heures?)(?:\s(?:d'\s?)?insertion)?\s*\?+\s*$|\bquel\w*\sheures?\s*\?+\s*$|\b(?:en|sous|a|de|des|les|mes|ces|nos|par|toute)\s(?:heures?|h)\s*\?+\s*$"
    r"|(?:/|\bl')\s?(?:heures?|h)\s*\?+\s*$|\b(?:penalit\w*|couts?|tarifs?|prix)\b[^.;]*$"
)


def asks_hours_of_a_sum(message: str, facts: MarketFacts) -> bool:
    """Whether the message ends by asking for hours, and ``facts``, those it tells, hold what they are computed from."""
    text = " ".join(folded(message).split())[-_ENDING:]
    return tells_work(facts) and _LAST.search(text) is not None and not _OTHER.search(text)


def tells_work(facts: MarketFacts) -> bool:
    """Whether a sum, be it with taxes, by the year or of a lot, or the hours of work are known: hours are asked of them."""
    sums = (facts.amount_ht, facts.amount_ttc, facts.amount_per_year, facts.labour_hours)
    return any(one is not None for one in (*sums, *(lot.amount_ht for lot in facts.lots)))
