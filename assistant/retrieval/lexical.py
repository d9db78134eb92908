"""BM25 over whole articles: titles, text, and the everyday words of their readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

_K1, _B = 1.2, 0.6
_KEPT_STEMS = 50_000


class LexicalIndex:
    """The BM25 weights of every (article, stem) pair; a query is a sum of columns."""

    def __init__(self, weights: bm25s.BM25) -> None:
        self._data: NDArray[np.float32] = weights.scores["data"]
        self._rows: NDArray[np.int32] = weights.scores["indices"]
        self._starts: NDArray[np.int64] = weights.scores["indptr"]
        self._size: int = int(weights.scores["num_docs"])
        self._columns: dict[str, int] = weights.vocab_dict
        self._rarity = lru_cache(maxsize=_KEPT_STEMS)(self._rarity_of)

    @staticmethod
    def build(documents: Sequence[Sequence[str]], folder: Path) -> None:
        """Write the index of documents given as stems, one an article, in the order of the articles."""
        weights = bm25s.BM25(k1=_K1, b=_B, backend="numpy")
        # A word no question uses keeps an empty document indexable.
        weights.index([list(stems) or ["∅"] for stems in documents], show_progress=False)
        weights.save(str(folder))

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        """The index of a folder; the weights stay on disk and are read by pages."""
        return cls(bm25s.BM25.load(str(folder), mmap=True, load_vocab=True))

    def scores(self, query: Iterable[str]) -> NDArray[np.float32]:
        """One BM25 score an article; a stem asked several times counts once."""
        total = np.zeros(self._size, dtype=np.float32)
        for stem in dict.fromkeys(query):
            column = self._columns.get(stem)
            if column is None:
                continue
            span = slice(int(self._starts[column]), int(self._starts[column + 1]))
            total[self._rows[span]] += self._data[span]
        return total

    def rarity(self, stem: str) -> float:
        """How rare a stem is: 1 when only one article holds it, more when none does, near 0 when all do."""
        return self._rarity(stem)

    def _rarity_of(self, stem: str) -> float:
        return float(np.log((self._size + 1) / (self.frequency(stem) + 0.5)) / np.log((self._size + 1) / 1.5))

    def frequency(self, stem: str) -> int:
        """How many articles hold the stem, 0 when none does."""
        column = self._columns.get(stem)
        return 0 if column is None else int(self._starts[column + 1] - self._starts[column])
