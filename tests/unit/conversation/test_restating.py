"""A figure said alone takes the place of the one known; a number of something else does not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.conversation.restating import restated, small_figure
from assistant.conversation.wording import read_wording
from assistant.market import Fact, MarketFacts


def known(**values: int) -> MarketFacts:
    return MarketFacts.model_validate(
        {name: Fact(value=Decimal(value), source="dit avant", turn=0) for name, value in values.items()}
    )


def values(message: str, before: MarketFacts) -> dict[str, Decimal]:
    return {name: fact.value for name, fact in restated(read_wording(message), MarketFacts(), before, 1).items()}


@pytest.mark.parametrize(
    ("message", "before", "expected"),
    [
        ("pardon 570 000", {"amount_ht": 550_000}, {"amount_ht": 570_000}),
        ("plutôt 2,8 en réalité", {"amount_ht": 2_400_000}, {"amount_ht": 2_800_000}),
        ("sans la signalétique, 300", {"amount_ht": 340_000}, {"amount_ht": 300_000}),
        ("c'est 32 et pas 33", {"target_hours": 33}, {"target_hours": 32}),
        ("c'est pas 180 000 mais 150 000", {"amount_ht": 180_000}, {"amount_ht": 150_000}),
        ("1 580", {"target_hours": 1_500}, {"target_hours": 1_580}),
        ("ah non, 58 000 l'an", {"amount_ht": 150_000}, {"amount_per_year": 58_000}),
        ("par an les 240", {"amount_ht": 240_000}, {"amount_per_year": 240_000}),
        ("ttc", {"amount_ht": 240_000}, {"amount_ttc": 240_000}),
        ("les 212 000 c'est TTC", {"amount_ht": 212_000}, {"amount_ttc": 212_000}),
        ("ht bien sûr", {"amount_ht": 340_000}, {"amount_ht": 340_000}),
        ("et c'est hors taxes hein", {"amount_ht": 90_000}, {"amount_ht": 90_000}),
        ("non c'est HT", {"amount_ttc": 90_000}, {"amount_ht": 90_000}),
        ("c'est du HT", {"amount_ttc_per_year": 30_000, "amount_ttc": 60_000}, {"amount_per_year": 30_000}),
        ("98 000", {"amount_ttc": 190_000, "amount_ttc_per_year": 95_000}, {"amount_ttc_per_year": 98_000}),
        ("62 000", {}, {"amount_ht": 62_000}),
        ("mets 50 €", {"penalty_per_hour": 80}, {"penalty_per_hour": 50}),
        ("plutôt 65 euros", {"penalty_per_hour": 80, "target_hours": 70}, {"penalty_per_hour": 65}),
        ("plutôt 65", {"penalty_per_hour": 80}, {}),
        ("900 €", {"penalty_per_hour": 80}, {}),
    ],
)
def test_figure_alone_replaces_the_one_known(
    message: str, before: dict[str, int], expected: dict[str, int]
) -> None:
    assert values(message, known(**before)) == expected


@pytest.mark.parametrize(
    "message",
    [
        "2 lots",
        "c'est le lot 2",
        "trois écoles, la 4e est fermée",
        "délai 10 jours",
        "7 agents dont 2 temps partiels",
        "avant le 12 mars 2027",
        "le code postal est 40000",
        "article 2113",
        "L2113-12",
        "et pour 300 000, quelle procédure ?",
        "les seuils, ils sont en ttc",
        "c'est du ht ou ttc",
        "le garage rachète notre ancien 4 500",
        "on reprend le vieux contre 6000",
    ],
)
def test_number_of_something_else_replaces_nothing(message: str) -> None:
    assert values(message, known(amount_ht=340_000)) == {}


def test_percentage_denied_is_replaced() -> None:
    effort = MarketFacts(effort=Fact(value=Decimal("0.05"), source="5 %", turn=0))
    assert values("7 et pas 5", effort) == {"effort": Decimal("0.07")}


def test_figure_already_read_is_not_said_alone() -> None:
    read = known(target_hours=300)
    assert restated(read_wording("300 h au lieu de 570 000"), read, known(amount_ht=570_000), 1) == {}


def test_few_euros_in_a_few_words_are_those_by_the_hour_that_are_known() -> None:
    assert small_figure("mettez plutot 70 €", known(penalty_per_hour=50)) == "penalty_per_hour"
    assert small_figure("mettez plutot 70 €", known(penalty_per_hour=50, hourly_cost=30)) is None
    assert small_figure("mettez plutot 70 €", MarketFacts()) is None


@pytest.mark.parametrize(
    ("message", "before"),
    [
        ("le plateau est à 14 €", "penalty_per_hour"),
        ("un badge coûte 60 €", "penalty_per_hour"),
        ("le peintre à 45 €", "penalty_per_hour"),
        ("et la pénalité, 45 €", "hourly_cost"),
        ("coût horaire 45 €", "penalty_per_hour"),
    ],
)
def test_few_euros_of_something_else_change_no_fact_by_the_hour(message: str, before: str) -> None:
    text = read_wording(message).text
    assert small_figure(text, known(**{before: 50})) is None
    assert "penalty_per_hour" not in values(message, known(**{before: 50}))


def test_fact_by_the_hour_that_is_known_may_be_named() -> None:
    assert small_figure("penalite a 45 € plutot", known(penalty_per_hour=50)) == "penalty_per_hour"
    assert small_figure("non, taux horaire 45 euros", known(hourly_cost=40)) == "hourly_cost"
