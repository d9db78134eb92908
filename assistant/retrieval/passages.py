"""A passage: what retrieval returns, with why it matched."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PassageKind(StrEnum):
    """Where a passage comes from."""

    ARTICLE = "article"
    CLAUSE = "clause"
    STRUCTURE = "structure"
    GUIDE = "guide"


@dataclass(frozen=True, slots=True)
class ScoreParts:
    """The parts of a score, each on its own scale, for the reader who asks why."""

    dense: float = 0.0
    lexical: float = 0.0
    reference: float = 0.0
    reading: float = 0.0


@dataclass(frozen=True, slots=True)
class Passage:
    """One ranked result.

    ``quote`` is the matched paragraph, word for word; ``paragraph`` its 0-based index in the article;
    ``score`` is comparable inside one search only.
    """

    id: str
    kind: PassageKind
    ref: str
    text: str
    quote: str
    score: float
    parts: ScoreParts
    paragraph: int = 0
    why: str = ""
