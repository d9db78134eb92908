"""Vectors already computed, on disk, by model and content hash."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.known_vectors import KnownVectors

_READ_AT_ONCE = 500
_BATCH = 64


class VectorCache:
    """A SQLite file: one row a (model, sha256 of the text), float32 values."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, model_id: str, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """The vectors known among ``keys``; the others are absent."""
        if not self._path.exists():
            return {}
        unique = list(dict.fromkeys(keys))
        found: dict[bytes, NDArray[np.float32]] = {}
        with self._connection() as connection:
            for start in range(0, len(unique), _READ_AT_ONCE):
                batch = unique[start : start + _READ_AT_ONCE]
                marks = ",".join("?" * len(batch))
                rows = connection.execute(
                    f"SELECT key, vector FROM vectors WHERE model = ? AND key IN ({marks})", [model_id, *batch]
                )
                found.update((key, np.frombuffer(vector, dtype=np.float32)) for key, vector in rows)
        return found

    def put(self, model_id: str, vectors: Mapping[bytes, NDArray[np.float32]]) -> None:
        """Keeps the vectors, in one transaction."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._connection() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                [(model_id, key, np.asarray(vector, np.float32).tobytes()) for key, vector in vectors.items()],
            )

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=60)) as connection, connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS vectors "
                "(model TEXT, key BLOB, vector BLOB, PRIMARY KEY (model, key)) WITHOUT ROWID"
            )
            yield connection


def content_key(text: str) -> bytes:
    """What a vector is known by, whatever its place: the hash of its text."""
    return hashlib.sha256(text.encode()).digest()


def encoded_once(
    texts: Sequence[str],
    model_id: str,
    encode: Callable[[list[str]], NDArray[np.float32]],
    cache: VectorCache | None = None,
    known: KnownVectors | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> NDArray[np.float32]:
    """One vector a text, shape ``(len(texts), dimension)``; those shipped or in the cache are not computed again.

    ``progress`` receives the texts done and their total. What is computed is kept batch by batch: an interrupted run
    resumes where it stopped.
    """
    if not texts:
        return np.zeros((0, 0), dtype=np.float32)
    keys = [content_key(text) for text in texts]
    found = known.get(model_id, keys) if known else {}
    if cache:
        found.update(cache.get(model_id, [key for key in keys if key not in found]))
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
    todo = sorted(missing.items(), key=lambda item: len(item[1]))
    for start in range(0, len(todo), _BATCH):
        batch = todo[start : start + _BATCH]
        fresh = encode([text for _, text in batch])
        entries = {key: vector for (key, _), vector in zip(batch, fresh, strict=True)}
        found.update(entries)
        if cache:
            cache.put(model_id, entries)
        if progress:
            progress(len(texts) - len(todo) + start + len(batch), len(texts))
    return np.stack([found[key] for key in keys])
