"""What people may ask of the program they write to: what its administrator set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deployment:
    """``retention_days`` is how long conversations are kept, ``stale_after_days`` the age of an old text.

    ``words_with_model`` tells that a language model words the answers, ``facilitator`` is where to write to the facilitator.
    """

    retention_days: int
    stale_after_days: int
    words_with_model: bool = False
    facilitator: str | None = None
