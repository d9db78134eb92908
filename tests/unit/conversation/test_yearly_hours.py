"""Hours of insertion told by the year, by their number alone, or settled on without a unit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.conversation.intents import Intent
from assistant.conversation.understanding import Lexicon, load_lexicon, understand
from assistant.market import Fact, MarketFacts

CORPUS = Path(__file__).parents[3] / "corpus"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(CORPUS)


def aimed(lexicon: Lexicon, message: str, known: MarketFacts | None = None, *told: Intent) -> Decimal | None:
    read = understand(message, lexicon, known, None, 1 if known else 0, told)
    return read.facts.target_hours.value if read.facts.target_hours else None


@pytest.mark.parametrize(
    ("message", "hours"),
    [
        ("rédige la clause, 300 h par an sur 3 ans", 900),
        ("clause d’insertion pour la cantine, 4 ans, 1 000 heures annuelles", 4000),
        ("la clause, nombre d’heures 95", 95),
        ("rédige la clause, volume d’heures : 250", 250),
    ],
)
def test_hours_to_write(lexicon: Lexicon, message: str, hours: int) -> None:
    assert aimed(lexicon, message, None, Intent.CLAUSE) == hours


@pytest.mark.parametrize(
    "message",
    [
        "rédige la clause du gardiennage, 40 h/sem pendant 2 ans",
        "rédige la clause, un temps plein fait 1 607 heures par an, marché de 2 ans",
    ],
)
def test_hours_of_another_measure(lexicon: Lexicon, message: str) -> None:
    assert aimed(lexicon, message, None, Intent.CLAUSE) is None


def test_hours_settled_on_without_their_unit(lexicon: Lexicon) -> None:
    known = MarketFacts(target_hours=Fact(value=Decimal(1500), source="1 500 h"))
    assert aimed(lexicon, "bon, on part sur 1200", known, Intent.HOURS) == 1200
    assert aimed(lexicon, "on part sur 90000", known, Intent.HOURS) is None
    assert aimed(lexicon, "on part sur 1200 € de pénalité", known, Intent.HOURS) is None
    assert aimed(lexicon, "on part sur 1200, ok ?", known, Intent.HOURS) == 1200
    for counted in ("retenons 1200 m2", "on table sur 1 400 élèves", "on reste sur 900 agents"):
        assert aimed(lexicon, counted, known, Intent.HOURS) is None


def test_hours_of_a_contract_that_grows(lexicon: Lexicon) -> None:
    assert (
        aimed(
            lexicon,
            "avenant de +20 000 sur un lot à 200 000 avec 150 h, j’en rajoute combien ?",
            None,
            Intent.HOURS,
        )
        == 150
    )
