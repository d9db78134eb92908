"""The stances of the margin questions of an index, and those of the questions asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.known_vectors import STANCES, KnownVectors
from assistant.retrieval.index.layout import Layout
from assistant.retrieval.index.stance import StanceEncoder
from assistant.retrieval.index.vector_cache import VectorCache, encoded_once

_KEPT_QUESTIONS = 256
Vectors = NDArray[np.float32]


class Stances:
    """Encodes closed questions once: shipped vectors first, then those of the cache."""

    def __init__(self, cache: Path, known: Path | None = STANCES) -> None:
        self._encoder = StanceEncoder()
        self._cache = VectorCache(cache)
        self._known = KnownVectors(known) if known else None
        self._asked = lru_cache(maxsize=_KEPT_QUESTIONS)(self._encode_one)

    @property
    def mark(self) -> str:
        """What tells these stances from those of other weights."""
        return f"sens {self._encoder.mark}"

    def of_layout(self, layout: Layout, progress: Callable[[int, int], None] | None = None) -> Vectors:
        """One vector a row, zeros but for the margin questions that have a verdict."""
        rows = [row for row in np.flatnonzero(layout.ask >= 0) if self._has_verdict(layout, int(row))]
        vectors = np.zeros((len(layout.texts), self._encoder.dimension), dtype=np.float32)
        if rows:
            vectors[rows] = self.encode([layout.texts[row] for row in rows], progress)
        return vectors

    def encode(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> Vectors:
        """One unit vector a text, shape ``(len(texts), dimension)``."""
        return encoded_once(texts, self.mark, self._encoder.encode, self._cache, self._known, progress)

    def weights(self, question: str, vectors: NDArray[np.float16]) -> list[float]:
        """How much each margin question, one a row, counts for a question, in logarithm."""
        cosines = np.einsum("td,d->t", vectors.astype(np.float32), self._asked(question))
        return [float(cosine) * self._encoder.sharpness for cosine in cosines]

    def _encode_one(self, question: str) -> Vectors:
        vector: Vectors = self._encoder.encode([question])[0]
        return vector

    @staticmethod
    def _has_verdict(layout: Layout, row: int) -> bool:
        return layout.readings[layout.reading[row]].asks[layout.ask[row]].verdict is not None
