"""Hours between the sourced hourly costs, when that of the trade is not known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules.hours_magnitude import magnitude
from assistant.rules.hours_request import HoursRequest
from corpus.figure_files import FigureSet

ON = date(2026, 11, 22)


def test_hours_lie_between_the_highest_and_the_lowest_cost(figures: FigureSet) -> None:
    request = HoursRequest(
        amount_ht=Decimal(1_480_000), labour_share=Decimal("0.8"), effort=Decimal("0.05"), trade_key="gardiennage"
    )
    found = magnitude(request, figures, ON)
    assert found is not None
    assert found.value == Decimal(59_200)
    assert (found.low, found.high) == (1_973, 2_960)
    assert "59 200 €" in found.formula.replace("\u202f", " ").replace("\u00a0", " ")
    assert found.costs.startswith("30")


def test_effort_is_the_working_value_by_default(figures: FigureSet) -> None:
    request = HoursRequest(amount_ht=Decimal(300_000), labour_share=Decimal("0.55"))
    found = magnitude(request, figures, ON)
    assert found is not None
    assert found.value == Decimal(300_000) * Decimal("0.55") * Decimal("0.05")


def test_nothing_is_said_without_an_amount_or_a_share(figures: FigureSet) -> None:
    assert magnitude(HoursRequest(labour_share=Decimal("0.55")), figures, ON) is None
    assert magnitude(HoursRequest(amount_ht=Decimal(300_000)), figures, ON) is None
