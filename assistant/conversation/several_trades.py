"""The trades a message asks for beside the main one: « de la couture, et aussi du débarras »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.conversation.trades import TradeFound
from assistant.folding import folded
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
# « Une structure qui fait les deux » asks for each craft, even of one family.
_EACH = re.compile(
    r"\bles\s(?:2|3)\b(?!\s(?!(?:a|en|dans|pour|et|si|svp)\b)[a-z])|\btout\sen\smeme\stemps\b|\ba\sla\sfois\b|\bchacune?\b|\bpour\schaque\b"
)
_OR = re.compile(r"\bou\b")
_REPAIRS = "Réparations & Dépannages"
_REACH = 80
_MOST = 3


def beside(
    found: Sequence[TradeFound], main: TradeFound | None, text: str
) -> tuple[tuple[Trade, ...], int, int] | None:
    """The trades that the folded text joins to the main one, in the order they are said, with the place of them all in it.

    They are of other families, unless each craft is asked for; ``None`` without any.
    """
    if main is None:
        return None
    each = _EACH.search(text) is not None or any(
        _OR.search(text[before.end : one.start]) for before, one in pairwise(found)
    )
    joined = [main]
    for before, one in pairwise(found):
        near = one.start - before.end <= _REACH and text[one.start : one.end].strip() not in _WORKED_ON
        if near and _JOINED.search(text[before.end : one.start]) and (before in joined or one is main):
            joined += [other for other in (before, one) if other not in joined]
    told = {_heading(main.value, each=each): main.value}
    for one in sorted(joined, key=lambda found: found.start):
        told.setdefault(_heading(one.value, each=each), one.value)
    # Beside a service or works, a thing sold is what they are done on: « réparation de vélos et de mobilier ».
    goods = {
        one.value for one in joined if one.nature is MarketNature.FOURNITURES and one.nature is not main.nature
    }
    if main.nature is MarketNature.TRAVAUX:
        # « De la maçonnerie, pour réparer le mur »: works are what repairs it.
        goods |= {one.value for one in joined if one.value.family == _REPAIRS and one.value.sector is None}
    others = [trade for trade in told.values() if trade is not main.value and trade not in goods]
    if not others:
        return None
    return tuple(others[:_MOST]), min(one.start for one in joined), max(one.end for one in joined)


def are_alternatives(words: str) -> bool:
    """Whether words that name several trades ask for any of them: « de la couture ou du flocage »."""
    said = folded(words)
    return re.search(r"\b(?:ou|sinon)\b", said) is not None and re.search(r"\bet\b|\+", said) is None


def _heading(trade: Trade, *, each: bool) -> tuple[str, str | None]:
    return trade.family, trade.sector if each else None
