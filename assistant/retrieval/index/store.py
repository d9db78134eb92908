"""The vectors in Chroma, embedded in the process or on a server. The only importer of chromadb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api import ClientAPI
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from assistant.errors import StoreUnavailable

_SYNC_EVERY = 1_000
_LARGEST_SYNC = 20_000
_EF_SEARCH = 300


class VectorStore:
    """Named sets of vectors; a vector is known by its integer row.

    With ``url`` the sets live on a Chroma server, else in ``folder``. ``name`` keeps one version of the index
    apart from the others on a shared server.
    """

    def __init__(self, folder: Path, url: str | None, name: str) -> None:
        self._name = name
        # Chroma keeps one process-wide system for each folder; an index replaced at the same path must not meet it.
        self._client = _client(folder, url)
        self._sets: dict[str, chromadb.Collection] = {}

    def write(self, group: str, rows: Sequence[int], vectors: NDArray[np.float32]) -> Iterator[int]:
        """Create the set of a group with these vectors, replacing what an interrupted build left.

        Yields the number of vectors of each batch once it is written.
        """
        with _reachable():
            name = self._set_name(group)
            if name in {collection.name for collection in self._client.list_collections()}:
                self._client.delete_collection(name)
            sync = min(max(_SYNC_EVERY, len(rows) // 4), _LARGEST_SYNC)
            collection = self._client.create_collection(
                name,
                configuration={
                    "hnsw": {
                        "space": "cosine",
                        "ef_construction": 128,
                        "max_neighbors": 24,
                        "ef_search": _EF_SEARCH,
                        "sync_threshold": sync,
                        "batch_size": min(sync, 1_000),
                    }
                },
                embedding_function=None,
            )
            size = min(self._client.get_max_batch_size(), 2_000)
            for start in range(0, len(rows), size):
                batch = slice(start, start + size)
                collection.add(ids=[str(row) for row in rows[batch]], embeddings=vectors[batch])
                yield len(rows[batch])

    def nearest(
        self, group: str, queries: NDArray[np.float32], count: int
    ) -> list[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """For each query, the rows of the nearest vectors of a group and their cosine, best first."""
        with _reachable():
            found = self._set(group).query(query_embeddings=queries, n_results=count, include=["distances"])
        distances = found["distances"] or []
        return [
            (np.array([int(row) for row in rows], dtype=np.int64), 1.0 - np.array(near, dtype=np.float32))
            for rows, near in zip(found["ids"], distances, strict=True)
        ]

    def counts(self, groups: Sequence[str]) -> Mapping[str, int]:
        """How many vectors each group holds; a missing group counts 0."""
        with _reachable():
            present = {collection.name for collection in self._client.list_collections()}
            return {group: self._set(group).count() if self._set_name(group) in present else 0 for group in groups}

    def delete_others(self, prefix: str, kept: Sequence[str]) -> None:
        """Drop the sets of other versions of the index: named ``prefix…``, and not ``kept…``."""
        with _reachable():
            for collection in self._client.list_collections():
                if collection.name.startswith(prefix) and not collection.name.startswith(tuple(kept)):
                    self._client.delete_collection(collection.name)

    def close(self) -> None:
        """Let go of the files, which may then be moved or deleted, and of the connections to a server."""
        close = getattr(self._client, "close", None)
        if close:
            close()
        # Chroma opens two HTTP sessions for each client of a server and leaves both open.
        for client in (self._client, getattr(self._client, "_admin_client", None)):
            session = getattr(getattr(client, "_server", None), "_session", None)
            if session is not None:
                session.close()

    def _set(self, group: str) -> chromadb.Collection:
        if group not in self._sets:
            self._sets[group] = self._client.get_collection(self._set_name(group), embedding_function=None)
        return self._sets[group]

    def _set_name(self, group: str) -> str:
        return f"{self._name}-{group}"


def _client(folder: Path, url: str | None) -> ClientAPI:
    settings = ChromaSettings(anonymized_telemetry=False)
    with _reachable():
        if url is None:
            folder.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(path=str(folder), settings=settings)
        parts = urlsplit(url if "//" in url else f"http://{url}")
        ssl = parts.scheme == "https"
        connect = partial(chromadb.HttpClient, host=parts.hostname or "localhost", ssl=ssl, settings=settings)
        return connect(port=parts.port or (443 if ssl else 8000))


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except (ChromaError, httpx.HTTPError, OSError, ValueError) as error:
        raise StoreUnavailable(
            "La base de vecteurs Chroma ne répond pas. Vérifiez CHROMA_URL, ou retirez cette variable pour "
            "utiliser la base locale, puis relancez « python -m assistant index »."
        ) from error
