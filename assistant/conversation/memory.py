"""Conversations on disk: LangGraph checkpoints, and a register of who owns what, since when.

SQLite by default; PostgreSQL when ``DATABASE_URL`` is set. The register and the checkpoints live in the same
database and are deleted together.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.checkpoint.sqlite import SqliteSaver
from psycopg import Connection, OperationalError
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool

from assistant.errors import InvalidInput, StoreUnavailable, UnknownConversation

_ID = re.compile(r"[0-9a-f]{32}")
_REGISTER = """CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL)"""


class _Register(Protocol):
    """The little SQL the register needs, whatever the database. ``?`` marks a parameter."""

    def run(self, sql: str, parameters: Sequence[str] = ()) -> list[tuple[Any, ...]]: ...

    def close(self) -> None: ...


class _SqliteRegister:
    def __init__(self, connection: sqlite3.Connection, lock: threading.Lock) -> None:
        self._connection = connection
        self._lock = lock

    def run(self, sql: str, parameters: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        with self._lock, _available():
            rows = self._connection.execute(sql, parameters).fetchall()
            self._connection.commit()
        return rows

    def close(self) -> None:
        self._connection.close()


class _PostgresRegister:
    def __init__(self, pool: ConnectionPool[Connection[DictRow]]) -> None:
        self._pool = pool

    def run(self, sql: str, parameters: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        with _available(), self._pool.connection() as connection:
            cursor = connection.execute(sql.replace("?", "%s").encode(), parameters)
            return [tuple(row.values()) for row in cursor.fetchall()] if cursor.description else []

    def close(self) -> None:
        self._pool.close()


class ConversationStore:
    """Opens, lists, deletes and forgets conversations; the graph writes through :attr:`checkpointer`."""

    def __init__(self, checkpointer: BaseCheckpointSaver[Any], register: _Register) -> None:
        self.checkpointer = checkpointer
        self._register = register

    def open(self, conversation_id: str | None, owner: str, now: datetime) -> str:
        """The id of a new conversation, or the given one if it belongs to ``owner``.

        Raises:
            UnknownConversation: no such conversation, or another owner's: the two look the same.
        """
        if conversation_id is None:
            conversation_id = uuid4().hex
            row = (conversation_id, owner, now.isoformat(), now.isoformat())
            self._register.run("INSERT INTO conversations VALUES (?, ?, ?, ?)", row)
            return conversation_id
        self.require(conversation_id, owner)
        return conversation_id

    def require(self, conversation_id: str, owner: str) -> None:
        """Check that a conversation exists and belongs to the caller, else raise UnknownConversation."""
        known = _ID.fullmatch(conversation_id) and self._register.run(
            "SELECT 1 FROM conversations WHERE id = ? AND owner = ?", (conversation_id, owner)
        )
        if not known:
            raise UnknownConversation(
                "Cette conversation n’existe pas ou n’est plus conservée. Commencez-en une nouvelle."
            )

    def touch(self, conversation_id: str, now: datetime) -> None:
        """Record that a turn was finished, which postpones the end of retention."""
        sql = "UPDATE conversations SET updated_at = ? WHERE id = ?"
        self._register.run(sql, (now.isoformat(), conversation_id))

    def listed(self, owner: str) -> tuple[tuple[str, datetime], ...]:
        """The conversations of an owner, most recent first: id and time of the last turn."""
        sql = "SELECT id, updated_at FROM conversations WHERE owner = ? ORDER BY updated_at DESC"
        return tuple((row[0], datetime.fromisoformat(row[1])) for row in self._register.run(sql, (owner,)))

    def delete(self, conversation_id: str, owner: str) -> None:
        """Erase a conversation and every checkpoint of it."""
        self.require(conversation_id, owner)
        self._erase(conversation_id)

    def purge(self, before: datetime) -> int:
        """Erase the conversations without a turn since ``before``; returns how many."""
        rows = self._register.run("SELECT id FROM conversations WHERE updated_at < ?", (before.isoformat(),))
        for (conversation_id,) in rows:
            self._erase(conversation_id)
        return len(rows)

    def check(self) -> None:
        """Raise StoreUnavailable when the database does not answer."""
        self._register.run("SELECT 1 FROM conversations LIMIT 1")

    def close(self) -> None:
        """Release the database."""
        self._register.close()

    def _erase(self, conversation_id: str) -> None:
        with _available():
            self.checkpointer.delete_thread(conversation_id)
        self._register.run("DELETE FROM conversations WHERE id = ?", (conversation_id,))


def open_store(path: Path, database_url: str | None = None) -> ConversationStore:
    """Open the conversations of a deployment, creating the tables at the first time.

    Raises:
        StoreUnavailable: the database cannot be opened; the message says which.
        InvalidInput: the address is not a PostgreSQL one.
    """
    if database_url is None:
        return _open_sqlite(path)
    if not database_url.startswith(("postgresql://", "postgres://")):
        raise InvalidInput("DATABASE_URL doit commencer par « postgresql:// ».", field="DATABASE_URL")
    return _open_postgres(database_url)


def _open_sqlite(path: Path) -> ConversationStore:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The saver and the register each hold a connection; WAL lets one read while the other writes. With it, not to wait
        # for the disk at each turn costs the last turns of a power cut, never the file.
        saver_connection = sqlite3.connect(path, check_same_thread=False, timeout=5)
        register_connection = sqlite3.connect(path, check_same_thread=False, timeout=5)
        checkpointer = SqliteSaver(saver_connection)
        checkpointer.setup()
        for connection in (saver_connection, register_connection):
            connection.execute("PRAGMA synchronous = NORMAL")
        register_connection.execute(_REGISTER)
        register_connection.commit()
    except (sqlite3.Error, OSError) as error:
        raise StoreUnavailable(f"Les conversations ne peuvent pas être ouvertes dans {path} ({error}).") from error
    return ConversationStore(checkpointer, _SqliteRegister(register_connection, threading.Lock()))


def _open_postgres(database_url: str) -> ConversationStore:
    pool: ConnectionPool[Connection[DictRow]] = ConnectionPool(
        database_url,
        min_size=1,
        max_size=8,
        open=False,
        kwargs={"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row},
    )
    with _available():
        pool.open(wait=True, timeout=10)
        checkpointer = PostgresSaver(pool)
        checkpointer.setup()
        register = _PostgresRegister(pool)
        register.run(_REGISTER)
    return ConversationStore(checkpointer, register)


@contextmanager
def _available() -> Iterator[None]:
    """Database failures become one error that says to retry later."""
    try:
        yield
    except (sqlite3.Error, OperationalError) as error:
        message = (
            "Les conversations ne peuvent pas être lues ou écrites pour le moment. Réessayez dans un instant."
        )
        raise StoreUnavailable(message) from error
