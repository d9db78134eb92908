"""The vectors of a question by every model that compares it, made side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from assistant.retrieval.index.embedding import Embedder, RecentQueries, Vectors
from assistant.retrieval.index.learnt_vectors import LearntVectors
from assistant.retrieval.questions import parts_of

# The two tasks that a message begins at once, for each of two messages.
_BESIDE = 4
_Found = TypeVar("_Found")


class Encoding:
    """Makes the vectors ahead of those who ask for them, which find them kept.

    Each is computed by one thread: one after the other, they would leave a core idle. The message is read meanwhile.
    """

    def __init__(self, embedder: Embedder, learnt: tuple[LearntVectors, ...]) -> None:
        self._recent = RecentQueries(embedder)
        self._learnt = learnt
        self._beside = ThreadPoolExecutor(max_workers=_BESIDE, thread_name_prefix="encoding")

    def meaning(self, questions: Sequence[str]) -> Vectors:
        """One unit vector a question by the embedding model, shape ``(questions, dimension)``."""
        return self._recent.encode(questions)

    def ahead(self, question: str) -> Callable[[], None]:
        """Begin to encode a question as it is searched, and its parts; what is returned waits for the end of it."""
        meaning = self._beside.submit(self._recent.encode, [question, *parts_of(question)])
        learnt = self._beside.submit(self._by_each_learnt, question)

        def finished() -> None:
            meaning.result()
            learnt.result()

        return finished

    def beside(self, task: Callable[[], _Found]) -> Future[_Found]:
        """Begin a comparison on the core that a search leaves idle."""
        return self._beside.submit(task)

    def close(self) -> None:
        """Let the threads go."""
        self._beside.shutdown()

    def _by_each_learnt(self, question: str) -> None:
        for vectors in self._learnt:
            vectors.of_question(question)
