"""What the search adds to meaning and words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Levers:
    """What the search adds to meaning and words; an evaluation turns each off to measure what it brings."""

    adapter: bool = True
    parts: bool = True
    companions: bool = True
    spelling: bool = True


ALL_LEVERS = Levers()
