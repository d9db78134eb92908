"""A part of the contract to be entrusted to inclusive structures: the texts it rests on, and the template that provides it."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Sentence, Verdict
from assistant.conversation.intents import Intent
from assistant.conversation.question_form import Modality, asks_openly, modality
from assistant.conversation.state import Draft
from assistant.conversation.writers.decisions import extended, reference_text
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.lever import ASK_LEVER
from assistant.folding import folded

_REQUIRES = r"\b(?:impos|oblig|exig|demand|prevo|forc|contrain)\w*"
_ENTRUSTS = r"\b(?:sous-?\s?trait\w*|confie[rzs]?|confiee?s?|cotrait\w*|co-trait\w*)\b"
_STRUCTURES = r"\b(?:adaptees?|ea|esat|insertion|siae|ei|aci|inclusi\w+|handicape?s?)\b"
_ASKED = re.compile(rf"{_REQUIRES}.{{0,60}}{_ENTRUSTS}.{{0,50}}{_STRUCTURES}")
_OF_ELSE = re.compile(
    r"\bessentiel\w*|\binterdi\w*|\bn[e']\s?\w+\s(?:pas|plus)\b|\breserve[rze]?s?\b|\bdeclar\w*|\brefus\w*"
)
_REFS = ("L2112-2", "L2112-3")
_ASKS_WHETHER = frozenset({Modality.PERMITTED, Modality.FACT})
_DRAFT_IT = "Rédige la part confiée à des structures inclusives"


def asks_to_entrust_a_part(message: str) -> bool:
    """Whether the message asks whether the holder may be made to entrust a part of the contract to inclusive structures."""
    text = folded(message)
    return _ASKED.search(text) is not None and _OF_ELSE.search(text) is None


def write_entrusted_part(desk: Desk, intent: Intent) -> Draft | None:
    """What the texts say of a part to be entrusted, where the message asks them whether it may be; ``None`` elsewhere."""
    asks = modality(desk.said)
    if intent is not Intent.LEGAL or asks not in _ASKS_WHETHER or not _is_answerable(desk):
        return None
    said = _said(desk)
    permitted = asks is Modality.PERMITTED and not asks_openly(desk.said)
    verdict = Verdict.SOUS_CONDITIONS if permitted else None
    opening = desk.summarise(verdict, said.text, said.citations)
    return Draft(
        verdict=verdict,
        blocks=(
            *block(BlockKind.SUMMARY, [opening]),
            *block(BlockKind.PARAGRAPH, [reference_text(desk, _REFS[0])], "Textes de référence"),
        ),
        citations=desk.citer.citations,
        follow_ups=(_DRAFT_IT, ASK_LEVER),
        evidence=desk.evidence(),
    )


def with_entrusted_part(desk: Desk, draft: Draft) -> Draft:
    """The draft, with the template that entrusts a part to inclusive structures where the message asks whether one may."""
    if draft.clause is not None or not _is_answerable(desk):
        return draft
    said = block(BlockKind.PARAGRAPH, [_said(desk)], "Le modèle qui le prévoit")
    follow_ups = tuple(dict.fromkeys((_DRAFT_IT, *draft.follow_ups)))
    first, rest = draft.blocks[:1], draft.blocks[1:]
    return extended(desk, draft, blocks=(*first, *said, *rest), follow_ups=follow_ups)


def _is_answerable(desk: Desk) -> bool:
    return all(desk.citer.knows(ref) for ref in _REFS) and asks_to_entrust_a_part(desk.said)


def _said(desk: Desk) -> Sentence:
    numbers = tuple(number for ref in _REFS for number in desk.citer.cite(ref, used_for="part confiée"))
    return desk.say("part_confiee", numbers)
