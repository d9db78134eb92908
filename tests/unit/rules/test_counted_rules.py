"""The advance, the change of low value and the turnover required: what a market tells them, and what they say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from assistant.answer import Verdict
from assistant.market import BuyerKind, Duration, Fact, MarketFacts, MarketNature
from assistant.rules import advance
from assistant.rules.decision import Outcome
from assistant.rules.modification import ModificationRequest, decide_small_modification
from assistant.rules.necessary_change import decide_necessary_change
from assistant.rules.turnover import decide_turnover
from corpus.figure_files import FigureSet


def lasting(months: int, days: int = 0, renewals: int = 0) -> MarketFacts:
    duration = Duration(months=Decimal(months), days=days, renewals=renewals)
    return MarketFacts(duration=Fact(value=duration, source="durée"))


def test_nothing_known_of_a_market_is_unknown_to_the_advance() -> None:
    assert advance.from_facts(MarketFacts()) == advance.AdvanceRequest()


def test_the_advance_looks_at_the_firm_period_in_months_and_days() -> None:
    assert advance.from_facts(lasting(12, renewals=3)).months == 12
    assert advance.from_facts(lasting(2, days=15)).months == Decimal("2.5")
    assert advance.from_facts(lasting(0, days=30)).months == 1


def test_an_advance_has_a_step_for_the_sum_and_one_for_the_time(figures: FigureSet, today: date) -> None:
    request = advance.AdvanceRequest(amount_ht=Decimal(80_000), months=Decimal(1))
    decision = advance.decide_advance(request, figures, today)
    assert [step.outcome for step in decision.steps] == [Outcome.MET, Outcome.NOT_MET]
    assert decision.refs == ("R2191-3",)
    assert [figure.value for figure in decision.figures] == [50_000, 2]


@pytest.mark.parametrize(("required", "estimated"), [(None, None), (200_000, None), (None, 100_000)])
def test_no_turnover_is_decided_without_both_sums(
    required: int | None, estimated: int | None, figures: FigureSet, today: date
) -> None:
    sums = [None if value is None else Decimal(value) for value in (required, estimated)]
    assert decide_turnover(sums[0], sums[1], figures, today) is None


def test_the_share_of_a_change_is_counted_from_the_sums_first() -> None:
    request = ModificationRequest(initial_ht=Decimal(100_000), added_ht=Decimal(12_000), share=Decimal("0.08"))
    assert (request.known_share, request.known_sum) == (Decimal("0.12"), Decimal(12_000))
    request = ModificationRequest(initial_ht=Decimal(100_000), share=Decimal("0.08"))
    assert (request.known_share, request.known_sum) == (Decimal("0.08"), Decimal(8_000))
    request = ModificationRequest(added_ht=Decimal(12_000))
    assert (request.known_share, request.known_sum) == (None, Decimal(12_000))


def test_a_larger_change_is_never_easier(figures: FigureSet, today: date) -> None:
    order = (Verdict.OUI, Verdict.SOUS_CONDITIONS, Verdict.NON)
    ranks = [
        order.index(
            decide_small_modification(
                ModificationRequest(initial_ht=Decimal(4_000_000), added_ht=Decimal(added), first=True),
                figures,
                today,
            ).verdict
        )
        for added in range(10_000, 1_000_000, 10_000)
    ]
    assert all(before <= after for before, after in pairwise(ranks))
    assert {ranks[0], ranks[-1]} == {0, 2}


def test_the_opposite_question_turns_yes_and_no_only(figures: FigureSet, today: date) -> None:
    for amount, turned in ((80_000, Verdict.NON), (30_000, Verdict.OUI), (None, Verdict.SOUS_CONDITIONS)):
        request = advance.AdvanceRequest(amount_ht=None if amount is None else Decimal(amount), months=Decimal(6))
        decision = advance.decide_advance(request, figures, today)
        assert decision.turned().verdict is turned
        assert decision.turned().turned() == decision
        assert decision.turned().steps == decision.steps


def test_works_may_grow_more_than_services(figures: FigureSet, today: date) -> None:
    verdicts = {
        nature: decide_small_modification(
            ModificationRequest(initial_ht=Decimal(100_000), added_ht=Decimal(12_000), first=True, nature=nature),
            figures,
            today,
        ).verdict
        for nature in MarketNature
    }
    assert verdicts.pop(MarketNature.TRAVAUX) is Verdict.OUI
    assert set(verdicts.values()) == {Verdict.NON}


@pytest.mark.parametrize("buyer", [None, BuyerKind.LOCAL_AUTHORITY, BuyerKind.CENTRAL_AUTHORITY])
def test_a_necessary_change_is_refused_above_half_of_the_contract(
    buyer: BuyerKind | None, figures: FigureSet, today: date
) -> None:
    decision = decide_necessary_change(Decimal("0.55"), buyer, figures, today)
    assert decision is not None
    assert decision.verdict is Verdict.NON
    assert decision.refs == ("R2194-3",)
    assert decide_necessary_change(Decimal("0.5"), buyer, figures, today) is None


def test_no_limit_of_half_binds_a_contracting_entity(figures: FigureSet, today: date) -> None:
    assert decide_necessary_change(Decimal(2), BuyerKind.CONTRACTING_ENTITY, figures, today) is None
    assert decide_necessary_change(None, BuyerKind.LOCAL_AUTHORITY, figures, today) is None
