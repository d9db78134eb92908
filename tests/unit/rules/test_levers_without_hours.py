"""What is due comes first where hours are not wanted, and beside any lever that is no condition of performance."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.market import BuyerKind, MarketNature
from assistant.rules.hours_request import HoursRequest
from assistant.rules.lever_request import LeverKind, LeverRequest, LocalOffer
from assistant.rules.levers import LeverAdvice, rank_levers
from assistant.rules.obligation import ObligationRequest
from corpus.figure_files import FigureSet
from corpus.models import StructureKind

ON = date(2026, 11, 22)


def _advice(
    figures: FigureSet, nature: MarketNature, amount: int, offer: LocalOffer, *excluded: LeverKind
) -> LeverAdvice:
    request = LeverRequest(
        nature=nature,
        amount_ht=Decimal(amount),
        hours=HoursRequest(nature=nature, amount_ht=Decimal(amount)),
        obligation=ObligationRequest(
            nature=nature, amount_ht=Decimal(amount), buyer_kind=BuyerKind.LOCAL_AUTHORITY
        ),
        excluded=frozenset(excluded),
    )
    return rank_levers(request, offer, figures, ON)


def test_the_condition_that_is_due_comes_before_a_lever_of_no_weight(figures: FigureSet) -> None:
    advice = _advice(figures, MarketNature.TRAVAUX, 7_400_000, LocalOffer(), LeverKind.CLAUSE)
    assert advice.summary.startswith(
        "D’abord, une condition d’exécution sociale sous une autre forme que les heures"
    )
    assert "critère" not in advice.summary
    assert advice.summary_refs[0] == "L2112-2-1"


def test_a_reserved_lot_does_not_hide_the_condition_that_is_due(figures: FigureSet) -> None:
    offer = LocalOffer(count_by_kind={StructureKind.ACI: 3, StructureKind.EA: 2}, nearest_km=Decimal(9))
    advice = _advice(figures, MarketNature.SERVICES, 420_000, offer, LeverKind.CLAUSE)
    assert "condition d’exécution sociale" in advice.summary
    assert "En complément" in advice.summary
    kept = _advice(figures, MarketNature.SERVICES, 420_000, offer)
    assert kept.levers[0].kind is not LeverKind.CLAUSE
    assert "il faut aussi une condition d’exécution sociale" in kept.summary


def test_under_the_threshold_nothing_is_said_to_be_due(figures: FigureSet) -> None:
    offer = LocalOffer(count_by_kind={StructureKind.ACI: 3}, nearest_km=Decimal(9))
    advice = _advice(figures, MarketNature.SERVICES, 80_000, offer, LeverKind.CLAUSE)
    assert "condition d’exécution" not in advice.summary
    assert "L2112-2-1" not in advice.summary_refs
