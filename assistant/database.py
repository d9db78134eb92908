"""A small SQL database for what is not a conversation: keys, feedback, drafted clauses.

SQLite by default; PostgreSQL when ``DATABASE_URL`` is set.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from psycopg import Connection, Error
from psycopg_pool import ConnectionPool, PoolTimeout

from assistant.errors import InvalidInput, StoreUnavailable

_WAIT_SECONDS = 5


class Database(Protocol):
    """Runs one statement; ``?`` marks a parameter. Safe to share between threads."""

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of the statement, committed; raises StoreUnavailable when the database fails."""

    def close(self) -> None:
        """Release the database."""


def open_database(path: Path, url: str | None = None) -> Database:
    """The PostgreSQL database of ``url``, or the SQLite file of ``path``, created at the first time.

    Raises:
        StoreUnavailable: it cannot be opened.
        InvalidInput: the address is not a PostgreSQL one.
    """
    if url is None:
        return _Sqlite(path)
    if not url.startswith(("postgresql://", "postgres://")):
        raise InvalidInput("DATABASE_URL doit commencer par « postgresql:// ».", field="DATABASE_URL")
    return _Postgres(url)


class _Sqlite:
    def __init__(self, path: Path) -> None:
        with _available():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, check_same_thread=False, timeout=_WAIT_SECONDS)
            self._connection.execute("PRAGMA journal_mode = WAL")
        self._lock = threading.Lock()

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._lock, _available(), self._connection:
            return self._connection.execute(sql, parameters).fetchall()

    def close(self) -> None:
        with self._lock:
            self._connection.close()


class _Postgres:
    def __init__(self, url: str) -> None:
        self._pool: ConnectionPool[Connection[tuple[Any, ...]]] = ConnectionPool(
            url, min_size=1, max_size=4, open=False, kwargs={"autocommit": True}
        )
        with _available():
            self._pool.open(wait=True, timeout=_WAIT_SECONDS)

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with _available(), self._pool.connection(timeout=_WAIT_SECONDS) as connection:
            cursor = connection.execute(sql.replace("?", "%s").encode(), parameters)
            return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        self._pool.close()


@contextmanager
def _available() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, Error, PoolTimeout, OSError) as error:
        message = "Les données ne peuvent pas être lues ou écrites pour le moment. Réessayez dans un instant."
        raise StoreUnavailable(message) from error
