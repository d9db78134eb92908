"""The stances of the margin questions of an index, and those of the questions asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.known_vectors import STANCES
from assistant.retrieval.index.layout import Layout
from assistant.retrieval.index.learnt_vectors import LearntVectors, Progress, Vectors
from assistant.retrieval.index.low_rank import STANCE_WEIGHTS


class Stances(LearntVectors):
    """What answer closed questions call for."""

    def __init__(self, cache: Path) -> None:
        super().__init__("sens", STANCE_WEIGHTS, cache, STANCES)

    def of_layout(self, layout: Layout, progress: Progress | None = None) -> Vectors:
        """One vector a row, zeros but for the margin questions that have a verdict."""
        rows = [int(row) for row in np.flatnonzero(layout.ask >= 0) if self._has_verdict(layout, int(row))]
        return self.of_rows(layout.texts, rows, progress)

    def weights(self, question: str, vectors: NDArray[np.float16]) -> list[float]:
        """How much each margin question, one a row, counts for a question, in logarithm."""
        cosines = np.einsum("td,d->t", vectors.astype(np.float32), self.of_question(question))
        return [float(cosine) * self.sharpness for cosine in cosines]

    @staticmethod
    def _has_verdict(layout: Layout, row: int) -> bool:
        return layout.readings[layout.reading[row]].asks[layout.ask[row]].verdict is not None
