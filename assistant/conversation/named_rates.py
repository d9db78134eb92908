"""A rate by the hour told by its name, without its currency: « avec un taux horaire à 24,50 »."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.conversation.wording import Wording
from assistant.market import Fact, MarketFacts

_RATE = re.compile(
    r"\b(?:cout|taux|tarif|prix)s?\s(?:horaires?|de\sl'heure|par\sheure|d'une\sheure)(?:\s(?:moyen|charge|chez\snous|est|sera|serait|passe|c'est|plutot|a|au|de|d'))*"
    r"\s?(?:[:=]\s?)?(?P<rate>\d{1,3}(?:[.,]\d{1,2})?)(?![\d.,]*\d|\s?(?:%|h\b|heures?|ans?\b|mois\b|k\b|m\b))"
)
_LEAST, _MOST = Decimal(5), Decimal(300)


def with_named_rate(facts: MarketFacts, wording: Wording, turn: int) -> MarketFacts:
    """The facts with the cost by the hour that the message names, where no sum in euros told one."""
    found = _RATE.search(wording.text)
    if found is None or facts.hourly_cost is not None:
        return facts
    rate = Decimal(found["rate"].replace(",", "."))
    if not _LEAST <= rate <= _MOST:
        return facts
    said: Fact[Decimal] = Fact(value=rate, source=wording.source(*found.span()), turn=turn)
    return facts.model_copy(update={"hourly_cost": said})
