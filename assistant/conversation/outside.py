"""Questions the sources do not treat: examples of other subjects, and margin notes of texts that are not installed.

A question that resembles them more than any question an installed article answers is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.embedding import Embedder
from assistant.retrieval.index.subjects import Subjects
from assistant.retrieval.ranking import cosines_of, highest, nearest_mean
from assistant.retrieval.search import SearchEngine
from assistant.retrieval.sleeping import Progress, SleepingNotes, load_sleeping
from corpus.errors import BrokenCorpusFile
from corpus.load import parse_yaml
from corpus.reading_files import Reading

# The examples that must agree, most of them, on what a question is about before its refusal says so.
_AGREEING = 8
# How many of the examples, or of the margin notes, nearest by subject are weighed.
BY_SUBJECT = 60


@dataclass(frozen=True, slots=True, eq=False)
class NearOutside:
    """How near what no source treats comes to a question: see the methods of :class:`OutsideExamples`."""

    nearest: list[float]
    around: float
    asleep: float | None
    about: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class OutsideExamples:
    """Example questions the sources do not treat, with their unit vectors, shape ``(examples, dimension)``.

    ``subjects`` are the vectors of what they are about; ``families`` those of the examples, one each; ``sleeping`` the notes
    of articles that are not installed.
    """

    vectors: NDArray[np.float32]
    subjects: NDArray[np.float32]
    families: tuple[str, ...]
    sleeping: SleepingNotes

    def near(self, engine: SearchEngine, question: str, count: int) -> NearOutside:
        """All that is compared with a question, with the ``count`` nearest examples."""
        return NearOutside(
            nearest=self.nearest(engine, question, count),
            around=self.around(engine, question),
            asleep=self.asleep(engine, question),
            about=self.about(engine, question),
        )

    def nearest(self, engine: SearchEngine, question: str, count: int) -> list[float]:
        """The cosines of the nearest examples, best first."""
        return [float(near) for near in highest(self._near(engine, question), count)[::-1]]

    def around(self, engine: SearchEngine, question: str) -> float:
        """The mean cosine of the nearest examples to the question corrected for what it looks for."""
        _, corrected = engine.query_vectors([engine.read(question)])
        return nearest_mean(cosines_of(corrected, self.vectors)[0])

    def asleep(self, engine: SearchEngine, question: str) -> float | None:
        """How near the notes of articles that are not installed come, as ``ScoreParts.noted``; ``None`` without any."""
        read = engine.read(question)
        return self.sleeping.closeness(*engine.query_vectors([read]), engine.subjects.of(read))

    def about(self, engine: SearchEngine, question: str) -> NDArray[np.float32]:
        """How near the ``BY_SUBJECT`` examples nearest to what the question is about are to it, nearest last."""
        return highest(self._by_subject(engine, question), BY_SUBJECT)

    def family(self, engine: SearchEngine, question: str) -> str:
        """The family of the nearest example."""
        return self.families[int(self._near(engine, question).argmax())]

    def shared_family(self, engine: SearchEngine, question: str) -> str | None:
        """The family of most of the examples nearest to what the question is about; ``None`` when they have none in common."""
        nearest = np.argsort(-self._by_subject(engine, question))[:_AGREEING]
        family, count = Counter(self.families[row] for row in nearest.tolist()).most_common(1)[0]
        return family if 2 * count > _AGREEING else None

    def _by_subject(self, engine: SearchEngine, question: str) -> NDArray[np.float32]:
        near: NDArray[np.float32] = cosines_of(engine.subjects.of(engine.read(question))[None], self.subjects)[0]
        return near

    def _near(self, engine: SearchEngine, question: str) -> NDArray[np.float32]:
        near: NDArray[np.float32] = cosines_of(engine.embed_queries([engine.read(question)]), self.vectors)[0]
        return near


def load_outside(
    path: Path,
    dormant: Iterable[Reading],
    embedder: Embedder,
    subjects: Subjects,
    progress: Progress | None = None,
) -> OutsideExamples:
    """The examples of a file ``family: [question, …]`` and the notes of dormant readings, embedded (cached by content).

    Raises:
        BrokenCorpusFile: the file is not a dictionary of lists.
    """
    family_of = {question: family for family, questions in read_outside(path).items() for question in questions}
    # Embedded as the margin questions are, so that the two similarities compare.
    vectors = embedder.encode_passages(tuple(family_of), progress)
    about = subjects.encode(tuple(family_of), progress)
    sleeping = load_sleeping(dormant, embedder, subjects, progress)
    return OutsideExamples(vectors, about, tuple(family_of.values()), sleeping)


def read_outside(path: Path) -> dict[str, tuple[str, ...]]:
    """The example questions of each family.

    Raises:
        BrokenCorpusFile: the file is not a dictionary of lists.
    """
    records = parse_yaml(path, path.read_text(encoding="utf-8"))
    if not isinstance(records, dict) or not all(isinstance(questions, list) for questions in records.values()):
        raise BrokenCorpusFile(path, "un dictionnaire de listes de questions est attendu", 1)
    return {str(family): tuple(map(str, questions)) for family, questions in records.items()}
