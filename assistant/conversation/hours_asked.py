"""Whether a message told in a few words asks for the hours of the sum it tells: « toiture, 260 000 TTC. h insertion ? »."""

from __future__ import annotations

import re

from assistant.conversation.question_form import is_closed
from assistant.folding import folded
from assistant.market import MarketFacts

_LAST = re.compile(
    r"(?:^|[.,;:?!\n(-]|\s)\s*(?:et\s|donc\s)?(?:(?:combien|nb|nombre)\s(?:d'\s?|de\s)?)?(?:heures?|h)"
    r"(?:\s(?:d'\s?)?(?:insertion|inser|clauses?|socia\w+))?\s*\?+\s*$"
)
_ENDING = 80
# « 24 h ? », « à quelle heure ? » ask for no volume.
_OTHER = re.compile(
    r"\d\s?(?:h|heures?)(?:\s(?:d'\s?)?insertion)?\s*\?+\s*$|\bquel\w*\sheures?\s*\?+\s*$|\b(?:en|sous|a|de|des|les|mes|ces|nos"
    r"|par|toute)\s(?:heures?|h)\s*\?+\s*$"
    r"|(?:/|\bl')\s?(?:heures?|h)\s*\?+\s*$|\b(?:penalit\w*|couts?|tarifs?|prix)\b[^.;]*$"
)
_TOO_MANY = re.compile(
    r"\bdisproportionn\w*|\btrop\b|\bexcessi\w*|\brealistes?\b|\braisonnables?\b|\bexager\w*|\benorme\w*|\b(?:in)?faisables?\b"
    r"|\bjouables?\b"
    r"|\btenables?\b|\bbeaucoup\b|\babusi\w*|\bproportionn\w*|\bassez\b|\bsuffisant\w*"
)
_DUE = re.compile(
    r"\b(?:oblig\w+|doi[st]|devons|faut|tenue?s?|impose\w*|forcement)\b[^.?!;]{0,15}?"
    r"\b(?:mett\w+|prevoi\w*|impos\w+|inscri\w+|demand\w+|exig\w+|avoir|inclu\w+|integr\w+|ajout\w+|fixer|de)\b[^.?!;]{0,12}?"
    r"\b(?:des|d'|de l'|les"
    r"|ces) ?(?:heures?\b(?: d'insertion)?|insertion\b)"
    r"|\bheures?(?: d'insertion)? (?:\w+ )?(?:sont[- ]elles |c'est )?(?:obligatoires?|imposees?)\b"
)
# How many, where they are said, what becomes of them: another question.
_COUNTED = re.compile(
    r"\b(?:combien|nombre|quel\w*)\b|\d ?(?:h|heures?)\b|%|\b(?:justifi|control|suivi|declar|comptabilis|realis|effectu|penal"
    r"|titulaire|entreprise|former"
    r"|payer|globalis|refaire|report|ajout)\w*"
)
_HOURS_SAID = re.compile(r"\d\s?(?:h|heures?)\b")


def asks_if_too_many(message: str, facts: MarketFacts) -> bool:
    """Whether the message judges the hours it tells, of a market whose work is known."""
    text = folded(message)
    judged = _HOURS_SAID.search(text) is not None and _TOO_MANY.search(text) is not None
    return judged and facts.target_hours is not None and tells_work(facts)


def asks_hours_of_a_sum(message: str, facts: MarketFacts) -> bool:
    """Whether the message ends by asking for hours, and ``facts``, those it tells, hold what they are computed from."""
    text = " ".join(folded(message).split())[-_ENDING:]
    return tells_work(facts) and _LAST.search(text) is not None and not _OTHER.search(text)


def asks_if_hours_due(message: str) -> bool:
    """Whether the message asks if hours must be set, and not how many: « est-on obligé de mettre des heures ? »."""
    text = " ".join(part for part in re.split(r"(?<=[.?!])\s+", folded(message)) if "?" in part) or folded(message)
    return is_closed(message) and _DUE.search(text) is not None and _COUNTED.search(text) is None


def tells_work(facts: MarketFacts) -> bool:
    """Whether a sum, be it with taxes, by the year or of a lot, or the hours of work are known: hours are asked of them."""
    sums = (
        facts.amount_ht,
        facts.amount_ttc,
        facts.amount_per_year,
        facts.amount_ttc_per_year,
        facts.labour_hours,
    )
    return any(one is not None for one in (*sums, *(lot.amount_ht for lot in facts.lots)))
