"""The sum of a lot already known, said anew beside its name: « le VRD c'est 680 000 finalement », « menuiserie 310 et pas 210 »."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.conversation.wording import Wording
from assistant.market import LotFacts, MarketFacts
from assistant.retrieval.lexicon import folded

_MOST_WORDS = 14
_SHORTEST = 3
_STEM = 5
_SAID = (
    r"[^\d.;?!\n]{0,30}?(?P<said>\d{1,3}(?:[ .]\d{3})+|\d+(?:[.,]\d+)?)(?P<unit>\s?(?:k|m|millions?)\b)?"
    r"(?!\s?(?:%|h\b|heures?|mois|ans?\b|m2|\d))"
)
_ASKS = re.compile(r"\?|\b(?:quel\w*|combien|comment|pourquoi)\b")
_SCALES = (Decimal(1), Decimal(1_000), Decimal(1_000_000))
# A figure much farther from the one known is one of something else.
_FARTHEST = Decimal(12)
_LEAST = Decimal(1_000)


def restated_lots(wording: Wording, read: MarketFacts, known: MarketFacts) -> dict[str, object]:
    """The facts that change where the message says anew the sum of lots known, at the scale of the former.

    Nothing where it asks, or tells lots itself; the trade named is that of the lot.
    """
    text = wording.text
    if read.lots or not known.lots or len(text.split()) > _MOST_WORDS or _ASKS.search(text):
        return {}
    lots = tuple(said for lot in known.lots if (said := _said_anew(lot, text)) is not None)
    return {"lots": lots, "trade": None, "nature": None, "amount_ht": None} if lots else {}


def _said_anew(lot: LotFacts, text: str) -> LotFacts | None:
    words = [word for word in folded(lot.label).split() if len(word) >= _SHORTEST]
    found = re.search(rf"\b{re.escape(words[0][:_STEM])}\w*\b{_SAID}", text) if words else None
    if found is None:
        return None
    said = Decimal(re.sub(r"[ .](?=\d{3}\b)", "", found["said"]).replace(",", "."))
    unit = (found["unit"] or "").strip()
    value = said * {"": _SCALES[0], "k": _SCALES[1]}.get(unit, _SCALES[2])
    if lot.amount_ht and not unit:
        value = min((value * s for s in _SCALES if value), key=lambda v: _apart(v, lot.amount_ht), default=value)
    near = _apart(value, lot.amount_ht) <= _FARTHEST if lot.amount_ht and value else value >= _LEAST
    return lot.model_copy(update={"amount_ht": value, "source": found.group()}) if near else None


def _apart(value: Decimal, known: Decimal | None) -> Decimal:
    assert known
    return max(value / known, known / value)
