"""Questions that resemble those the sources do not treat, more than any question an article answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.search import SearchEngine
from corpus.errors import BrokenCorpusFile
from corpus.load import parse_yaml


@dataclass(frozen=True, slots=True, eq=False)
class OutsideExamples:
    """Example questions the sources do not treat, with their unit vectors, shape ``(examples, dimension)``."""

    questions: tuple[str, ...]
    vectors: NDArray[np.float32]

    def similarity(self, engine: SearchEngine, question: str) -> float:
        """The cosine of the nearest example."""
        vector = engine.embed_queries([question])[0]
        return float((self.vectors @ vector).max())


def load_outside(path: Path, engine: SearchEngine) -> OutsideExamples:
    """The examples of a file ``family: [question, …]``, embedded (vectors are cached by content).

    Raises:
        BrokenCorpusFile: the file is not a dictionary of lists.
    """
    records = parse_yaml(path, path.read_text(encoding="utf-8"))
    if not isinstance(records, dict) or not all(isinstance(questions, list) for questions in records.values()):
        raise BrokenCorpusFile(path, "un dictionnaire de listes de questions est attendu", 1)
    questions = tuple(str(question) for family in records.values() for question in family)
    # Embedded as the margin questions are, so that the two similarities compare.
    return OutsideExamples(questions, engine.embedder.encode_passages(questions))
