"""What the margin questions of an index are about, and the questions asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assistant.retrieval.index.known_vectors import SUBJECTS
from assistant.retrieval.index.layout import Layout
from assistant.retrieval.index.learnt_vectors import LearntVectors, Progress, Vectors
from assistant.retrieval.index.low_rank import SUBJECT_WEIGHTS


class Subjects(LearntVectors):
    """What questions are about: near when the same article answers them."""

    def __init__(self, cache: Path) -> None:
        super().__init__("sujet", SUBJECT_WEIGHTS, cache, SUBJECTS)

    def of_layout(self, layout: Layout, progress: Progress | None = None) -> Vectors:
        """One vector a row, zeros but for the margin questions."""
        return self.of_rows(layout.texts, [int(row) for row in np.flatnonzero(layout.ask >= 0)], progress)
