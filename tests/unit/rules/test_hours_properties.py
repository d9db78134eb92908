"""What must hold for every contract, not only for the worked examples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.market import MarketNature
from assistant.rules.hours_allocation import allocate, allocate_rounded
from assistant.rules.hours_followup import split_by_year
from assistant.rules.insertion_hours import (
    HoursMethod,
    HoursRequest,
    LotRequest,
    Rounding,
    RoundingMode,
    compute_hours,
)
from corpus.figure_files import FigureSet

AMOUNTS = st.decimals(min_value=1_000, max_value=100_000_000, places=2)
RATIOS = st.decimals(min_value="0.01", max_value=1, places=2)
COSTS = st.decimals(min_value=10, max_value=200, places=2)
STEPS = st.decimals(min_value="1.01", max_value=5, places=2)
MONTHS = st.decimals(min_value=1, max_value=120, places=1)
EXACT = Rounding(mode=RoundingMode.NONE)
TINY = Decimal("1e-6")
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def exact_hours(figures: FigureSet, today: date, **facts: Any) -> Decimal:
    hours = compute_hours(HoursRequest(rounding=EXACT, **facts), figures, today).hours
    assert hours is not None
    return hours


@quick
@given(amount=AMOUNTS, share=RATIOS, effort=RATIOS, cost=COSTS, factor=STEPS)
def test_hours_grow_with_amount_and_fall_with_cost(
    figures: FigureSet,
    today: date,
    amount: Decimal,
    share: Decimal,
    effort: Decimal,
    cost: Decimal,
    factor: Decimal,
) -> None:
    facts = {"labour_share": share, "effort": effort}
    base = exact_hours(figures, today, amount_ht=amount, hourly_cost=cost, **facts)
    assert exact_hours(figures, today, amount_ht=amount * factor, hourly_cost=cost, **facts) > base
    dearer = min(cost * factor, Decimal(500))
    assert exact_hours(figures, today, amount_ht=amount, hourly_cost=dearer, **facts) < base


@quick
@given(amount=AMOUNTS, low=RATIOS, high=RATIOS, cost=COSTS, other=RATIOS)
def test_hours_grow_with_share_and_effort(
    figures: FigureSet, today: date, amount: Decimal, low: Decimal, high: Decimal, cost: Decimal, other: Decimal
) -> None:
    low, high = sorted((low, high))
    facts = {"amount_ht": amount, "hourly_cost": cost}
    by_share = [exact_hours(figures, today, labour_share=s, effort=other, **facts) for s in (low, high)]
    by_effort = [exact_hours(figures, today, labour_share=other, effort=e, **facts) for e in (low, high)]
    assert by_share[0] <= by_share[1]
    assert by_effort[0] <= by_effort[1]
    assert (by_share[0] < by_share[1]) is (low < high)


@quick
@given(amount=AMOUNTS, share=RATIOS, effort=RATIOS, cost=COSTS)
def test_the_inverse_of_the_forward_calculation_is_the_effort(
    figures: FigureSet, today: date, amount: Decimal, share: Decimal, effort: Decimal, cost: Decimal
) -> None:
    facts: dict[str, Any] = {"amount_ht": amount, "labour_share": share, "hourly_cost": cost}
    hours = exact_hours(figures, today, effort=effort, **facts)
    back = compute_hours(HoursRequest(target_hours=hours, **facts), figures, today).effort_for_target
    assert back is not None
    assert abs(back - effort) < TINY


@quick
@given(amounts=st.lists(AMOUNTS, min_size=1, max_size=6), effort=RATIOS)
def test_lots_add_up_to_the_total_before_rounding(
    figures: FigureSet, today: date, amounts: list[Decimal], effort: Decimal
) -> None:
    keys = ("maconnerie", "peinture_interieure", "charpente_metallique", "plomberie", "batiment", "")
    lots = tuple(
        LotRequest(label=f"Lot {i}", amount_ht=amount, trade_key=keys[i]) for i, amount in enumerate(amounts)
    )
    request = HoursRequest(nature=MarketNature.TRAVAUX, lots=lots, effort=effort)
    result = compute_hours(request, figures, today)
    assert sum(lot.exact_hours for lot in result.lots) == result.exact_hours


@quick
@given(
    total=st.decimals(min_value=0, max_value=1_000_000, places=4),
    weights=st.lists(st.decimals(min_value="0.01", max_value=10_000, places=2), min_size=1, max_size=8),
)
def test_an_allocation_loses_nothing(total: Decimal, weights: list[Decimal]) -> None:
    assert sum(allocate(total, tuple(weights))) == total


@quick
@given(
    total=st.decimals(min_value=0, max_value=1_000_000, places=9),
    weights=st.lists(st.decimals(min_value="0.01", max_value=10_000, places=2), min_size=1, max_size=8),
    mode=st.sampled_from([RoundingMode.DOWN, RoundingMode.NEAREST, RoundingMode.UP]),
    multiple=st.sampled_from([Decimal(1), Decimal(5), Decimal(10)]),
)
def test_rounded_lots_add_up_to_the_rounded_total_and_stay_within_one_multiple_of_their_due(
    total: Decimal, weights: list[Decimal], mode: RoundingMode, multiple: Decimal
) -> None:
    rounding = Rounding(mode=mode, multiple=multiple)
    shares = allocate(total, tuple(weights))
    lots = allocate_rounded(total, shares, rounding)
    assert sum(lots) == rounding.apply(total)
    assert all(abs(lot - share) < multiple for lot, share in zip(lots, shares, strict=True))


def test_a_lot_due_a_whole_number_of_hours_gets_it() -> None:
    exact = Decimal("958.333333333")
    shares = allocate(exact, (Decimal(800_000), Decimal(150_000), Decimal(200_000)))
    assert shares[1] == 125
    assert allocate_rounded(exact, shares, Rounding()) == (Decimal(667), Decimal(125), Decimal(166))


@quick
@given(
    hours=st.integers(min_value=0, max_value=100_000),
    months=MONTHS,
    mode=st.sampled_from([RoundingMode.DOWN, RoundingMode.NEAREST, RoundingMode.UP]),
)
def test_years_add_up_to_the_hours_and_months_to_the_duration(
    hours: int, months: Decimal, mode: RoundingMode
) -> None:
    years = split_by_year(Decimal(hours), months, Rounding(mode=mode))
    assert sum(year.hours for year in years) == hours
    assert sum(year.months for year in years) == months
    assert all(0 < year.months <= 12 for year in years)
    assert all(year.hours >= 0 for year in years)


@quick
@given(amount=AMOUNTS, mode=st.sampled_from(list(RoundingMode)), multiple=st.sampled_from(["1", "5", "35", "0.5"]))
def test_rounding_goes_the_way_it_says(
    figures: FigureSet, today: date, amount: Decimal, mode: RoundingMode, multiple: str
) -> None:
    rounding = Rounding(mode=mode, multiple=Decimal(multiple))
    request = HoursRequest(nature=MarketNature.TRAVAUX, amount_ht=amount, rounding=rounding)
    result = compute_hours(request, figures, today)
    assert result.hours is not None
    assert result.exact_hours is not None
    gap = result.hours - result.exact_hours
    bounds = {
        RoundingMode.NONE: gap == 0,
        RoundingMode.DOWN: -rounding.multiple < gap <= 0,
        RoundingMode.NEAREST: abs(gap) <= rounding.multiple / 2,
        RoundingMode.UP: 0 <= gap < rounding.multiple,
    }
    assert bounds[mode]
    assert result.low is not None
    assert result.high is not None
    assert result.low <= result.hours <= result.high


@quick
@given(amount=AMOUNTS, months=MONTHS, staff=st.decimals(min_value=0, max_value=2_000, places=1), effort=RATIOS)
def test_staff_to_take_over_never_adds_hours(
    figures: FigureSet, today: date, amount: Decimal, months: Decimal, staff: Decimal, effort: Decimal
) -> None:
    facts: dict[str, Any] = {"amount_ht": amount, "months": months, "effort": effort, "trade_key": "proprete"}
    cleaning = {"method": HoursMethod.CLEANING_TRANSFER}
    free = compute_hours(HoursRequest(transferable_monthly_hours=Decimal(0), **cleaning, **facts), figures, today)
    held = compute_hours(HoursRequest(transferable_monthly_hours=staff, **cleaning, **facts), figures, today)
    assert free.hours is not None
    assert held.hours is None or held.hours <= free.hours
    by_amount = compute_hours(HoursRequest(method=HoursMethod.AMOUNT, **facts), figures, today)
    assert free.exact_hours is not None
    assert by_amount.exact_hours is not None
    assert abs(free.exact_hours - by_amount.exact_hours) < TINY


@quick
@given(
    effort=st.integers(min_value=1, max_value=100),
    hours=st.integers(min_value=1, max_value=5_000),
    cost=st.sampled_from([27, 29, 30, 31, 33]),
)
def test_a_whole_number_of_hours_is_never_rounded_down_by_one(
    figures: FigureSet, today: date, effort: int, hours: int, cost: int
) -> None:
    ratio = Decimal(effort) / 100
    amount = Decimal(hours) * cost / ratio / Decimal("0.7")
    request = HoursRequest(amount_ht=amount, labour_share=Decimal("0.7"), effort=ratio, hourly_cost=Decimal(cost))
    assert compute_hours(request, figures, today).hours == hours


@pytest.mark.parametrize(
    ("exact", "rounding", "told"),
    [
        ("87.5", Rounding(), "87,5 h, arrondi à l’heure inférieure\u00a0: 87 h"),
        ("700", Rounding(), "700 h"),
        ("87.5", Rounding(mode=RoundingMode.NEAREST), "87,5 h, arrondi à l’heure la plus proche\u00a0: 88 h"),
        (
            "87.5",
            Rounding(mode=RoundingMode.UP, multiple=Decimal(5)),
            "87,5 h, arrondi au multiple de 5 h supérieur\u00a0: 90 h",
        ),
        ("87.5", Rounding(mode=RoundingMode.NONE), "87,5 h"),
    ],
)
def test_a_formula_never_gives_rounded_hours_as_its_exact_result(
    exact: str, rounding: Rounding, told: str
) -> None:
    assert rounding.result(Decimal(exact)).replace("\u00a0h", " h") == told
