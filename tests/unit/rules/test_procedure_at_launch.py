"""The thresholds of a procedure are those of the day the consultation is launched, where it is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.market import BuyerKind, Launch, MarketNature
from assistant.rules.procedure import ProcedureKind, ProcedureRequest, decide_procedure
from corpus.figure_files import FigureSet

TODAY = date(2026, 11, 22)


def request(launch: Launch | None) -> ProcedureRequest:
    return ProcedureRequest(
        nature=MarketNature.FOURNITURES,
        buyer_kind=BuyerKind.LOCAL_AUTHORITY,
        amount_ht=Decimal(50_000),
        launch=launch,
    )


def test_before_the_threshold_rose_the_same_sum_needed_publicity(figures: FigureSet) -> None:
    then = decide_procedure(request(Launch(year=2026, month=2)), figures, TODAY)
    assert then.kind is ProcedureKind.ADAPTEE
    assert "février\u00a02026" in then.remarks[0]


def test_since_then_the_launch_changes_nothing(figures: FigureSet) -> None:
    now = decide_procedure(request(None), figures, TODAY)
    assert decide_procedure(request(Launch(year=2026, month=9)), figures, TODAY) == now
    assert now.kind is ProcedureKind.SANS_PUBLICITE


def test_a_launch_older_than_the_figures_decides_nothing(figures: FigureSet) -> None:
    old = decide_procedure(request(Launch(year=2005, month=1)), figures, TODAY)
    assert old.kind is None
    assert "Je n’ai pas tous les seuils en vigueur" in old.remarks[0]
