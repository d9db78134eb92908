"""Questions the sources do not treat: examples of other subjects, and margin notes of texts that are not installed.

A question that resembles them more than any question an installed article answers is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.embedding import Embedder
from assistant.retrieval.search import SearchEngine
from corpus.errors import BrokenCorpusFile
from corpus.load import parse_yaml
from corpus.reading_files import Reading

# The first questions of a note are its plainest ones.
_ASKS_KEPT = 3
# Neighbouring articles answer neighbouring questions: one that is not installed must be clearly closer.
_DOUBT = 0.015
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class OutsideExamples:
    """Example questions the sources do not treat, with their unit vectors, shape ``(examples, dimension)``.

    ``families`` are those of the first ones, of other subjects; the next ones are of articles that are not in the corpus.
    """

    questions: tuple[str, ...]
    vectors: NDArray[np.float32]
    families: tuple[str, ...]

    def similarity(self, engine: SearchEngine, question: str) -> float:
        """The cosine of the nearest example."""
        return self.nearest(engine, question, 1)[0]

    def nearest(self, engine: SearchEngine, question: str, count: int) -> list[float]:
        """The cosines of the nearest examples, best first."""
        return [float(near) for near in np.sort(self._near(engine, question))[::-1][:count]]

    def is_missing_text(self, engine: SearchEngine, question: str) -> bool:
        """Whether the nearest example is of an article of the code that is not installed."""
        return self.family(engine, question) is None

    def family(self, engine: SearchEngine, question: str) -> str | None:
        """The family of the nearest example, ``None`` when it is of an article that is not installed."""
        nearest = int(self._near(engine, question).argmax())
        return self.families[nearest] if nearest < len(self.families) else None

    def _near(self, engine: SearchEngine, question: str) -> NDArray[np.float32]:
        near: NDArray[np.float32] = self.vectors @ engine.embed_queries([engine.read(question)])[0]
        near[len(self.families) :] -= _DOUBT
        return near


def load_outside(
    path: Path, sleeping: Iterable[Reading], embedder: Embedder, progress: Progress | None = None
) -> OutsideExamples:
    """The examples of a file ``family: [question, …]`` and of sleeping readings, embedded (cached by content).

    Raises:
        BrokenCorpusFile: the file is not a dictionary of lists.
    """
    family_of = {question: family for family, questions in read_outside(path).items() for question in questions}
    asleep = [ask.question for reading in sleeping for ask in reading.asks[:_ASKS_KEPT]]
    questions = tuple(dict.fromkeys((*family_of, *asleep)))
    # Embedded as the margin questions are, so that the two similarities compare.
    return OutsideExamples(questions, embedder.encode_passages(questions, progress), tuple(family_of.values()))


def read_outside(path: Path) -> dict[str, tuple[str, ...]]:
    """The example questions of each family.

    Raises:
        BrokenCorpusFile: the file is not a dictionary of lists.
    """
    records = parse_yaml(path, path.read_text(encoding="utf-8"))
    if not isinstance(records, dict) or not all(isinstance(questions, list) for questions in records.values()):
        raise BrokenCorpusFile(path, "un dictionnaire de listes de questions est attendu", 1)
    return {str(family): tuple(map(str, questions)) for family, questions in records.items()}
