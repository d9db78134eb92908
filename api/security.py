"""Who calls."""

from __future__ import annotations

from dataclasses import dataclass

LOCAL_OWNER = "local"


@dataclass(frozen=True, slots=True)
class Caller:
    """A recognised caller: ``owner`` is what conversations, clauses and feedback belong to."""

    owner: str
    name: str = ""
