"""No float anywhere in the rules: neither in the code nor in what they return."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel

from assistant.market import BuyerKind, MarketNature
from assistant.rules.insertion_hours import HoursRequest, compute_hours, to_calculation
from assistant.rules.levers import LeverRequest, LocalOffer, rank_levers
from assistant.rules.obligation import ObligationRequest, decide_obligation
from assistant.rules.reservation import ReservationRequest, decide_reservation
from corpus.figure_files import FigureSet

ROOT = Path(__file__).parents[3]
SOURCES = [*sorted((ROOT / "assistant" / "rules").glob("*.py")), ROOT / "corpus" / "figure_files.py"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_the_code_has_no_float_and_reads_no_clock(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), node.lineno
        assert not (isinstance(node, ast.Name) and node.id == "float"), node.lineno
        assert not (isinstance(node, ast.Attribute) and node.attr in {"today", "now"}), node.lineno


def values(model: object) -> Iterator[object]:
    """Every value inside a result, however deep."""
    if isinstance(model, BaseModel):
        for name in type(model).model_fields:
            yield from values(getattr(model, name))
    elif isinstance(model, dict):
        for key, value in model.items():
            yield from (*values(key), *values(value))
    elif isinstance(model, tuple | list):
        for value in model:
            yield from values(value)
    else:
        yield model


def test_no_result_holds_a_float(figures: FigureSet, today: date) -> None:
    hours = HoursRequest(nature=MarketNature.TRAVAUX, amount_ht=Decimal(1_200_000), months=Decimal(14))
    obligation = ObligationRequest(
        nature=MarketNature.SERVICES, buyer_kind=BuyerKind.LOCAL_AUTHORITY, amount_ht=Decimal(300_000)
    )
    result = compute_hours(hours, figures, today)
    results = (
        result,
        to_calculation(result),
        decide_obligation(obligation, figures, today),
        decide_reservation(ReservationRequest(amount_ht=Decimal(90_000)), figures, today),
        rank_levers(LeverRequest(hours=hours, obligation=obligation), LocalOffer(), figures, today),
    )
    found = [value for one in results for value in values(one)]
    assert len(found) > 100
    assert not [value for value in found if isinstance(value, float)]
