"""Durations and renewals as buyers write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.conversation.durations import read_duration
from assistant.conversation.wording import read_wording
from assistant.market import Duration


def months(value: str, renewals: int = 0, each: str | None = None, days: int = 0) -> Duration:
    length = None if each is None else Decimal(each)
    return Duration(months=Decimal(value), renewals=renewals, renewal_months=length, days=days)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("14 mois", months("14")),
        ("six mois", months("6")),
        ("un an", months("12")),
        ("une année", months("12")),
        ("2 ans", months("24")),
        ("un an et demi", months("18")),
        ("trois ans et 6 mois", months("42")),
        ("5 mois et 30 jours", months("5", days=30)),
        ("3 ans et un jour", months("36", days=1)),
        ("2 ans reconductible une fois", months("24", 1)),
        ("un an renouvelable 3 fois", months("12", 3)),
        ("un an renouvelable trois fois", months("12", 3)),
        ("1 an, reconductible tacitement 3 fois", months("12", 3)),
        ("2 ans renouvelables 2 fois un an", months("24", 2, "12")),
        ("24 mois reconductible 2 fois pour une durée de 12 mois", months("24", 2, "12")),
        ("1 an avec 3 reconductions", months("12", 3)),
        ("2 semestres", months("12")),
        ("80 000 € HT pour l’année 2027, reconductible deux fois", months("12", 2)),
        ("marché sur 2028, renouvelable 3 fois", months("12", 3)),
        ("3 semaines", months("0", days=21)),
        ("une durée de 45 jours", months("0", days=45)),
        ("vitrerie et sols 3 fois par semaine, 9 000 € l'an pour 2 ans", months("24")),
        ("tonte + taille 2 fois / mois pendant 4 ans", months("48")),
        ("2 ans et 2 reconductions", months("24", 2)),
    ],
)
def test_a_term_is_read_with_its_renewals(text: str, duration: Duration) -> None:
    found = read_duration(read_wording(f"nettoyage, {text}"))
    assert found is not None
    assert found.value == duration
    assert found.doubt is None


@pytest.mark.parametrize(
    "text",
    [
        "au chômage depuis 2 ans",
        "une garantie de 10 ans",
        "chaque année",
        "40 000 € par an",
        "une expérience de 3 ans",
        "3 ans d’attente",
        "il y a 2 ans",
        "400 h par mois",
        "un marché de nettoyage",
    ],
)
def test_a_number_of_years_that_is_not_the_term_is_left(text: str) -> None:
    assert read_duration(read_wording(text)) is None


def test_two_terms_are_asked() -> None:
    found = read_duration(read_wording("un marché de 2 ans ou de 3 ans"))
    assert found is not None
    assert found.value is None
    assert found.doubt is not None


def test_renewals_without_a_number_are_asked() -> None:
    found = read_duration(read_wording("un marché de 2 ans reconductible"))
    assert found is not None
    assert found.value == months("24")
    assert found.doubt is not None
