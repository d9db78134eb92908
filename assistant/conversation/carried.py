"""What is known of the market, from one message to the next: what stays when the subject moves, what is only named."""

from __future__ import annotations

from typing import Any

from assistant.conversation.intents import Intent
from assistant.market import Fact, MarketFacts

_NAMES_IN_PASSING = frozenset({Intent.LEGAL, Intent.CLAUSE_UPDATE, Intent.RECALL, Intent.OUT_OF_SCOPE})


def without_passing_trade(known: MarketFacts, new: MarketFacts, intent: Intent) -> MarketFacts:
    """The facts of a message, less the trade that a question on the law, or a change of a clause, names in passing.

    « Quels papiers dois-je envoyer ? » buys no paper: the market told stays what it is.
    """
    if intent not in _NAMES_IN_PASSING or known.trade is None or new.trade is None or new.amount_ht is not None:
        return new
    return new.model_copy(update={"trade": None, "nature": None})


def same_market(before: MarketFacts, new: MarketFacts) -> MarketFacts:
    """What may be carried to a new question: everything, unless it names another trade, lot or kind of contract.

    Who buys and where does not change with the subject.
    """
    moved = _differs(before.trade, new.trade) or _differs(before.contract, new.contract)
    moved = moved or (_differs(before.nature, new.nature) and new.amount_ht is not None)
    if not moved:
        return before
    return MarketFacts(buyer_kind=before.buyer_kind, place=before.place, yearly_purchases=before.yearly_purchases)


def _differs(before: Fact[Any] | None, new: Fact[Any] | None) -> bool:
    return before is not None and new is not None and before.value != new.value
