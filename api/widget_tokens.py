"""Short-lived tokens of the widget's anonymous visitors, so that no key is in a page."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt

_PREFIX = "widget."
_ALGORITHM = "HS256"
_AUDIENCE = "widget"
_RENEWABLE = timedelta(days=30)


class WidgetTokens:
    """Signs and reads tokens with a secret kept in a file, made at the first time.

    A token says which random owner the visitor is, on pages of which origin, until when.
    """

    def __init__(self, secret_path: Path, minutes: int) -> None:
        self._path = secret_path
        self._life = timedelta(minutes=minutes)
        self._secret = b""

    @property
    def seconds(self) -> int:
        """How long a token lives, in seconds."""
        return int(self._life.total_seconds())

    @staticmethod
    def is_one(credential: str) -> bool:
        """Whether a credential looks like one of these tokens."""
        return credential.startswith(_PREFIX)

    def make(self, origin: str, now: datetime, previous: str | None = None) -> str:
        """A token for a visitor of that origin; the same visitor when ``previous`` is theirs, even expired.

        Raises:
            OSError: the secret cannot be read or written.
        """
        known = self._read(previous, now - _RENEWABLE) if previous else None
        owner = known["sub"] if known and known["origin"] == origin else f"visiteur:{secrets.token_hex(16)}"
        claims = {"sub": owner, "origin": origin, "aud": _AUDIENCE, "exp": now + self._life}
        return _PREFIX + jwt.encode(claims, self._key(), _ALGORITHM)

    def owner_of(self, token: str, origin: str | None) -> str | None:
        """The owner of a token that is valid now on pages of that origin, else ``None``.

        A browser leaves the origin out of a plain read on the same site: only one that is sent is compared.
        """
        claims = self._read(token, datetime.now(UTC))
        if claims is None or (origin is not None and origin.rstrip("/") != claims["origin"]):
            return None
        return str(claims["sub"])

    def _read(self, token: str, not_expired_before: datetime) -> dict[str, Any] | None:
        try:
            claims: dict[str, Any] = jwt.decode(
                token.removeprefix(_PREFIX),
                self._key(),
                algorithms=[_ALGORITHM],
                audience=_AUDIENCE,
                options={"verify_exp": False, "require": ["sub", "origin", "exp"]},
            )
        except (jwt.InvalidTokenError, UnicodeError):
            return None
        return claims if claims["exp"] > not_expired_before.timestamp() else None

    def _key(self) -> bytes:
        if not self._secret:
            self._secret = _secret(self._path)
        return self._secret


def _secret(path: Path) -> bytes:
    """The secret of the file; made beside then linked, so that two processes agree on one."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(secrets.token_bytes(32))
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    return path.read_bytes()
