"""API keys: named, revocable, kept only as a digest of a long random token."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from assistant.database import Database
from assistant.errors import InvalidInput

PREFIX = "acs_"
_TABLE = """CREATE TABLE IF NOT EXISTS access_keys (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL, revoked_at TEXT)"""
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class AccessKey:
    """A key without its secret; ``revoked_at`` is ``None`` while it opens the door."""

    id: str
    name: str
    created_at: datetime
    revoked_at: datetime | None = None


class KeyRing:
    """Creates, recognises, lists and revokes keys."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.run(_TABLE)

    def create(self, name: str, now: datetime) -> tuple[AccessKey, str]:
        """A new key and its secret, which is shown once and never kept.

        Raises:
            InvalidInput: the name is empty, too long, or already that of another key.
        """
        name = name.strip()
        if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
            raise InvalidInput(
                f"Le nom d’une clé compte de 1 à {_LONGEST_NAME} caractères lisibles\u00a0: qui l’utilise, pour quoi.",
                field="name",
            )
        if any(key.name == name for key in self.listed()):
            raise InvalidInput(
                f"Une clé «\u00a0{name}\u00a0» existe déjà, ou a existé. Choisissez un autre nom.", field="name"
            )
        # 256 random bits: no dictionary can be tried against the digest, so a slow hash would protect nothing.
        secret = PREFIX + secrets.token_urlsafe(32)
        key = AccessKey(secrets.token_hex(8), name, now)
        self._database.run(
            "INSERT INTO access_keys VALUES (?, ?, ?, ?, NULL)", (key.id, name, _digest(secret), now.isoformat())
        )
        return key, secret

    def recognise(self, secret: str) -> AccessKey | None:
        """The key of this secret, ``None`` when it is unknown or revoked."""
        rows = self._database.run(
            "SELECT id, name, created_at, revoked_at FROM access_keys WHERE digest = ? AND revoked_at IS NULL",
            (_digest(secret),),
        )
        return _key(rows[0]) if rows else None

    def listed(self) -> tuple[AccessKey, ...]:
        """Every key, the oldest first, revoked ones included."""
        rows = self._database.run("SELECT id, name, created_at, revoked_at FROM access_keys ORDER BY created_at")
        return tuple(_key(row) for row in rows)

    def revoke(self, name_or_id: str, now: datetime) -> AccessKey:
        """Close the door to a key.

        Raises:
            InvalidInput: no key in use has this name or identifier.
        """
        for key in self.listed():
            if name_or_id in (key.id, key.name) and key.revoked_at is None:
                self._database.run("UPDATE access_keys SET revoked_at = ? WHERE id = ?", (now.isoformat(), key.id))
                return AccessKey(key.id, key.name, key.created_at, now)
        raise InvalidInput(f"Aucune clé en service ne s’appelle «\u00a0{name_or_id}\u00a0».", field="name")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _key(row: tuple[str, str, str, str | None]) -> AccessKey:
    revoked = datetime.fromisoformat(row[3]) if row[3] else None
    return AccessKey(row[0], row[1], datetime.fromisoformat(row[2]), revoked)
