"""Vectors learnt for margin questions: shipped ones first, then those of the cache, each question encoded once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.known_vectors import KnownVectors
from assistant.retrieval.index.low_rank import LowRankEncoder
from assistant.retrieval.index.vector_cache import VectorCache, encoded_once

_KEPT_QUESTIONS = 256
Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]


class LearntVectors:
    """Encodes questions with one set of weights."""

    def __init__(self, name: str, weights: Path, cache: Path, known: Path) -> None:
        self._name = name
        self._encoder = LowRankEncoder(weights)
        self._cache = VectorCache(cache)
        self._known = KnownVectors(known)
        self._asked = lru_cache(maxsize=_KEPT_QUESTIONS)(self._encode_one)

    @property
    def mark(self) -> str:
        """What tells these vectors from those of other weights."""
        return f"{self._name} {self._encoder.mark}"

    @property
    def dimension(self) -> int:
        """The size of a vector."""
        return self._encoder.dimension

    @property
    def sharpness(self) -> float:
        """What a cosine is multiplied by to weigh one question for another, in logarithm."""
        return self._encoder.sharpness

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One unit vector a text, shape ``(len(texts), dimension)``."""
        return encoded_once(texts, self.mark, self._encoder.encode, self._cache, self._known, progress)

    def of_question(self, question: str) -> Vectors:
        """The unit vector of a question asked, shape ``(dimension,)``."""
        return self._asked(question)

    def of_rows(self, texts: Sequence[str], rows: Sequence[int], progress: Progress | None = None) -> Vectors:
        """One vector a text, zeros but at ``rows``."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if rows:
            vectors[list(rows)] = self.encode([texts[row] for row in rows], progress)
        return vectors

    def _encode_one(self, question: str) -> Vectors:
        vector: Vectors = self._encoder.encode([question])[0]
        return vector
