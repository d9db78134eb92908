"""Build the index beside the one in use, then swap: a crash at any moment leaves a whole index or the former one."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexNotReady
from assistant.retrieval.index.embedding import Embedder
from assistant.retrieval.index.known_vectors import PASSAGES, KnownVectors
from assistant.retrieval.index.layout import FORMAT, Layout, fingerprint, lay_out, lexical_documents
from assistant.retrieval.index.stances import Stances
from assistant.retrieval.index.store import VectorStore
from assistant.retrieval.index.subjects import Subjects
from assistant.retrieval.lexical import LexicalIndex
from assistant.settings import Settings
from corpus.models import LegalArticle
from corpus.reading_files import Reading

Progress = Callable[[str, int, int], None]
_MANIFEST, _VECTORS, _LEXICAL = "manifest.json", "vectors.npy", "bm25"
_STANCES, _SUBJECTS = "stances.npy", "subjects.npy"
_CHROMA, _CURRENT = "chroma", "current"
_PREFIX = "textes"
CACHE = "embeddings.sqlite"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was built from; written last, so that its presence says the index is whole."""

    format: int
    fingerprint: str
    model: str
    articles: int
    rows: int
    chroma_url: str | None


@dataclass(frozen=True, slots=True, eq=False)
class OpenedIndex:
    """The parts of an index ready to be searched.

    ``vectors``, ``stance_vectors`` and ``subject_vectors`` have one row a row of the layout. The stances are read from disk by
    pages, the others held in memory, each search reading thousands of them. Stances are zeros but for the margin questions
    that have a verdict, subjects but for the margin questions.
    """

    layout: Layout
    vectors: NDArray[np.float32]
    stance_vectors: NDArray[np.float16]
    stances: Stances
    subject_vectors: NDArray[np.float32]
    subjects: Subjects
    lexical: LexicalIndex
    store: VectorStore
    embedder: Embedder


def embedder_of(settings: Settings) -> Embedder:
    """The embedding model of the settings, with its cache in the data folder."""
    return Embedder(settings.embedding_model, settings.index_dir / CACHE, KnownVectors(PASSAGES))


def build_index(
    articles: Sequence[LegalArticle],
    readings: Sequence[Reading],
    settings: Settings,
    progress: Progress | None = None,
    embedder: Embedder | None = None,
) -> None:
    """Make the index of these articles the current one; nothing is done when it already is.

    ``progress`` receives a French label, what is done and the total. Only new texts are embedded.

    Raises:
        IndexNotReady: the embedding model is not available; the message says what to set.
        StoreUnavailable: the Chroma server does not answer; the index in use is untouched.
    """
    embedder = embedder or embedder_of(settings)
    if is_index_current(settings, articles, readings, embedder):
        return
    report = progress or _silent
    stances, subjects = _learnt(settings)
    mark = fingerprint(articles, readings, _models(embedder, stances, subjects))
    layout = lay_out(articles, readings)
    settings.index_dir.mkdir(parents=True, exist_ok=True)
    final = settings.index_dir / mark
    beside = settings.index_dir / f"{mark}.{os.getpid()}.part"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    vectors = embedder.encode_passages(
        layout.texts, lambda done, total: report("Calcul des vecteurs", done, total)
    )
    np.save(beside / _VECTORS, vectors.astype(np.float16))
    of_asks = stances.of_layout(layout, lambda done, total: report("Sens des questions", done, total))
    np.save(beside / _STANCES, of_asks.astype(np.float16))
    about = subjects.of_layout(layout, lambda done, total: report("Sujets des questions", done, total))
    np.save(beside / _SUBJECTS, about.astype(np.float16))
    LexicalIndex.build(lexical_documents(layout), beside / _LEXICAL)
    store = VectorStore(beside / _CHROMA, settings.chroma_url, f"{_PREFIX}-{mark}")
    try:
        done = 0
        for group, rows in layout.groups().items():
            for count in store.write(group, [int(row) for row in rows], vectors[rows]):
                done += count
                report("Écriture dans Chroma", done, len(layout.texts))
    finally:
        store.close()
    manifest = Manifest(
        FORMAT, mark, embedder.model_id, len(layout.articles), len(layout.texts), settings.chroma_url
    )
    (beside / _MANIFEST).write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    shutil.rmtree(final, ignore_errors=True)
    beside.rename(final)
    _clean(settings, kept={mark, _make_current(settings, mark)})


def is_index_current(
    settings: Settings,
    articles: Sequence[LegalArticle],
    readings: Sequence[Reading],
    embedder: Embedder | None = None,
) -> bool:
    """Whether the index in use is whole and was built from exactly these texts with this model."""
    try:
        _check(settings, articles, readings, embedder or embedder_of(settings))
    except IndexNotReady:
        return False
    return True


