"""Drafted clauses kept for their owner, to be downloaded later."""

from __future__ import annotations

from datetime import datetime, timedelta

from assistant.answer import Clause
from assistant.database import Database

_TABLE = """CREATE TABLE IF NOT EXISTS clauses (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, conversation_id TEXT, at TEXT NOT NULL, clause TEXT NOT NULL)"""


class ClauseShelf:
    """Keeps clauses for ``retention_days``, then forgets them."""

    def __init__(self, database: Database, retention_days: int) -> None:
        self._database = database
        self._retention = timedelta(days=retention_days)
        database.run(_TABLE)

    def keep(self, clause: Clause, owner: str, now: datetime, conversation_id: str | None = None) -> None:
        """Keep a clause under its id."""
        self._database.run("DELETE FROM clauses WHERE at < ?", ((now - self._retention).isoformat(),))
        row = (clause.id, owner, conversation_id, now.isoformat(), clause.model_dump_json())
        self._database.run("INSERT INTO clauses VALUES (?, ?, ?, ?, ?)", row)

    def get(self, clause_id: str, owner: str) -> Clause | None:
        """The clause, ``None`` when there is none or it is another owner's: the two look the same."""
        rows = self._database.run("SELECT clause FROM clauses WHERE id = ? AND owner = ?", (clause_id, owner))
        return Clause.model_validate_json(rows[0][0]) if rows else None

    def forget_conversation(self, conversation_id: str, owner: str) -> None:
        """Erase the clauses of a conversation its owner deletes."""
        self._database.run("DELETE FROM clauses WHERE conversation_id = ? AND owner = ?", (conversation_id, owner))
