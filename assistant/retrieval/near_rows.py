"""What the store finds nearest to a question by meaning; each set of margin questions is asked once for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.embedding import Vectors
from assistant.retrieval.index.store import VectorStore

NEAREST_ASKS = 40
_NEAREST_TEXTS = 80
# As many margin questions as give a question the readings it is matched with, one reading holding several.
_MATCHED_ASKS = 96
# A message is searched, then matched with the readings.
_KEPT_QUESTIONS = 8
Rows = NDArray[np.int64]


class NearRows:
    """Finds rows in the groups of an index; ``vectors_of`` gives the vectors of questions that they are compared by."""

    def __init__(
        self, store: VectorStore, groups: frozenset[str], vectors_of: Callable[[Sequence[str]], Vectors]
    ) -> None:
        self._store = store
        self._groups = groups
        self._vectors_of = vectors_of
        self._kept = lru_cache(maxsize=_KEPT_QUESTIONS)(self._asked)

    def asks(self, question: str, group: str, count: int = 0) -> tuple[Rows, NDArray[np.float32]]:
        """The rows of ``count`` margin questions of a group, or more, and their cosines, best first."""
        return self._kept(question, f"{group}-asks", max(count, _MATCHED_ASKS))

    def of(self, queries: Sequence[str], group: str) -> list[Rows]:
        """The rows of the texts and of the margin questions nearest to each query, the first being the question."""
        asks = f"{group}-asks"
        found = [self.asks(queries[0], group)[0][:NEAREST_ASKS]]
        if group in self._groups:
            found += self._rows(group, queries, _NEAREST_TEXTS)
        if asks in self._groups and queries[1:]:
            found += self._rows(asks, queries[1:], NEAREST_ASKS)
        return found

    def _rows(self, group: str, queries: Sequence[str], count: int) -> list[Rows]:
        return [rows for rows, _ in self._store.nearest(group, self._vectors_of(queries), count)]

    def _asked(self, question: str, asks: str, count: int) -> tuple[Rows, NDArray[np.float32]]:
        if asks not in self._groups:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        return self._store.nearest(asks, self._vectors_of([question]), count)[0]
