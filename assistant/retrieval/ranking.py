"""From the parts of a score to an order: meaning, words and questions of readings; then the parts of a question."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_WORDS_WEIGHT = 0.8
_READING_WEIGHT = 1.0
_PARTS_WEIGHT = 0.3
_TITLE_HANDICAP = 0.01
ABSENT = -1.0

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Articles scored for one or several queries.

    ``positions`` are sorted; every other array has one row a query and one column an article. ``text``, ``title``
    and ``reading`` are the best cosines of each kind (``ABSENT`` where an article has none), ``lexical`` BM25
    scores, ``paragraph`` the paragraph nearest to the query.
    """

    positions: NDArray[np.int64]
    paragraph: NDArray[np.int32]
    text: Scores
    title: Scores
    reading: Scores
    lexical: Scores

    def place(self, position: int) -> int | None:
        """The column of an article, ``None`` if it is not a candidate."""
        place = int(np.searchsorted(self.positions, position))
        return place if place < len(self.positions) and self.positions[place] == position else None


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Candidates with their scores: ``by_query`` one row a query, ``total`` all queries together."""

    candidates: Candidates
    by_query: Scores
    total: Scores

    def order(self) -> list[int]:
        """The positions of the articles, best first."""
        return [int(position) for position in self.candidates.positions[np.argsort(-self.total, kind="stable")]]


def ranked(candidates: Candidates) -> Ranking:
    """The scores of the candidates, for each query and together."""
    by_query = scores_by_query(candidates)
    return Ranking(candidates, by_query, combined(by_query))


def scores_by_query(candidates: Candidates) -> Scores:
    """One row a query: standardised meaning and words, plus what the readings add.

    A reading only ever adds: most articles have none, and an article is not worse for having distant ones.
    """
    rows = [
        standardised(np.maximum(text, title - _TITLE_HANDICAP))
        + _WORDS_WEIGHT * standardised(lexical)
        + _READING_WEIGHT * _above_average(reading)
        for text, title, lexical, reading in zip(
            candidates.text, candidates.title, candidates.lexical, candidates.reading, strict=True
        )
    ]
    return np.stack(rows)


def combined(by_query: Scores) -> Scores:
    """The score of each article: that of the whole question (first row), plus a share of its best part."""
    if len(by_query) == 1:
        whole: Scores = by_query[0]
        return whole
    total: Scores = by_query[0] + _PARTS_WEIGHT * by_query[1:].max(axis=0)
    return total


def cosines_of(queries: Scores, texts: NDArray[np.float16]) -> Scores:
    """The cosine of unit vectors, one row a query and one column a text.

    Not a matrix product: the threads of the linear algebra library go on spinning after it, and take a core from
    the embedding of the next question (measured: 40 ms instead of 27 ms a search).
    """
    cosines: Scores = np.einsum("qd,td->qt", queries, texts.astype(np.float32))
    return cosines


def standardised(values: Scores) -> Scores:
    """Values less their mean, over their standard deviation; zeros when they are all the same."""
    if values.size == 0:
        return values
    spread = float(values.std())
    scaled: Scores = (values - values.mean()) / spread if spread > 1e-6 else np.zeros_like(values)
    return scaled


def _above_average(reading: Scores) -> Scores:
    present = reading > ABSENT
    gain = np.zeros_like(reading)
    gain[present] = np.maximum(standardised(reading[present]), 0.0)
    return gain
