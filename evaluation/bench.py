"""Time and memory of the index and the search, as ratios to the plain pipeline measured in the same run."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from assistant.retrieval.index.build import build_index
from assistant.retrieval.index.embedding import Embedder, Vectors
from assistant.retrieval.search import open_index
from assistant.settings import Settings
from corpus.models import LegalArticle
from evaluation.corpora import EvaluatedCorpus
from evaluation.plain_pipeline import PlainPipeline

SIZES = (1_800, 20_000, 100_000)
PLAIN, ASSISTANT = "plain", "assistant"
_COPY = " (copie {})"
_NOISE = 0.35
_SEED = 7


@dataclass(frozen=True, slots=True)
class Measures:
    """One system on one number of articles; seconds, but latencies in milliseconds and memory in MB."""

    system: str
    articles: int
    cold: bool
    vectors_seconds: float
    build_seconds: float
    unchanged_seconds: float
    open_seconds: float
    p50_ms: float
    p95_ms: float
    p50_ms_8: float
    p95_ms_8: float
    memory_mb: float


class CopyEmbedder(Embedder):
    """Vectors of numbered copies: that of some original, moved by a noise drawn from the text.

    Embedding 300 000 texts would take hours and measure the model, not the search; identical vectors would
    flatter it. The originals and the questions are embedded for real.
    """

    _originals: Vectors | None = None

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> Vectors:
        """One unit vector a text, shape ``(len(texts), dimension)``."""
        real = [text for text in texts if not _is_copy(text)]
        if real:
            self._originals = super().encode_passages(real, progress)
        assert self._originals is not None, "the originals come before their copies"
        known = dict(zip(real, self._originals, strict=True)) if real else {}
        return np.stack([known[text] if text in known else self._moved(text, self._originals) for text in texts])

    def _moved(self, text: str, originals: Vectors) -> Vectors:
        generator = np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big"))
        noise = generator.standard_normal(originals.shape[1], dtype=np.float32)
        moved = originals[int(generator.integers(len(originals)))] + _NOISE * noise / np.linalg.norm(noise)
        return np.asarray(moved / np.linalg.norm(moved), dtype=np.float32)


def copies(articles: Sequence[LegalArticle], size: int) -> tuple[LegalArticle, ...]:
    """``size`` articles: the originals, then numbered copies with their paragraphs shuffled."""
    generator = random.Random(_SEED)
    made = list(articles[:size])
    number = 1
    while len(made) < size:
        for article in articles[: size - len(made)]:
            paragraphs = [paragraph + _COPY.format(number) for paragraph in article.paragraphs]
            generator.shuffle(paragraphs)
            made.append(replace(article, ref=f"{article.ref}-c{number}", text="\n".join(paragraphs)))
        number += 1
    return tuple(made)


def measure(
    system: str, corpus: EvaluatedCorpus, size: int, questions: Sequence[str], on: date, *, cold: bool
) -> Measures:
    """Build, reopen and search one system; run it in a process of its own, memory is that of the process.

    ``cold`` starts without any known vector.
    """
    work = corpus.settings.data_dir / "bench" / system
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    cache = (work if cold else corpus.settings.index_dir) / "embeddings.sqlite"
    embedder = CopyEmbedder(corpus.settings.embedding_model, cache)
    articles = copies(corpus.articles, size)
    run = _assistant if system == ASSISTANT else _plain
    search, times = run(corpus, articles, embedder, on, work)
    for question in questions[:5]:
        search(question)
    alone = _latencies(search, questions[5:], clients=1)
    together = _latencies(search, questions[5:], clients=8)
    shutil.rmtree(work, ignore_errors=True)
    return Measures(
        system,
        len(articles),
        cold,
        *times,
        *_percentiles(alone),
        *_percentiles(together),
        memory_mb=round(_resident_mb(), 1),
    )


def in_own_process(system: str, size: int) -> Measures:
    """The measures of one system, taken by a fresh interpreter; size 0 is a cold build of the excerpts."""
    command = [sys.executable, "-m", "evaluation", "bench-one", system, str(size)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Measures(**json.loads(done.stdout.splitlines()[-1]))


def as_json(measures: Sequence[Measures]) -> str:
    """The measures, then each of the assistant's as a ratio to the plain pipeline of the same size, and growth."""
    plain = {m.articles: m for m in measures if m.system == PLAIN}
    ours = {m.articles: m for m in measures if m.system == ASSISTANT}
    smallest = min(m.articles for m in measures if m.system == ASSISTANT and not m.cold)
    named = ("build_seconds", "unchanged_seconds", "open_seconds", "p50_ms", "p95_ms", "p50_ms_8", "p95_ms_8")
    ratios = {
        str(size): {
            name: round(getattr(ours[size], name) / max(getattr(plain[size], name), 1e-6), 2)
            for name in (*named, "memory_mb")
        }
        for size in ours
        if size in plain
    }
    growth = {
        str(size): {
            "assistant_p95": round(ours[size].p95_ms / ours[smallest].p95_ms, 2),
            "assistant_memory": round(ours[size].memory_mb / ours[smallest].memory_mb, 2),
        }
        for size in ours
        if size >= smallest
    }
    return json.dumps(
        {"measures": [asdict(m) for m in measures], "ratios_to_plain": ratios, "growth": growth}, indent=1
    )


