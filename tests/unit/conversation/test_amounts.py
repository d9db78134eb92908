"""Sums of money as buyers write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation.amounts import Bound, Per, Tax, read_money
from assistant.conversation.fact_merging import french_euros
from assistant.conversation.wording import read_wording


def only(text: str) -> Decimal:
    (money,) = read_money(read_wording(text))
    assert money.doubt is None
    return money.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,2 M€", "1200000"),
        ("1.2 M€", "1200000"),
        ("350 k€ HT", "350000"),
        ("350K", "350000"),
        ("350 K€", "350000"),
        ("250 000,00 euros", "250000"),
        ("250\u202f000\u00a0€", "250000"),
        ("1.2 million", "1200000"),
        ("un million deux cent mille euros", "1200000"),
        ("1 million deux cent mille euros", "1200000"),
        ("1 million 200 000 euros", "1200000"),
        ("deux millions et demi d’euros", "2500000"),
        ("un million et demi d'euros", "1500000"),
        ("17 M€", "17000000"),
        ("17 M d’euros", "17000000"),
        ("80 000€", "80000"),
        ("80000 EUR", "80000"),
        ("1.200.000 €", "1200000"),
        ("1,200,000 €", "1200000"),
        ("1'200'000 €", "1200000"),
        ("quatre-vingt mille euros", "80000"),
        ("2 milliards d’euros", "2000000000"),
        ("215 999,99 € HT", "215999.99"),
        ("0,5 M€", "500000"),
    ],
)
def test_a_sum_is_read_whatever_its_writing(text: str, value: str) -> None:
    assert only(text) == Decimal(value)


@pytest.mark.parametrize("text", ["12 m de haut", "500 m2", "3 500 m²", "2 lots", "article 20", "5 km"])
def test_other_numbers_are_not_sums(text: str) -> None:
    assert read_money(read_wording(text)) == ()


@pytest.mark.parametrize("text", ["1,200 €", "1,200 k€"])
def test_a_writing_with_two_readings_is_asked(text: str) -> None:
    (money,) = read_money(read_wording(text))
    assert money.doubt is not None


@pytest.mark.parametrize(
    ("text", "tax"),
    [
        ("300 000 € HT", Tax.EXCLUDED),
        ("300 000 € H.T.", Tax.EXCLUDED),
        ("300 000 € hors taxes", Tax.EXCLUDED),
        ("300 000 € (HT)", Tax.EXCLUDED),
        ("300 000 € TTC", Tax.INCLUDED),
        ("300 000 € toutes taxes comprises", Tax.INCLUDED),
        ("300 000 €", Tax.UNSAID),
    ],
)
def test_the_tax_said_beside_the_sum_is_kept(text: str, tax: Tax) -> None:
    (money,) = read_money(read_wording(text))
    assert money.tax is tax


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("32 €/h", Per.HOUR),
        ("32 € de l’heure", Per.HOUR),
        ("60 € par heure", Per.HOUR),
        ("40 000 € par an", Per.YEAR),
        ("40 000 € HT/an", Per.YEAR),
        ("15 000 euros annuels", Per.YEAR),
        ("2 000 € par mois", Per.MONTH),
        ("12 €/m2", Per.OTHER),
        ("4 € par repas", Per.OTHER),
        ("4 000 €", Per.WHOLE),
    ],
)
def test_the_unit_of_a_sum_is_kept(text: str, per: Per) -> None:
    (money,) = read_money(read_wording(text))
    assert money.per is per


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("moins de 40 000 €", Bound.COMPARED),
        ("supérieur à 216 000 €", Bound.COMPARED),
        ("le seuil de 40 000 €", Bound.COMPARED),
        ("au-delà de 5 404 000 €", Bound.COMPARED),
        ("environ 40 000 €", Bound.EXACT),
        ("un marché de 40 000 €", Bound.EXACT),
    ],
)
def test_a_limit_is_told_from_an_amount(text: str, bound: Bound) -> None:
    (money,) = read_money(read_wording(text))
    assert money.bound is bound


@pytest.mark.parametrize(
    "text", ["entre 200 000 et 250 000 €", "200 à 250 k€", "200-250 k€", "de 200 000 à 250 000 €"]
)
def test_a_range_is_no_amount(text: str) -> None:
    assert all(money.bound is Bound.RANGE for money in read_money(read_wording(text)))


@given(st.integers(min_value=1, max_value=10**9), st.integers(min_value=0, max_value=99))
def test_what_is_shown_is_read_back(euros: int, cents: int) -> None:
    value = Decimal(euros) + Decimal(cents) / 100
    assert only(french_euros(value)) == value


@given(st.text(max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    for money in read_money(read_wording(text)):
        assert money.value >= 0
