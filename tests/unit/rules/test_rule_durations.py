"""Six months in days: certain, or dependent on the start date."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.rules.durations import Position, position


@pytest.mark.parametrize(
    ("months", "days", "limit", "where"),
    [
        ("6", 0, 6, Position.EQUAL),
        ("6", 1, 6, Position.ABOVE),
        ("5", 30, 6, Position.BELOW),
        ("5.5", 0, 6, Position.BELOW),
        ("5", 31, 6, Position.UNCERTAIN),
        ("5", 32, 6, Position.ABOVE),
        ("0", 180, 6, Position.BELOW),
        ("0", 181, 6, Position.UNCERTAIN),
        ("0", 184, 6, Position.UNCERTAIN),
        ("0", 185, 6, Position.ABOVE),
        ("36", 0, 36, Position.EQUAL),
        ("36", 1, 36, Position.ABOVE),
        ("0", 1094, 36, Position.BELOW),
        ("0", 1095, 36, Position.UNCERTAIN),
        ("0", 1097, 36, Position.ABOVE),
        ("7", 0, 6, Position.ABOVE),
    ],
)
def test_position(months: str, days: int, limit: int, where: Position) -> None:
    assert position(Decimal(months), days, Decimal(limit)) is where
