"""The searches compared in one report: the plain pipeline, the baselines, the assistant, and it less one lever."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np

from assistant.retrieval.index.build import CACHE, build_index
from assistant.retrieval.index.embedding import Embedder, Vectors
from assistant.retrieval.index.known_vectors import PASSAGES, KnownVectors
from assistant.retrieval.levers import Levers
from assistant.retrieval.search import SearchEngine, open_index
from assistant.settings import Settings
from corpus.reading_files import Reading
from evaluation.baselines import Baselines
from evaluation.cases import Case
from evaluation.corpora import EvaluatedCorpus
from evaluation.plain_pipeline import PlainPipeline
from evaluation.retrieval import Score, score

ASSISTANT = "Assistant"
PLAIN = "Chaîne LangChain ordinaire (800 caractères)"
DEPTH = 10
Progress = Callable[[str], None]


class RememberingEmbedder(Embedder):
    """Embeds each question once for all the searches compared: what is measured here is their order, not time."""

    def __init__(self, corpus: EvaluatedCorpus) -> None:
        known = KnownVectors(PASSAGES)
        super().__init__(corpus.settings.embedding_model, corpus.settings.index_dir / CACHE, known)
        self._asked: dict[str, Vectors] = {}

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a question, shape ``(len(texts), dimension)``."""
        unknown = [text for text in dict.fromkeys(texts) if text not in self._asked]
        if unknown:
            self._asked.update(zip(unknown, super().encode_queries(unknown), strict=True))
        return np.stack([self._asked[text] for text in texts])


@dataclass(frozen=True, slots=True)
class Comparison:
    """The scores of every search on one corpus; ``repeats`` are those of the assistant on indexes built anew."""

    corpus: EvaluatedCorpus
    scores: tuple[Score, ...]
    repeats: tuple[Score, ...]

    @property
    def assistant(self) -> Score:
        """The worst of the repeats, the one that is judged."""
        return min(self.repeats, key=lambda s: (s.all_at[10], s.mrr))


def compare(
    corpus: EvaluatedCorpus, cases: Sequence[Case], on: date, repeats: int, progress: Progress
) -> Comparison:
    """Score every search on the cases.

    Building the graph of neighbours is the only step that chance touches: the assistant's index is built and
    searched ``repeats`` times.
    """
    embedder = RememberingEmbedder(corpus)
    work = corpus.settings.data_dir / "compared"
    shutil.rmtree(work, ignore_errors=True)
    articles = corpus.corpus.articles
    scores = [
        score(name, search, cases, articles) for name, search in _simple(corpus, embedder, work, on, progress)
    ]
    for name, readings, levers in _without(corpus.readings):
        progress(name)
        with closing(_engine(corpus, readings, work / "without", embedder, levers)) as engine:
            scores.append(score(name, partial(_refs, engine, on), cases, articles))
    again = []
    for number in range(repeats):
        progress(f"{ASSISTANT}, construction {number + 1}")
        folder = work / f"repeat-{number}"
        with closing(_engine(corpus, corpus.readings, folder, embedder, Levers())) as engine:
            again.append(score(ASSISTANT, partial(_refs, engine, on), cases, articles))
    shutil.rmtree(work, ignore_errors=True)
    comparison = Comparison(corpus, (), tuple(again))
    return replace(comparison, scores=(*scores, comparison.assistant))


def _simple(
    corpus: EvaluatedCorpus, embedder: Embedder, work: Path, on: date, progress: Progress
) -> Iterator[tuple[str, Callable[[str], list[str]]]]:
    progress(PLAIN)
    with closing(PlainPipeline(work / "plain", embedder)) as plain:
        plain.build(corpus.articles)
        yield PLAIN, plain.search
    baselines = Baselines(corpus.articles, embedder, work / "bm25", on)
    for name, search in baselines.searches().items():
        progress(name)
        yield name, search


def _without(readings: tuple[Reading, ...]) -> tuple[tuple[str, tuple[Reading, ...], Levers], ...]:
    return (
        ("Assistant sans lectures ni correction apprise", (), Levers(adapter=False)),
        ("Assistant sans lectures", (), Levers()),
        ("Assistant sans correction apprise", readings, Levers(adapter=False)),
        ("Assistant sans découpage des questions", readings, Levers(parts=False)),
        ("Assistant sans articles compagnons", readings, Levers(companions=False)),
        ("Assistant sans correction de l’orthographe", readings, Levers(spelling=False)),
    )


def _engine(
    corpus: EvaluatedCorpus, readings: Sequence[Reading], folder: Path, embedder: Embedder, levers: Levers
) -> SearchEngine:
    settings = Settings(**{**corpus.settings.model_dump(), "data_dir": folder})
    build_index(corpus.articles, readings, settings, embedder=embedder)
    return open_index(settings, corpus.articles, readings, embedder, levers)


def _refs(engine: SearchEngine, on: date, question: str) -> list[str]:
    return [passage.ref for passage in engine.search(question, on, DEPTH)]
