"""A text or hours asked for one lot of a market: the sum of the whole is not that of the lot."""

from __future__ import annotations

from assistant.conversation.intents import Intent
from assistant.market import MarketFacts

_FOR_A_LOT = frozenset({Intent.CLAUSE, Intent.HOURS})
_OF_THE_WHOLE = (
    "amount_ht",
    "amount_ttc",
    "amount_per_year",
    "amount_ttc_per_year",
    "amount_covers_renewals",
    "labour_hours",
    "target_hours",
)


def of_one_lot(known: MarketFacts, new: MarketFacts, intent: Intent) -> MarketFacts:
    """What is known of the lot that a request names by its trade, where it is another than that of the market.

    Its own amount when it was told; none rather than that of the whole. Everything else is that of the market.
    """
    trade = new.trade
    told = new.amount_ht or new.amount_per_year or new.lots or new.target_hours or new.labour_hours
    if intent is Intent.CLAUSE and _tells_one_lot(known, new):
        return known.model_copy(update=dict.fromkeys(_OF_THE_WHOLE))
    if intent not in _FOR_A_LOT or trade is None or told or known.amount_ht is None:
        return known
    own = next((lot for lot in known.lots if lot.trade == trade.value), None)
    other = known.trade is not None and known.trade.value != trade.value
    if own is None and not other:
        return known
    left: dict[str, object] = dict.fromkeys(_OF_THE_WHOLE)
    if own is not None and own.amount_ht is not None:
        amount = known.amount_ht.model_copy(update={"value": own.amount_ht, "source": own.source})
        left |= {"amount_ht": amount, "trade": None}
    return known.model_copy(update={**left, "lots": ()})


def _tells_one_lot(known: MarketFacts, new: MarketFacts) -> bool:
    """Whether a text is asked for one lot told with its sum, of a market whose lots are not known."""
    lone = new.lots[0].amount_ht if len(new.lots) == 1 else None
    whole = known.amount_ht.value if known.amount_ht else None
    return not known.lots and new.amount_ht is None and lone is not None and whole is not None and lone < whole
