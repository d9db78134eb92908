"""Vectors already computed, on disk, by model and content hash."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_READ_AT_ONCE = 500


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
