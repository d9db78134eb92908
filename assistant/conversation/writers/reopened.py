"""A reserved lot without any offer, opened to all firms: that changes the contract on which the exception rests."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import BlockKind, Verdict
from assistant.conversation.correcting import without_verdict
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded

_NO_OFFER = "R2122-2"
_RESERVED = re.compile(r"\breserv\w+")
_TO_ALL = re.compile(
    r"\b(?:classiques?|ordinaires?|normales?|n'importe|hors insertion"
    r"|privees?|ouvrir|sans (?:la )?reserv\w+|non reserve\w*)\b"
)


def reopened(desk: Desk, draft: Draft, lead: str) -> Draft:
    """The draft on a call without offers, with what opening a reserved lot changes, and no plain yes."""
    text = folded(desk.message)
    if lead != _NO_OFFER or draft.refused or not (_RESERVED.search(text) and _TO_ALL.search(text)):
        return draft
    plain = draft.verdict is Verdict.OUI
    blocks = tuple(without_verdict(part, draft.verdict) for part in draft.blocks) if plain else draft.blocks
    warning = desk.say("reserve_levee", desk.citer.cite(_NO_OFFER, used_for="conditions initiales du marché"))
    verdict = None if plain else draft.verdict
    return replace(
        draft,
        verdict=verdict,
        to_check=draft.to_check and verdict is not None,
        blocks=(*block(BlockKind.WARNING, [warning]), *blocks),
        citations=desk.citer.citations,
    )
