"""A part of the contract to be entrusted to inclusive structures: what the texts say, and the template that provides it."""

from __future__ import annotations

import re

from assistant.answer import BlockKind
from assistant.conversation.state import Draft
from assistant.conversation.writers.decisions import extended
from assistant.conversation.writers.desk import Desk, block
from assistant.retrieval.lexicon import folded

_REQUIRES = r"\b(?:impos|oblig|exig|demand|prevo|forc|contrain)\w*"
_ENTRUSTS = r"\b(?:sous-?\s?trait\w*|confie[rzs]?|confiee?s?|cotrait\w*|co-trait\w*)\b"
_STRUCTURES = r"\b(?:adaptees?|ea|esat|insertion|siae|ei|aci|inclusi\w+|handicape?s?)\b"
_ASKED = re.compile(rf"{_REQUIRES}.{{0,60}}{_ENTRUSTS}.{{0,50}}{_STRUCTURES}")
_OF_ELSE = re.compile(
    r"\bessentiel\w*|\binterdi\w*|\bn[e']\s?\w+\s(?:pas|plus)\b|\breserve[rze]?s?\b|\bdeclar\w*|\brefus\w*"
)
_REFS = ("L2112-2", "L2112-3")
_DRAFT_IT = "Rédige la part confiée à des structures inclusives"


def asks_to_entrust_a_part(message: str) -> bool:
    """Whether the message asks whether the holder may be made to entrust a part of the contract to inclusive structures."""
    text = folded(message).replace("’", "'")
    return _ASKED.search(text) is not None and _OF_ELSE.search(text) is None


def with_entrusted_part(desk: Desk, draft: Draft) -> Draft:
    """The draft, with the template that entrusts a part to inclusive structures where the message asks whether one may."""
    known = all(desk.citer.knows(ref) for ref in _REFS)
    if draft.clause is not None or not known or not asks_to_entrust_a_part(desk.said):
        return draft
    numbers = tuple(number for ref in _REFS for number in desk.citer.cite(ref, used_for="part confiée"))
    said = block(BlockKind.PARAGRAPH, [desk.say("part_confiee", numbers)], "Le modèle qui le prévoit")
    follow_ups = tuple(dict.fromkeys((_DRAFT_IT, *draft.follow_ups)))
    first, rest = draft.blocks[:1], draft.blocks[1:]
    return extended(desk, draft, blocks=(*first, *said, *rest), follow_ups=follow_ups)
