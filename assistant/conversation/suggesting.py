"""Which margin questions may be offered to a reader as the next one: written with care, and no one else's story."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.retrieval.passages import ReadingMatch

_OFFERED = 3
_SHORTEST = 20
_LONGEST = 100
# « Notre mairie… », « on refait… », « 150 000 € » tell the circumstances of somebody else.
_OF_SOMEBODY = re.compile(
    r"\d|€|\b(je|j|me|m|moi|mon|ma|mes|nous|notre|nos|tu|te|ton|vous|votre|vos|cette?|ces)\b"
    r"|(?<!-)\b(il|elle|ils|elles)\b",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"[A-ZÀÂÉÈÊÎÔÛÇ][^.!?;:\n]+\?")


def next_questions(matches: Iterable[ReadingMatch], besides: ReadingMatch | None = None) -> tuple[str, ...]:
    """At most three questions among the nearest ones, in their order; ``besides`` is the one just answered."""
    asked = (m.ask.question.strip() for m in matches if m is not besides)
    return tuple(dict.fromkeys(question for question in asked if is_offered(question)))[:_OFFERED]


def is_offered(question: str) -> bool:
    """Whether a question reads well out of its margin: one sentence, with its capital and its mark, of nobody's market."""
    fits = _SHORTEST <= len(question) <= _LONGEST
    return fits and bool(_WRITTEN.fullmatch(question)) and not _OF_SOMEBODY.search(question)
