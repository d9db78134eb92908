"""Lots that a message takes out of the market: « refaites le tableau sans le lot électricité », « oubliez la peinture »."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.conversation.lot_names import named_lots
from assistant.conversation.understanding import Understanding
from assistant.conversation.withdrawn import TAKES_OUT
from assistant.market import MarketFacts
from assistant.retrieval.lexicon import folded

# « N'oubliez pas la peinture » takes nothing out.
_TAKES_OUT = re.compile(
    rf"(?<!\bne )(?<!\bn')\b(?:{TAKES_OUT})\s"
    r"(?:(?:moi|aussi|donc|tout)\s)?(?:l[ae]s?\s|l'|d[eu]\s|des\s)?(?:lots?\s)?(?:d[eu]\s|des\s|d'|l[ae]\s|les\s|l')?$"
)


def without_dropped_lots(
    known: MarketFacts, read: Understanding, message: str
) -> tuple[MarketFacts, Understanding]:
    """What is known less the lots that the message leaves out, and the message without what it only names to do so."""
    text = folded(message).replace("’", "'")
    gone = [lot for lot, start, _ in named_lots(known.lots, text) if _TAKES_OUT.search(text[:start])]
    if not gone or len(gone) == len(known.lots):
        return known, read
    left = tuple(lot for lot in known.lots if lot not in gone)
    kept = known.model_copy(update={"lots": left, **forgotten_total(known)})
    told = tuple(lot for lot in read.facts.lots if lot.amount_ht is not None)
    facts = read.facts.model_copy(update={"lots": told, "trade": None, "nature": None})
    return kept, replace(
        read, facts=facts, forgotten=read.forgotten - {"lots", "trade"}, is_follow_up=True, drops_lot=True
    )


def forgotten_total(known: MarketFacts) -> dict[str, None]:
    """The amount of the market, to be forgotten where it is that of its lots, one of which changes."""
    total = sum(lot.amount_ht or 0 for lot in known.lots)
    return {"amount_ht": None} if known.amount_ht is not None and total == known.amount_ht.value else {}
