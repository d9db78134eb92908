"""What a message that follows a list of structures changes of the search: one more trade, a wider radius."""

from __future__ import annotations

import re
from typing import Any

from assistant.conversation.restating import FIGURES
from assistant.conversation.wording import Wording
from assistant.market import Fact, MarketFacts, Trade
from assistant.partners.radius import read_radius

_ADDED = re.compile(
    r"\b(?:aussi|egalement|en\splus|en\smeme\stemps|r?ajoute[rz]?)\b|^\W*(?:et\s)?(?:avec|plus)\b|^\s*\+"
)
_WIDER = re.compile(
    r"\bplus\s(?:loin|large(?:ment)?)\b|\b(?:elargi\w*|etend\w*|etendre|agrandi\w*)\b(?!\saux?\b)|\bau[- ]dela\b|\bsans\slimite\b"
    r"|\bpeu\simporte\sla\sdistance\b|\bpartout\b|\btout\sle\sdepartement\b|\btoutes\sles\slandes\b"
)


def with_search_changed(new: MarketFacts, known: MarketFacts | None, wording: Wording, turn: int) -> MarketFacts:
    """The facts of a message that follows a list, completed from the search it changes.

    « Et du stockage aussi » adds a trade to the one known; « dans les 50 km » and « plus loin » change its radius.
    """
    if known is None or any(getattr(new, name) for name in FIGURES):
        # Told with a sum, a duration or hours, it is another need.
        return new
    return new.model_copy(update=_trades(new, known, wording, turn) | _place(new, known, wording, turn))


def _trades(new: MarketFacts, known: MarketFacts, wording: Wording, turn: int) -> dict[str, Any]:
    if new.trade is None or known.trade is None or not _ADDED.search(wording.text):
        return {}
    before = known.other_trades.value if known.other_trades is not None else ()
    said = (new.trade.value, *(new.other_trades.value if new.other_trades is not None else ()))
    others = tuple(dict.fromkeys(trade for trade in (*before, *said) if trade != known.trade.value))
    added: Fact[tuple[Trade, ...]] = Fact(value=others, source=new.trade.source, turn=turn)
    return {"trade": known.trade, "nature": None, "other_trades": added} if others else {}


def _place(new: MarketFacts, known: MarketFacts, wording: Wording, turn: int) -> dict[str, Any]:
    if new.place is not None or known.place is None:
        return {}
    radius = read_radius(wording.text)
    if radius is None and (known.place.value.radius_km is None or not _WIDER.search(wording.text)):
        return {}
    place = known.place.value.model_copy(update={"radius_km": radius.km if radius else None})
    return {"place": Fact(value=place, source=known.place.source, turn=turn)}
