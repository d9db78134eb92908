"""A number said alone is the figure that was just asked for, or spoken of."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.conversation.figure_answered import with_figure_answered
from assistant.conversation.intents import Intent
from assistant.conversation.understanding import Lexicon, load_lexicon, understand
from assistant.market import MarketFacts

ROOT = Path(__file__).parents[3]
COST = "Le facilitateur peut vous aider : quel coût horaire retenir (en €/h) ?"
SHARE = "Le facilitateur peut vous aider : quelle part du montant paie du travail (en %) ?"
BOTH = "Le facilitateur peut vous aider : quelle part du montant paie du travail (en %) et quel coût horaire retenir (en €/h) ?"
VAT = "Quel est le taux de TVA, ou le montant hors taxes ?"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ROOT / "corpus")


@pytest.mark.parametrize(
    ("said", "before", "asked", "name", "value"),
    [
        ("28", "entretien 90 000 €", COST, "hourly_cost", "28"),
        ("28 € de l'heure", "entretien 90 000 €", COST, "hourly_cost", "28"),
        ("20 %", "voirie 300 000 €", SHARE, "labour_share", "0.2"),
        ("disons 45", "voirie 300 000 €", SHARE, "labour_share", "0.45"),
        ("45 %", "voirie 300 000 €", BOTH, "labour_share", "0.45"),
        ("10", "voirie 300 000 € TTC", VAT, "vat_rate", "0.1"),
        ("et avec 45 ça donne quoi ?", "quel taux horaire as-tu pris ?", "", "hourly_cost", "45"),
        ("refais avec 8", "tu as mis quel effort ?", "", "effort", "0.08"),
    ],
)
def test_a_lone_number_is_the_figure_asked_for(
    said: str, before: str, asked: str, name: str, value: str, lexicon: Lexicon
) -> None:
    read = understand(said, lexicon, MarketFacts(), Intent.HOURS, 1)
    answered = with_figure_answered(read, said, before, (asked,), 1, Intent.HOURS, of_lots=False)
    assert answered.intent is Intent.FACT_UPDATE
    assert getattr(answered.facts, name).value == Decimal(value)
    assert not answered.needs


def test_a_share_is_not_that_of_each_lot(lexicon: Lexicon) -> None:
    read = understand("45 %", lexicon, MarketFacts(), Intent.HOURS, 1)
    assert with_figure_answered(read, "45 %", "trois lots", (SHARE,), 1, Intent.HOURS, of_lots=True) is read


@pytest.mark.parametrize(
    ("said", "before", "asked"),
    [
        ("42", "voirie 300 000 €", BOTH),
        ("42", "combien d'heures pour 300 000 € de peinture ?", ""),
        ("et pour 250 000 ?", "voirie 300 000 €", COST),
        ("le lot 42", "entretien 90 000 €", COST),
        ("28 mois", "entretien 90 000 €", COST),
        ("qui peut répondre à 28 km ?", "entretien 90 000 €", COST),
        ("45 %", "entretien 90 000 €", COST),
    ],
)
def test_another_number_is_left(said: str, before: str, asked: str, lexicon: Lexicon) -> None:
    read = understand(said, lexicon, MarketFacts(), Intent.HOURS, 1)
    assert (
        with_figure_answered(read, said, before, (asked,) if asked else (), 1, Intent.HOURS, of_lots=False) is read
    )
