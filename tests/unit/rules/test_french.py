"""French numbers: non-breaking spaces, commas, no trailing zeros, no scientific notation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.rules import french


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0\u00a0€"),
        ("1000000", "1\u00a0000\u00a0000\u00a0€"),
        ("215999.99", "215\u00a0999,99\u00a0€"),
        ("1234.5", "1\u00a0234,50\u00a0€"),
        ("2E+3", "2\u00a0000\u00a0€"),
    ],
)
def test_euros(value: str, shown: str) -> None:
    assert french.euros(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [("0.05", "5\u00a0%"), ("0.031764", "3,18\u00a0%"), ("1", "100\u00a0%"), ("-0.125", "−12,5\u00a0%")],
)
def test_percent(ratio: str, shown: str) -> None:
    assert french.percent(Decimal(ratio)) == shown


def test_hours_costs_and_dates() -> None:
    assert french.hours(Decimal("833.333333")) == "833,33\u00a0h"
    assert french.per_hour(Decimal(30)) == "30\u00a0€/h"
    assert french.number(Decimal("-0.001")) == "0"
    assert french.day(date(2026, 1, 1)) == "1er\u00a0janvier\u00a02026"
    assert french.day(date(2026, 8, 22)) == "22\u00a0août\u00a02026"
