"""What is known of a market becomes the request of each rule, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

import pytest

from assistant.answer import Verdict
from assistant.market import (
    BuyerKind,
    ContractKind,
    Duration,
    Fact,
    LotFacts,
    MarketFacts,
    MarketNature,
    Trade,
)
from assistant.rules import insertion_hours, levers, obligation, procedure, reservation, spaser
from assistant.rules.estimated_value import Need, term_of
from assistant.rules.hours_request import choose_method
from assistant.rules.reservation_request import ReservedTo, families_of
from corpus.figure_files import FigureSet

T = TypeVar("T")


def said(value: T) -> Fact[T]:
    return Fact(value=value, source="les mots de l’acheteur")


FACTS = MarketFacts(
    nature=said(MarketNature.SERVICES),
    trade=said(Trade(family="Hygiène et Propreté", sector="Nettoyage de locaux", key="proprete")),
    amount_ht=said(Decimal(120_000)),
    duration=said(Duration(months=Decimal(24), renewals=1)),
    buyer_kind=said(BuyerKind.LOCAL_AUTHORITY),
    lots=(LotFacts(label="Écoles", amount_ht=Decimal(70_000)), LotFacts(label="Mairie")),
    effort=said(Decimal("0.05")),
    transferable_monthly_hours=said(Decimal(0)),
    structure_kinds=said(("ESAT", "EI", "GEIQ")),
    yearly_purchases=said(Decimal(60_000_000)),
    recurring=said(True),
)


def test_reservation() -> None:
    request = reservation.from_facts(FACTS)
    assert request.targets == (ReservedTo.EA_ESAT, ReservedTo.SIAE)
    assert request.other_kinds == ("GEIQ",)
    assert request.cleaning
    assert request.months == 48
    assert request.lot_amounts == (Decimal(70_000),)


def test_hours(figures: FigureSet, today: date) -> None:
    request = insertion_hours.from_facts(FACTS)
    assert insertion_hours.HoursMethod.CLEANING_TRANSFER is choose_method(request)
    assert request.full_term_ratio == 2
    assert [lot.label for lot in request.lots] == ["Écoles"]
    result = insertion_hours.compute_hours(request, figures, today)
    calculation = insertion_hours.to_calculation(result)
    assert calculation.hours == 240
    assert calculation.full_term_hours == 480
    assert calculation.formula == result.formula
    assert calculation.model_dump(mode="json")["hours"] == 240


def test_obligation_counts_the_renewals(figures: FigureSet, today: date) -> None:
    request = obligation.from_facts(FACTS)
    assert request.full_amount_ht == 240_000
    decision = obligation.decide_obligation(request, figures, today)
    assert decision.verdict is Verdict.SOUS_CONDITIONS
    assert "reconductions" in decision.questions[0]


@pytest.mark.parametrize("read", [obligation.from_facts, procedure.from_facts])
def test_the_need_is_read_whole(read: Callable[[MarketFacts], Need]) -> None:
    facts = FACTS.model_copy(update={"amount_per_year": said(Decimal(60_000)), "framework": said(True)})
    need = read(facts)
    assert need.yearly_ht == 60_000
    assert need.full_months == 48
    assert need.regular
    assert need.framework
    assert reservation.from_facts(facts).full_months == 48


def test_a_term_in_weeks_counts_its_days() -> None:
    facts = MarketFacts(duration=said(Duration(months=Decimal(0), days=73)))
    assert term_of(facts) == Decimal("2.4")
    assert term_of(MarketFacts()) is None


def test_procedure_and_spaser(figures: FigureSet, today: date) -> None:
    unsure = procedure.decide_procedure(procedure.from_facts(FACTS), figures, today)
    assert unsure.kind is None
    assert "reconductions" in unsure.questions[0]
    covered = FACTS.model_copy(update={"amount_covers_renewals": said(True)})
    advice = procedure.decide_procedure(procedure.from_facts(covered), figures, today)
    assert advice.kind is procedure.ProcedureKind.ADAPTEE
    assert advice.written_contract
    assert spaser.decide_spaser(spaser.from_facts(FACTS), figures, today).verdict is Verdict.OUI


def test_levers(figures: FigureSet, today: date) -> None:
    request = levers.from_facts(FACTS)
    assert request.yearly_amount == 30_000
    assert request.recurring
    advice = levers.rank_levers(request, None, figures, today)
    assert len(advice.levers) == len(levers.LeverKind)
    assert [lever.score for lever in advice.levers] == sorted(
        (lever.score for lever in advice.levers), reverse=True
    )


def test_nothing_known_is_nothing_asked_for_wrongly(figures: FigureSet, today: date) -> None:
    facts = MarketFacts()
    assert (
        reservation.decide_reservation(reservation.from_facts(facts), figures, today).verdict
        is Verdict.SOUS_CONDITIONS
    )
    assert obligation.decide_obligation(obligation.from_facts(facts), figures, today).questions
    assert procedure.decide_procedure(procedure.from_facts(facts), figures, today).kind is None
    assert spaser.decide_spaser(spaser.from_facts(facts), figures, today).questions
    assert levers.rank_levers(levers.from_facts(facts), None, figures, today).questions


@pytest.mark.parametrize("kind", [ContractKind.CONCESSION, ContractKind.DEFENCE, ContractKind.PARTNERSHIP])
def test_another_regime_never_gets_an_ordinary_yes(figures: FigureSet, today: date, kind: ContractKind) -> None:
    facts = FACTS.model_copy(update={"contract": said(kind)})
    decided = (
        reservation.decide_reservation(reservation.from_facts(facts), figures, today),
        obligation.decide_obligation(obligation.from_facts(facts), figures, today),
    )
    assert all(decision.verdict in (Verdict.SANS_OBJET, Verdict.SOUS_CONDITIONS) for decision in decided)
    assert len(levers.rank_levers(levers.from_facts(facts), None, figures, today).levers) == 1


@pytest.mark.parametrize(
    ("kinds", "families", "others"),
    [
        (("EA", "ESAT"), (ReservedTo.EA_ESAT,), ()),
        (("SIAE", "aci"), (ReservedTo.SIAE,), ()),
        (("régie", "GEIQ"), (), ("régie", "GEIQ")),
        (("PRISON", "ESS"), (ReservedTo.PRISON, ReservedTo.ESS), ()),
    ],
)
def test_families(kinds: tuple[str, ...], families: tuple[ReservedTo, ...], others: tuple[str, ...]) -> None:
    assert families_of(kinds) == (families, others)


def test_days_alone_are_a_duration(figures: FigureSet, today: date) -> None:
    facts = MarketFacts(
        nature=said(MarketNature.TRAVAUX),
        amount_ht=said(Decimal(6_000_000)),
        duration=said(Duration(months=Decimal(0), days=180)),
    )
    decision = obligation.decide_obligation(obligation.from_facts(facts), figures, today)
    assert decision.verdict is Verdict.SOUS_CONDITIONS
    hours = insertion_hours.compute_hours(insertion_hours.from_facts(facts), figures, today)
    assert hours.years
    assert sum(year.hours for year in hours.years) == hours.hours
