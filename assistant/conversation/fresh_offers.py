"""What may be asked next, without what the conversation already asked or answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Answer
from assistant.conversation.suggesting import repeats
from assistant.conversation.understanding import Intent
from assistant.folding import folded

# So many answers back, what a rule or the directory told is still on the screen.
_LATELY = 3
# How the offers that ask a rule or a tool begin.
_ASKED_BY = (
    ("ce marche peut-il etre reserve", Intent.RESERVATION),
    ("suis-je oblige de prevoir une consideration sociale", Intent.OBLIGATION),
    ("quel levier convient", Intent.LEVER),
    ("qui peut repondre", Intent.PARTNERS),
    ("quelles structures", Intent.PARTNERS),
)


def fresh(offers: Iterable[str], asked: Sequence[str], answers: Sequence[Answer]) -> tuple[str, ...]:
    """Those of ``offers`` that repeat none of the messages ``asked``, and that none of the last ``answers`` told."""
    told = {answer.intent for answer in answers[-_LATELY:]}
    if any(answer.structures for answer in answers[-_LATELY:]):
        told.add(Intent.PARTNERS.value)
    kept = (offer for offer in offers if not any(repeats(offer, message) for message in asked))
    return tuple(offer for offer in kept if _tool_asked(offer) not in told)


def _tool_asked(offer: str) -> str | None:
    return next((tool.value for words, tool in _ASKED_BY if folded(offer).startswith(words)), None)
