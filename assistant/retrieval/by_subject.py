"""The margin questions nearest to what a question is about."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.layout import Layout
from assistant.retrieval.index.subjects import Subjects
from assistant.retrieval.ranking import cosines_of, highest

_KEPT_QUESTIONS = 8
Vectors = NDArray[np.float32]


class BySubject:
    """Compares a question with the margin questions of an index; ``vectors`` holds one vector a row of the layout."""

    def __init__(self, learnt: Subjects, vectors: Vectors, layout: Layout) -> None:
        self.learnt = learnt
        self._vectors = vectors
        self._owner = layout.owner
        self._asks = np.flatnonzero(layout.ask >= 0)
        # A message is searched, then compared with what no source treats.
        self._kept = lru_cache(maxsize=_KEPT_QUESTIONS)(self._cosines)
        self._usable_asks = lru_cache(maxsize=_KEPT_QUESTIONS)(self._of_usable)

    def of(self, question: str) -> Vectors:
        """The unit vector of what a question is about, shape ``(dimension,)``."""
        return self.learnt.of_question(question)

    def cosines(self, question: str) -> Vectors:
        """How near each row is by subject, 0 for those that are not margin questions."""
        return self._kept(question)

    def articles(self, cosines: Vectors, usable: NDArray[np.bool_], count: int) -> NDArray[np.int64]:
        """The articles, among those usable, of the ``count`` nearest margin questions; a position may come twice."""
        asked = self._asked(usable)
        kept = min(count, len(asked))
        nearest = asked[np.argpartition(cosines[asked], -kept)[-kept:]] if kept else asked
        owners: NDArray[np.int64] = self._owner[nearest].astype(np.int64)
        return owners

    def nearest(self, question: str, usable: NDArray[np.bool_], count: int) -> Vectors:
        """The cosines of the nearest margin questions of usable articles, nearest last."""
        return highest(self.cosines(question)[self._asked(usable)], count)

    def _cosines(self, question: str) -> Vectors:
        near: Vectors = cosines_of(self.of(question)[None], self._vectors)[0]
        return near

    def _asked(self, usable: NDArray[np.bool_]) -> NDArray[np.int64]:
        return self._usable_asks(usable.tobytes())

    def _of_usable(self, usable: bytes) -> NDArray[np.int64]:
        asked: NDArray[np.int64] = self._asks[np.frombuffer(usable, dtype=np.bool_)[self._owner[self._asks]]]
        return asked
