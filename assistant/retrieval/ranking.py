"""From the parts of a score to an order: fusion of meaning and words, then the parts of a question side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_WORDS_WEIGHT = 0.8
# Two unrelated questions are near 0.84: only what exceeds it says something, and 0.03 is worth a standard deviation.
_READING_FLOOR, _READING_STEP = 0.86, 0.03
_TITLE_HANDICAP = 0.01
_INTERLEAVED = 10

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Articles scored for one query: sorted ``positions``, and for each its parts and its score."""

    positions: NDArray[np.int64]
    paragraph: NDArray[np.int32]
    text: Scores
    title: Scores
    reading: Scores
    lexical: Scores
    score: Scores

    def place(self, position: int) -> int | None:
        """Where an article is in these arrays, ``None`` if it is not a candidate."""
        place = int(np.searchsorted(self.positions, position))
        return place if place < len(self.positions) and self.positions[place] == position else None

    def order(self) -> list[int]:
        """The positions, best score first."""
        return [int(position) for position in self.positions[np.argsort(-self.score, kind="stable")]]


def fuse(
    positions: NDArray[np.int64],
    paragraph: NDArray[np.int32],
    *,
    text: Scores,
    title: Scores,
    reading: Scores,
    lexical: Scores,
) -> Candidates:
    """The sum of the standardised cosine of the best vector and of the standardised BM25 score."""
    meaning = np.maximum(text, title - _TITLE_HANDICAP)
    asked = np.maximum(reading - _READING_FLOOR, 0.0) / _READING_STEP
    score = standardised(meaning) + _WORDS_WEIGHT * standardised(lexical) + asked
    return Candidates(positions, paragraph, text, title, reading, lexical, score)


def standardised(values: Scores) -> Scores:
    """Values less their mean, over their standard deviation; zeros when they are all the same."""
    if values.size == 0:
        return values
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 1e-6 else np.zeros_like(values)


def interleave(rankings: Sequence[Candidates]) -> list[tuple[int, Candidates]]:
    """Each article once with the ranking that brought it: first ranks of every query, then second ranks, and so on.

    The first ranking is the whole question; it goes first at each rank, and completes the list.
    """
    orders = [ranking.order() for ranking in rankings]
    chosen: dict[int, Candidates] = {}
    for rank in range(_INTERLEAVED):
        for order, ranking in zip(orders, rankings, strict=True):
            if rank < len(order):
                chosen.setdefault(order[rank], ranking)
    for position in orders[0]:
        chosen.setdefault(position, rankings[0])
    return list(chosen.items())
