"""Terms given by two dates, renewals told in every way, and numbers that count something else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.conversation.other_numbers import without_other_numbers
from assistant.conversation.periods import read_period
from assistant.conversation.renewals import read_renewal
from assistant.conversation.wording import read_wording


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("du 1er janvier 2027 au 31 décembre 2028", 24, 0),
        ("du 1er janvier au 31 mars 2027", 3, 0),
        ("du 15/03/2027 au 14/03/2028", 12, 0),
        ("début des prestations : 01/04/2027 ; fin : 31/03/2029", 24, 0),
        ("du 31 janvier 2027 au 28 février 2027", 1, 1),
        ("du 31 octobre 2027 au 30 novembre 2027", 1, 1),
        ("du 1er mars 2027 au 10 mars 2027", 0, 10),
        ("débute le 01/03/2027 et se termine le 28/02/2030", 36, 0),
        ("entre le 1er juin 2027 et le 30 novembre 2027", 6, 0),
    ],
)
def test_both_days_count_in_a_term(text: str, months: int, days: int) -> None:
    period = read_period(read_wording(text))
    assert period is not None
    assert (period.months, period.days) == (months, days)


@pytest.mark.parametrize(
    "text",
    [
        "du 31 février 2027 au 31 mars 2027",
        "du 1er mars 2028 au 1er mars 2027",
        "du 1er mars au 30 avril",
        "le 1er mars 2027",
    ],
)
def test_dates_that_bound_no_term_give_none(text: str) -> None:
    assert read_period(read_wording(text)) is None


@pytest.mark.parametrize(
    ("text", "times", "months"),
    [
        ("reconductible 3 fois", 3, None),
        ("3 reconductions d'un an", 3, 12),
        ("puis 12 mois en option", 1, 12),
        ("1 an + 1 an + 1 an", 2, 12),
        ("un an, trois fois reconductible", 3, None),
        ("renouvelable 2x", 2, None),
        ("renouvelable 2 x 12 mois", 2, 12),
        ("avec 2 périodes de six mois", 2, 6),
    ],
)
def test_renewals_are_counted(text: str, times: int, months: int | None) -> None:
    renewal = read_renewal(read_wording(text).text)
    assert renewal is not None
    assert (renewal.times, renewal.months) == (times, None if months is None else Decimal(months))


@pytest.mark.parametrize("text", ["1 an + 2 ans + 1 an", "un marché de 4 ans", "reconductible"])
def test_what_counts_no_renewal_gives_none(text: str) -> None:
    assert read_renewal(read_wording(text).text) is None


@pytest.mark.parametrize(
    "text",
    [
        "article L2113-12",
        "05 58 05 40 40",
        "le 12 mars 2027",
        "12/03/2027",
        "40100 dax",
        "siret 123 456 789 00012",
        "décret n° 2022-767",
        "1 607 heures",
    ],
)
def test_other_numbers_are_blanked(text: str) -> None:
    wording = without_other_numbers(read_wording(text))
    assert not any(character.isdigit() for character in wording.text)
    assert wording.original == text


@pytest.mark.parametrize("text", ["40 100 euros", "2 500 €", "12 mois"])
def test_a_sum_and_a_term_stay(text: str) -> None:
    assert without_other_numbers(read_wording(text)).text == read_wording(text).text
