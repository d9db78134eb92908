"""Unacceptable, missing and contradictory inputs: a named error, in French, with what is accepted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assistant.errors import InvalidInput, MissingFact, UnknownFigure
from assistant.market import BuyerKind, MarketNature
from assistant.rules.insertion_hours import HoursMethod, HoursRequest, LotRequest, Rounding, compute_hours
from assistant.rules.obligation import ObligationRequest, decide_obligation
from assistant.rules.procedure import ProcedureRequest, decide_procedure
from assistant.rules.reservation import ReservationRequest, ReservedTo, decide_reservation
from corpus.figure_files import FigureSet

WORKS: dict[str, Any] = {"nature": MarketNature.TRAVAUX, "amount_ht": Decimal(100_000)}


@pytest.mark.parametrize(
    ("changed", "field", "fragment"),
    [
        ({"amount_ht": Decimal(0)}, "amount_ht", "strictement positif"),
        ({"amount_ht": Decimal(-1)}, "amount_ht", "−1"),
        ({"amount_ht": Decimal(10) ** 15}, "amount_ht", "au plus 10"),
        ({"effort": Decimal("1.5")}, "effort", "150"),
        ({"effort": Decimal(0)}, "effort", "effort"),
        ({"hourly_cost": Decimal(0)}, "hourly_cost", "coût horaire"),
        ({"hourly_cost": Decimal(501)}, "hourly_cost", "500"),
        ({"labour_share": Decimal("1.01")}, "labour_share", "100"),
        ({"labour_hours": Decimal(-5)}, "labour_hours", "volume de travail"),
        ({"target_hours": Decimal(0)}, "target_hours", "heures d’insertion"),
        ({"hours_per_person": Decimal(0)}, "hours_per_person", "personne"),
        ({"months": Decimal(601)}, "months", "600"),
        ({"days": -1}, "days", "jours"),
        ({"renewals": 99}, "renewals", "reconductions"),
        ({"rounding": Rounding(multiple=Decimal(0))}, "rounding", "multiple"),
        ({"lots": (LotRequest(label="Toiture", amount_ht=Decimal(0)),)}, "lots", "Toiture"),
    ],
)
def test_an_unacceptable_value_is_named(
    figures: FigureSet, today: date, changed: dict[str, Any], field: str, fragment: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        compute_hours(HoursRequest(**(WORKS | changed)), figures, today)
    assert caught.value.field == field
    assert fragment in caught.value.message


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"nature": MarketNature.TRAVAUX}, "amount_ht"),
        ({"amount_ht": Decimal(5_000)}, "nature"),
        ({"method": HoursMethod.LABOUR_VOLUME, "amount_ht": Decimal(5_000)}, "labour_hours"),
        ({"method": HoursMethod.CLEANING_TRANSFER, "amount_ht": Decimal(5_000)}, "months"),
        (
            {"method": HoursMethod.CLEANING_TRANSFER, "amount_ht": Decimal(5_000), "months": Decimal(12)},
            "transferable_monthly_hours",
        ),
        (
            {"nature": MarketNature.SERVICES, "amount_ht": Decimal(5_000), "labour_share": Decimal("0.5")},
            "hourly_cost",
        ),
    ],
)
def test_a_missing_fact_is_asked_for(figures: FigureSet, today: date, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(MissingFact) as caught:
        compute_hours(HoursRequest(**facts), figures, today)
    assert caught.value.field == field
    assert caught.value.message.rstrip().endswith("?") or "?" in caught.value.message


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_a_number_never_enters(amount: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        HoursRequest(amount_ht=Decimal(amount))


def test_a_date_before_every_threshold_is_said(figures: FigureSet) -> None:
    request = ProcedureRequest(
        nature=MarketNature.SERVICES, buyer_kind=BuyerKind.LOCAL_AUTHORITY, amount_ht=Decimal(300_000)
    )
    with pytest.raises(UnknownFigure, match="n’a pas de valeur connue"):
        decide_procedure(request, figures, date(2021, 1, 1))


def test_contradictory_facts_are_refused(figures: FigureSet, today: date) -> None:
    lots = (Decimal(80_000), Decimal(90_000))
    with pytest.raises(InvalidInput, match="corrigez"):
        decide_obligation(ObligationRequest(amount_ht=Decimal(100_000), lot_amounts=lots), figures, today)
    with pytest.raises(InvalidInput, match="corrigez"):
        decide_reservation(ReservationRequest(amount_ht=Decimal(100_000), lot_amounts=lots), figures, today)


@pytest.mark.parametrize("days", [-1, 20_001])
def test_absurd_days_are_refused(figures: FigureSet, today: date, days: int) -> None:
    with pytest.raises(InvalidInput, match="jours"):
        decide_obligation(ObligationRequest(days=days), figures, today)
    with pytest.raises(InvalidInput, match="jours"):
        decide_reservation(ReservationRequest(targets=(ReservedTo.ESS,), days=days), figures, today)