def _assistant(
    corpus: EvaluatedCorpus, articles: Sequence[LegalArticle], embedder: Embedder, on: date, work: Path
) -> tuple[Callable[[str], object], tuple[float, float, float, float]]:
    settings = Settings(data_dir=work, chroma_url=None, corpus_dir=corpus.settings.corpus_dir)
    vectors_done = time.perf_counter()

    def progress(label: str, *_: int) -> None:
        nonlocal vectors_done
        if label.startswith("Calcul"):
            vectors_done = time.perf_counter()

    started = time.perf_counter()
    build_index(articles, corpus.readings, settings, progress, embedder)
    built = time.perf_counter()
    build_index(articles, corpus.readings, settings, embedder=embedder)
    unchanged = time.perf_counter()
    engine = open_index(settings, articles, corpus.readings, embedder)
    opened = time.perf_counter()
    vectors = max(vectors_done - started, 0.0)
    times = (vectors, built - started - vectors, unchanged - built, opened - unchanged)
    return lambda question: engine.search(question, on, 10), _rounded(times)


def _plain(
    _: EvaluatedCorpus, articles: Sequence[LegalArticle], embedder: Embedder, __: date, work: Path
) -> tuple[Callable[[str], object], tuple[float, float, float, float]]:
    started = time.perf_counter()
    pipeline = PlainPipeline(work / "plain", embedder)
    pipeline.build(articles)
    built = time.perf_counter()
    pipeline.close()
    pipeline = PlainPipeline(work / "plain", embedder)
    opened = time.perf_counter()
    # It has no notion of an unchanged corpus: starting again is building again.
    times = (0.0, built - started, built - started, opened - built)
    return pipeline.search, _rounded(times)


def _latencies(search: Callable[[str], object], questions: Sequence[str], clients: int) -> list[float]:
    def timed(question: str) -> float:
        started = time.perf_counter()
        search(question)
        return (time.perf_counter() - started) * 1_000

    # A number at the end keeps each question new to every cache.
    asked = [f"{question} ({number}, {clients})" for number, question in enumerate(questions)]
    if clients == 1:
        return [timed(question) for question in asked]
    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(timed, asked))


def _percentiles(latencies: Sequence[float]) -> tuple[float, float]:
    cuts = statistics.quantiles(latencies, n=20, method="inclusive")
    return round(statistics.median(latencies), 2), round(cuts[18], 2)


def _resident_mb() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1_024


def _is_copy(text: str) -> bool:
    return _COPY.split("{", maxsplit=1)[0] in text


def _rounded(values: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return tuple(round(value, 3) for value in values)  # type: ignore[return-value]
