"""Write the vectors shipped with the repository: those of its texts, of every margin question, of the outside examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.conversation.outside import read_outside
from assistant.retrieval.index.build import CACHE, embedder_of
from assistant.retrieval.index.known_vectors import PASSAGES, STANCES, SUBJECTS, write_known
from assistant.retrieval.index.layout import lay_out
from assistant.retrieval.index.stances import Stances
from assistant.retrieval.index.subjects import Subjects
from assistant.retrieval.index.vector_cache import content_key
from evaluation.corpora import EvaluatedCorpus

Progress = Callable[[int, int], None]


def passages_to_ship(corpus: EvaluatedCorpus) -> tuple[str, ...]:
    """What a first start embeds: the texts of the repository, margin questions that sleep included."""
    return tuple(dict.fromkeys((*lay_out(corpus.articles, corpus.readings).texts, *subjects_to_ship(corpus))))


def subjects_to_ship(corpus: EvaluatedCorpus) -> tuple[str, ...]:
    """Every margin question, and every outside example."""
    asks = (ask.question for reading in corpus.readings for ask in reading.asks)
    outside = read_outside(corpus.settings.corpus_dir / "vocabulary" / "hors_sources.yaml")
    return tuple(dict.fromkeys((*asks, *(question for family in outside.values() for question in family))))


def stances_to_ship(corpus: EvaluatedCorpus) -> tuple[str, ...]:
    """The margin questions that have a verdict."""
    return tuple(dict.fromkeys(ask.question for r in corpus.readings for ask in r.asks if ask.verdict))


def write_shipped(corpus: EvaluatedCorpus, progress: Progress) -> None:
    """Embed what is neither shipped nor in the cache of the evaluation, and write the files."""
    cache = corpus.settings.index_dir / CACHE
    embedder = embedder_of(corpus.settings)
    texts = passages_to_ship(corpus)
    write_known(PASSAGES, embedder.model_id, _by_key(texts, embedder.encode_passages(texts, progress)))
    stances = Stances(cache)
    asked = stances_to_ship(corpus)
    write_known(STANCES, stances.mark, _by_key(asked, stances.encode(asked, progress)))
    subjects = Subjects(cache)
    about = subjects_to_ship(corpus)
    write_known(SUBJECTS, subjects.mark, _by_key(about, subjects.encode(about, progress)))


def _by_key(texts: Sequence[str], vectors: NDArray[np.float32]) -> dict[bytes, NDArray[np.float32]]:
    return {content_key(text): vector for text, vector in zip(texts, vectors, strict=True)}
