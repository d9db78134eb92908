"""Margin notes of articles that are not installed: how near they come to a question that the others do not answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.embedding import Embedder, Vectors
from assistant.retrieval.index.subjects import Subjects
from assistant.retrieval.ranking import closeness, cosines_of, nearest_mean
from corpus.reading_files import Reading

Progress = Callable[[int, int], None]
# The articles nearest by subject: among 490 questions, the nearest of all was always one of the first 25.
_LIKELY = 30


@dataclass(frozen=True, slots=True, eq=False)
class SleepingNotes:
    """The questions of sleeping notes, those of one article together.

    ``vectors`` and ``subjects`` are unit vectors, one a question; ``firsts`` the row of the first question of each article.
    """

    vectors: Vectors
    subjects: Vectors
    firsts: NDArray[np.int64]

    def closeness(self, plain: Vectors, corrected: Vectors, subject: Vectors) -> float | None:
        """That of the nearest article to a question, comparable to ``ScoreParts.noted``; ``None`` when no note sleeps.

        ``plain`` and ``corrected`` are the vectors of the question, one row each, ``subject`` that of what it is about.
        """
        if not len(self.firsts):
            return None
        about = cosines_of(subject[None], self.subjects)[0]
        nearest = np.maximum.reduceat(about, self.firsts)
        likely = np.argpartition(nearest, -min(_LIKELY, len(nearest)))[-_LIKELY:]
        queries = np.concatenate([plain, corrected])
        ends = np.append(self.firsts[1:], len(self.vectors))
        near = [self._near(queries, about, slice(self.firsts[place], ends[place])) for place in likely]
        asked, around, same = np.array(near, dtype=np.float32).T
        return float(closeness(asked, around, same).max())

    def _near(self, queries: Vectors, about: Vectors, rows: slice) -> tuple[float, float, float]:
        """How near the questions of one article come: the nearest as it is, the nearest ones corrected, and by subject."""
        as_is, moved = cosines_of(queries, self.vectors[rows])
        return float(as_is.max()), nearest_mean(moved), nearest_mean(about[rows])


def load_sleeping(
    readings: Iterable[Reading], embedder: Embedder, subjects: Subjects, progress: Progress | None = None
) -> SleepingNotes:
    """The notes of readings whose articles are not installed, embedded (cached by content)."""
    asked: dict[str, dict[str, None]] = {}
    for reading in readings:
        asked.setdefault(reading.ref, {}).update(dict.fromkeys(ask.question for ask in reading.asks))
    noted = [list(questions) for questions in asked.values() if questions]
    sizes = [len(questions) for questions in noted]
    questions = [question for of_one in noted for question in of_one]
    vectors = embedder.encode_passages(questions, progress)
    about = subjects.encode(questions, progress)
    return SleepingNotes(vectors, about, np.cumsum([0, *sizes])[:-1].astype(np.int64))
