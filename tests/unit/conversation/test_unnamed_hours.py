"""Hours that no word names: those aimed at, or the whole work of the market."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.conversation.understanding import Intent, Lexicon, load_lexicon, understand


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(Path(__file__).parents[3] / "corpus")


@pytest.mark.parametrize(
    ("message", "hours"),
    [
        ("450 h pour la maçonnerie à 380 000 € HT, est-ce que c'est tenable ?", 450),
        ("marché de carrelage de 150 000 €, 120 heures, ça vous paraît peu ?", 120),
        ("le maire nous impose 700 heures sur un chantier de 1,8 M€", 700),
        (
            "avenant de 12 % sur la couverture, marché de 250 000 €, 208 heures : dois-je revoir le nombre d'heures ?",
            208,
        ),
    ],
)
def test_too_few_for_the_whole_work_they_are_aimed_at(message: str, hours: int, lexicon: Lexicon) -> None:
    read = understand(message, lexicon, None, None, 0)
    assert read.facts.target_hours is not None
    assert read.facts.target_hours.value == Decimal(hours)
    assert read.intent is Intent.HOURS
    assert not read.needs


@pytest.mark.parametrize(
    "message",
    [
        "remise des offres sous 72 h pour un marché de 90 000 €, c'est trop court ?",
        "on nous demande un mémoire de 20 pages pour 40 000 €, c'est trop ?",
        "le titulaire a fait 310 h sur 500 pour le lot à 400 000 €, quelles pénalités ?",
        "gardiennage 24 h sur 24, 300 000 € HT, combien d'heures d'insertion ?",
    ],
)
def test_other_hours_are_not(message: str, lexicon: Lexicon) -> None:
    assert understand(message, lexicon, None, None, 0).facts.target_hours is None


def test_hours_that_may_be_the_whole_work_are_asked(lexicon: Lexicon) -> None:
    read = understand("Calcule les heures : peinture 60 000 € HT, 1 400 heures", lexicon, None, None, 0)
    assert any("volume total" in need for need in read.needs)


def test_a_number_of_hours_is_asked_with_few_words_of_a_site(lexicon: Lexicon) -> None:
    read = understand(
        "conception-réalisation d'un gymnase 5 M€ HT, quelles heures d'insertion ?", lexicon, None, None, 0
    )
    assert read.facts.nature is not None
    assert read.facts.nature.value == "travaux"
