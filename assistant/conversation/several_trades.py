"""The trades a message asks for beside the main one: « de la couture, et aussi du débarras »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.conversation.trades import TradeFound
from assistant.market import MarketNature, Trade

# What joins one need to the next; a place, a purpose or what is worked on is joined by another word.
_JOINED = re.compile(
    r"(?:\bet\b|\bainsi\sque\b|\bplus\b|\bou\b|[,;+/])\s?(?:(?:aussi|egalement|puis|ensuite|encore)\s)?"
    r"(?:(?:quelqu'un|une\s(?:structure|boite|association)|qui(?:\s(?:peut|fait|faire))?|petite?s?|un\speu)\s)?"
    r"(?:(?:pour|fait|faire|fasse)\s)?(?:du\s|de\sla\s|des\s|de\s|d'|la\s|le\s|les\s|l'|une?\s)*$"
)
# What a cleaner or a mover works on, as soon as another trade is named.
_WORKED_ON = frozenset(
    {"sanitaires", "cantine", "cantines", "parking", "parkings", "archives", "cartons", "toilettes"}
)
_REACH = 80
_MOST = 3


def beside(found: Sequence[TradeFound], main: TradeFound | None, text: str) -> tuple[Trade, ...]:
    """The trades of other families that the folded text joins to the main one, in the order they are said."""
    if main is None:
        return ()
    joined = [main]
    for before, one in pairwise(found):
        near = one.start - before.end <= _REACH and text[one.start : one.end].strip() not in _WORKED_ON
        if near and _JOINED.search(text[before.end : one.start]) and (before in joined or one is main):
            joined += [each for each in (before, one) if each not in joined]
    families = {main.value.family: main.value}
    for one in sorted(joined, key=lambda each: each.start):
        families.setdefault(one.value.family, one.value)
    # Beside a service or works, a thing sold is what they are done on: « réparation de vélos et de mobilier ».
    goods = {
        one.value for one in joined if one.nature is MarketNature.FOURNITURES and one.nature is not main.nature
    }
    others = [trade for trade in families.values() if trade is not main.value and trade not in goods]
    return tuple(others[:_MOST])
