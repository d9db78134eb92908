"""Hours asked of one lot of those known: « et sur le désamiantage tout seul ? », « uniquement pour le lot 2 »."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.conversation.lot_names import named_lots
from assistant.conversation.restating import FIGURES
from assistant.conversation.writers.desk import Desk
from assistant.folding import folded
from assistant.market import Fact

_MOST_WORDS = 14
_SEVERAL = 2
# « Tout le reste », « le lot qui en a le plus », « sans la peinture » ask of others than the lot named.
_OF_OTHERS = re.compile(
    r"\b(?:sans|hors|sauf|hormis|excepte\w*|reste|autres?|plus|moins|retir\w+|enlev\w+|supprim\w+|oubli\w+|lesquel\w+|quels?|quelles?"
    r"|total|ensemble|tout compris|avec le)\b"
)
# What is told of the whole market is not that of one lot.
_OF_THE_WHOLE = ("amount_ttc", "amount_per_year", "amount_ttc_per_year", "labour_hours", "target_hours")


def of_the_lot_asked(desk: Desk) -> Desk:
    """The desk with the market of that lot alone, in this answer only; as it is where the message names no lot, or several."""
    lots = [lot for lot in desk.facts.lots if lot.amount_ht is not None]
    told, text = desk.understanding.facts, folded(desk.said)
    few = len(text.split()) <= _MOST_WORDS and _OF_OTHERS.search(text) is None
    if len(lots) < _SEVERAL or not few or any(getattr(told, name) for name in FIGURES if name != "lots"):
        return desk
    named = {id(lot): lot for lot, _, _ in named_lots(lots, text)}
    lot = next(iter(named.values())) if len(named) == 1 else None
    if lot is None or lot.amount_ht is None or any(one.amount_ht is not None for one in told.lots):
        return desk
    turn = len(desk.previous_questions)
    facts: dict[str, object] = {
        "lots": (),
        "amount_ht": Fact(value=lot.amount_ht, source=lot.source, turn=turn),
        "trade": Fact(value=lot.trade, source=lot.label, turn=turn) if lot.trade else None,
        **dict.fromkeys(_OF_THE_WHOLE),
    }
    return replace(desk, facts=desk.facts.model_copy(update=facts))