def open_parts(
    settings: Settings,
    articles: Sequence[LegalArticle],
    readings: Sequence[Reading],
    embedder: Embedder | None = None,
) -> OpenedIndex:
    """The parts of the current index.

    Raises:
        IndexNotReady: missing, incomplete, or built from other texts or another model; the message says what to run.
        StoreUnavailable: the Chroma server does not answer.
    """
    embedder = embedder or embedder_of(settings)
    manifest = _check(settings, articles, readings, embedder)
    folder = settings.index_dir / manifest.fingerprint
    layout = lay_out(articles, readings)
    store = VectorStore(folder / _CHROMA, settings.chroma_url, f"{_PREFIX}-{manifest.fingerprint}")
    groups = {group: len(rows) for group, rows in layout.groups().items()}
    if dict(store.counts(list(groups))) != groups:
        store.close()
        raise IndexNotReady(f"L’index de recherche est incomplet dans Chroma. {_RUN}")
    vectors: NDArray[np.float32] = np.load(folder / _VECTORS, mmap_mode="r").astype(np.float32)
    of_asks: NDArray[np.float16] = np.load(folder / _STANCES, mmap_mode="r")
    about: NDArray[np.float32] = np.load(folder / _SUBJECTS, mmap_mode="r").astype(np.float32)
    stances, subjects = _learnt(settings)
    lexical = LexicalIndex.open(folder / _LEXICAL)
    return OpenedIndex(layout, vectors, of_asks, stances, about, subjects, lexical, store, embedder)


def _learnt(settings: Settings) -> tuple[Stances, Subjects]:
    return Stances(settings.index_dir / CACHE), Subjects(settings.index_dir / CACHE)


def _models(embedder: Embedder, stances: Stances, subjects: Subjects) -> str:
    return f"{embedder.model_id} {stances.mark} {subjects.mark}"


_RUN = "Lancez « python -m assistant index » pour le reconstruire."


def _check(
    settings: Settings, articles: Sequence[LegalArticle], readings: Sequence[Reading], embedder: Embedder
) -> Manifest:
    current = settings.index_dir / _CURRENT
    if not current.exists():
        raise IndexNotReady(f"L’index de recherche n’existe pas encore. {_RUN}")
    manifest = _read_manifest(settings.index_dir / current.read_text(encoding="utf-8").strip())
    if manifest is None:
        raise IndexNotReady(f"L’index de recherche est incomplet. {_RUN}")
    if manifest.model != embedder.model_id:
        raise IndexNotReady(
            f"L’index de recherche a été construit avec le modèle « {manifest.model} », et le modèle demandé est "
            f"« {embedder.model_id} ». {_RUN}"
        )
    if manifest.chroma_url != settings.chroma_url:
        raise IndexNotReady(f"L’index de recherche a été écrit dans une autre base Chroma. {_RUN}")
    models = _models(embedder, *_learnt(settings))
    if manifest.format != FORMAT or manifest.fingerprint != fingerprint(articles, readings, models):
        raise IndexNotReady(f"L’index de recherche a été construit sur une autre version des textes. {_RUN}")
    return manifest


def _read_manifest(folder: Path) -> Manifest | None:
    path = folder / _MANIFEST
    try:
        return Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _make_current(settings: Settings, mark: str) -> str:
    """Point to the new index and return the former one, which a running server may still read."""
    current = settings.index_dir / _CURRENT
    former = current.read_text(encoding="utf-8").strip() if current.exists() else mark
    beside = settings.index_dir / f"{_CURRENT}.{os.getpid()}"
    beside.write_text(mark, encoding="utf-8")
    beside.replace(current)
    return former


def _clean(settings: Settings, kept: set[str]) -> None:
    """Remove the older indexes and the remains of interrupted builds."""
    for folder in settings.index_dir.iterdir():
        if folder.is_dir() and folder.name not in kept and not _is_being_built(folder):
            shutil.rmtree(folder, ignore_errors=True)
    if settings.chroma_url:
        store = VectorStore(settings.index_dir / _CHROMA, settings.chroma_url, _PREFIX)
        store.delete_others(f"{_PREFIX}-", kept=[f"{_PREFIX}-{mark}" for mark in kept])
        store.close()


def _is_being_built(folder: Path) -> bool:
    """Whether the process named in an unfinished folder (``….<pid>.part``) still runs."""
    parts = folder.name.split(".")
    if len(parts) != 3 or not parts[1].isdigit():
        return False
    try:
        os.kill(int(parts[1]), 0)
    except OSError:
        return False
    return True


def _silent(*_: object) -> None:
    return None
