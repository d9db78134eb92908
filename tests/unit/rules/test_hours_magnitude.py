"""Hours between the sourced values, where the share or the hourly cost of the trade is not known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.market import MarketNature
from assistant.rules.hours_magnitude import magnitude
from assistant.rules.hours_request import HoursRequest, LotRequest
from corpus.figure_files import FigureSet

ON = date(2026, 11, 22)
WORKS = MarketNature.TRAVAUX


def test_hours_lie_between_the_highest_and_the_lowest_cost(figures: FigureSet) -> None:
    request = HoursRequest(
        nature=MarketNature.SERVICES,
        amount_ht=Decimal(1_480_000),
        labour_share=Decimal("0.8"),
        effort=Decimal("0.05"),
        trade_key="gardiennage",
    )
    found = magnitude(request, figures, ON)
    assert found is not None
    assert (found.low, found.high) == (1_973, 2_960)
    assert "1 480 000 €" in found.formula.replace("\u00a0", " ")
    assert found.costs.startswith("20")
    assert not found.shares


def test_a_trade_of_works_without_a_share_lies_between_those_of_other_trades_of_works(figures: FigureSet) -> None:
    request = HoursRequest(amount_ht=Decimal(900_000), nature=WORKS, trade_key="vrd", effort=Decimal("0.05"))
    found = magnitude(request, figures, ON)
    assert found is not None
    assert (found.low, found.high) == (300, 1_050)
    assert "charpente métallique" in found.shares
    assert "Guide MEF Sud 77" in found.shares
    assert "nettoyage" not in found.shares
    assert not found.costs


def test_a_service_without_share_nor_cost_lies_between_all_those_known(figures: FigureSet) -> None:
    request = HoursRequest(amount_ht=Decimal(200_000), nature=MarketNature.SERVICES, trade_key="espaces_verts")
    found = magnitude(request, figures, ON)
    assert found is not None
    assert (found.low, found.high) == (66, 400)
    assert "nettoyage et propreté" in found.shares
    assert found.costs


def test_lots_add_up_each_with_what_is_known_of_it(figures: FigureSet) -> None:
    lots = (
        LotRequest(label="voirie", amount_ht=Decimal(300_000), trade_key="vrd"),
        LotRequest(label="maçonnerie", amount_ht=Decimal(300_000), trade_key="maconnerie"),
    )
    found = magnitude(HoursRequest(lots=lots, nature=WORKS, effort=Decimal("0.10")), figures, ON)
    assert found is not None
    assert (found.low, found.high) == (700, 1_200)


def test_effort_is_the_working_value_by_default(figures: FigureSet) -> None:
    request = HoursRequest(nature=MarketNature.SERVICES, amount_ht=Decimal(300_000), labour_share=Decimal("0.55"))
    found = magnitude(request, figures, ON)
    assert found is not None
    assert found.high == int(Decimal(300_000) * Decimal("0.55") * Decimal("0.05") / 20)


def test_nothing_is_said_without_an_amount_or_a_nature(figures: FigureSet) -> None:
    assert magnitude(HoursRequest(labour_share=Decimal("0.55"), nature=WORKS), figures, ON) is None
    assert magnitude(HoursRequest(amount_ht=Decimal(300_000), trade_key="vrd"), figures, ON) is None
