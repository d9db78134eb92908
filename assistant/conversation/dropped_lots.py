"""Lots that a message takes out of the market: « refaites le tableau sans le lot électricité », « enlevez le lot 3 »."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.conversation.understanding import Understanding
from assistant.conversation.withdrawn import is_left_out
from assistant.market import LotFacts, MarketFacts
from assistant.retrieval.lexicon import folded

_LOT = re.compile(
    r"\blots?\s(?:n\s?[°o]?\s?)?(?:(?P<number>\d{1,2})\b|(?:de\s|du\s|des\s|d')?(?P<label>[a-z][a-z' -]*))"
)
_SHORTEST = 4
_STEM = 6


def without_dropped_lots(
    known: MarketFacts, read: Understanding, message: str
) -> tuple[MarketFacts, Understanding]:
    """What is known less the lots that the message leaves out, and the message without what it only names to do so."""
    text = folded(message).replace("’", "'")
    said = [found for found in _LOT.finditer(text) if is_left_out(text, found.start())]
    left = tuple(
        lot
        for lot in known.lots
        if not any(_is_named(lot, found) for found in said) and not _is_dropped(lot, text)
    )
    if len(left) == len(known.lots):
        return known, read
    gone = known.amount_ht is not None and sum(lot.amount_ht or 0 for lot in known.lots) == known.amount_ht.value
    kept = known.model_copy(update={"lots": left, **({"amount_ht": None} if gone else {})})
    facts = read.facts.model_copy(update={"lots": (), "trade": None, "nature": None})
    return kept, replace(read, facts=facts, forgotten=frozenset(), is_follow_up=True, drops_lot=True)


def _is_dropped(lot: LotFacts, text: str) -> bool:
    """Whether the folded text leaves the lot out by its name alone: « oubliez la peinture »."""
    words = [word for word in folded(lot.label).split() if len(word) >= _SHORTEST]
    found = re.search(rf"\b{re.escape(words[0][:_STEM])}\w*", text) if words else None
    return found is not None and is_left_out(text, found.start())


def _is_named(lot: LotFacts, found: re.Match[str]) -> bool:
    if found["number"]:
        return lot.number == int(found["number"])
    label = folded(lot.label)
    words = [word for word in found["label"].split() if len(word) >= _SHORTEST]
    return bool(words) and any(word[:_SHORTEST] == one[:_SHORTEST] for word in words[:1] for one in label.split())
