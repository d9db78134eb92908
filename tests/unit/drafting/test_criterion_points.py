"""The grid of a criterion told in points sums to them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.drafting.clause import ClauseDrafter
from assistant.drafting.criterion_points import shared_points


@pytest.mark.parametrize(("message", "weight"), [("critère noté sur 12 points", "12"), ("plutôt 20 pts", "20")])
def test_the_lines_of_the_grid_sum_to_the_points_told(drafter: ClauseDrafter, message: str, weight: str) -> None:
    shared = shared_points(message, weight, drafter.templates["critere-social"])
    parts = [Decimal(said.split()[0].replace(",", ".")) for said in shared.values()]
    assert len(parts) == 4
    assert sum(parts) == Decimal(weight)


@pytest.mark.parametrize(
    ("message", "weight"), [("critère pondéré à 12 %", "12"), ("100 points", "100"), ("5 points", None)]
)
def test_a_rate_or_no_weight_leaves_the_grid(drafter: ClauseDrafter, message: str, weight: str | None) -> None:
    assert shared_points(message, weight, drafter.templates["critere-social"]) == {}
