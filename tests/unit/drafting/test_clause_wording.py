"""Amounts, rates, durations and dates as a French clause writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.drafting.wording import duration, euros, french_date, listed, lower_first, number, percent
from assistant.market import Duration


@pytest.mark.parametrize(
    ("value", "shown"),
    [("833", "833"), ("1234567", "1\u00a0234\u00a0567"), ("1234.50", "1\u00a0234,5"), ("100", "100"), ("0", "0")],
)
def test_numbers(value: str, shown: str) -> None:
    assert number(Decimal(value)) == shown


def test_amounts_and_rates() -> None:
    assert euros(Decimal("1250.5")) == "1\u00a0250,50\u00a0€"
    assert euros(Decimal(400_000)) == "400\u00a0000\u00a0€"
    assert percent(Decimal("0.075")) == "7,5\u00a0%"
    assert percent(Decimal("0.10")) == "10\u00a0%"


def test_durations() -> None:
    assert duration(Duration(months=Decimal(14))) == "14\u00a0mois"
    assert duration(Duration(months=Decimal(0), days=45)) == "45\u00a0jours"
    renewed = Duration(months=Decimal(24), renewals=2, renewal_months=Decimal(12))
    assert duration(renewed) == "24\u00a0mois, reconductible 2\u00a0fois 12\u00a0mois"


def test_dates_and_lists() -> None:
    assert french_date(date(2026, 4, 1)) == "1er\u00a0avril\u00a02026"
    assert listed(("a", "b", "c")) == "a, b et c"
    assert listed(()) == ""
    assert lower_first("ESAT") == "ESAT"
    assert lower_first("Élagage") == "élagage"
