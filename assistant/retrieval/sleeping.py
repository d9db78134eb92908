"""Margin notes of articles that are not installed: how near they come to a question that the others do not answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.embedding import Embedder, Vectors
from assistant.retrieval.ranking import NEAREST_NOTES, closeness, cosines_of
from corpus.reading_files import Reading

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class SleepingNotes:
    """The questions of sleeping notes, those of one article together.

    ``vectors`` are unit vectors, one a question; ``firsts`` the row of the first question of each article.
    """

    vectors: Vectors
    firsts: NDArray[np.int64]

    def closeness(self, plain: Vectors, corrected: Vectors) -> float | None:
        """That of the nearest article to a question, comparable to ``ScoreParts.noted``; ``None`` when no note sleeps.

        ``plain`` and ``corrected`` are the vectors of the question, one row each.
        """
        if not len(self.firsts):
            return None
        as_is, moved = cosines_of(np.concatenate([plain, corrected]), self.vectors)
        asked = np.maximum.reduceat(as_is, self.firsts)
        around = [np.sort(near)[-NEAREST_NOTES:].mean() for near in np.split(moved, self.firsts[1:])]
        return float(closeness(asked, np.array(around, dtype=np.float32)).max())


def load_sleeping(
    readings: Iterable[Reading], embedder: Embedder, progress: Progress | None = None
) -> SleepingNotes:
    """The notes of readings whose articles are not installed, embedded (cached by content)."""
    asked: dict[str, dict[str, None]] = {}
    for reading in readings:
        asked.setdefault(reading.ref, {}).update(dict.fromkeys(ask.question for ask in reading.asks))
    noted = [list(questions) for questions in asked.values() if questions]
    sizes = [len(questions) for questions in noted]
    vectors = embedder.encode_passages([question for questions in noted for question in questions], progress)
    return SleepingNotes(vectors, np.cumsum([0, *sizes])[:-1].astype(np.int64))
