"""A kind preferred leaves nobody out, and « insertion ou handicap » is no choice."""

from __future__ import annotations

import pytest

from assistant.partners import PartnerDirectory, PartnerQuery
from assistant.partners.preferences import prefers, with_preference
from assistant.partners.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "un ESAT si possible, pour la couture",
        "idéalement un ESAT vers Tartas",
        "on préférerait un ESAT",
        "plutôt un ESAT pour le linge",
        "un ESAT, ce serait l’idéal",
    ],
)
def test_a_kind_preferred_is_no_filter(text: str) -> None:
    reading = read(text)
    assert not reading.kinds
    assert reading.preferred == {"ESAT"}


@pytest.mark.parametrize(
    "text",
    ["un ESAT uniquement", "plutôt qu’une EI, un ESAT", "plutôt un ESAT, pas une EA", "un ESAT vers Tartas"],
)
def test_a_kind_asked_for_stays_a_filter(text: str) -> None:
    reading = read(text)
    assert reading.kinds == {"ESAT"}
    assert not reading.preferred


@pytest.mark.parametrize(
    "text",
    [
        "handicap ou insertion, peu importe",
        "de l’insertion comme du handicap",
        "insertion ou secteur adapté, ça m’est égal",
    ],
)
def test_insertion_or_disability_turns_nobody_down(text: str) -> None:
    reading = read(text)
    assert not reading.kinds
    assert not reading.preferred


def test_disability_alone_is_a_choice() -> None:
    assert "ESAT" in read("qui fait des repas, dans le handicap").kinds


def test_the_preferred_kind_is_told_where_nobody_of_it_does_the_trade(directory: PartnerDirectory) -> None:
    results = directory.search(PartnerQuery(text="blanchisserie à Tartas, de préférence un ESAT"))
    assert results.matches[0].name == "ASSOC FORUM"
    assert any("que vous préférez (ESAT)" in remark for remark in results.remarks)


def test_the_preferred_kind_comes_first_of_those_that_fit_alike(directory: PartnerDirectory) -> None:
    results = directory.search(PartnerQuery(text="peinture à Dax, une ACI si possible"))
    assert results.matches[0].kind == "ACI"


def test_the_words_of_a_preference_stay_with_the_kind() -> None:
    text = "un esat de preference, a dax"
    start, end = with_preference(text, 3, 7)
    assert text[start:end] == "esat de preference"
    assert prefers("ESAT de préférence")
    assert not prefers("ESAT")
