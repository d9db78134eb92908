"""Messages of few words that end by asking the hours of the sum they tell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.conversation.hours_asked import asks_hours_of_a_sum, asks_if_hours_due
from assistant.market import Fact, MarketFacts

WITH_TAXES = MarketFacts(amount_ttc=Fact(value=Decimal(90_000), source="90 000 TTC"))


@pytest.mark.parametrize(
    "message",
    [
        "ravalement 90 000 TTC, 3 mois. h insertion ?",
        "peinture 90 000 ttc. heures ?",
        "bardage 90 000 TTC, combien d’heures ?",
        "90 000 TTC de plâtrerie : heures d’insertion ?",
    ],
)
def test_hours_are_asked(message: str) -> None:
    assert asks_hours_of_a_sum(message, WITH_TAXES)
    assert not asks_hours_of_a_sum(message, MarketFacts())


@pytest.mark.parametrize(
    "message",
    [
        "ravalement 90 000 TTC, livraison sous 24 h ?",
        "90 000 TTC, remise des plis à quelle heure ?",
        "90 000 TTC, faut-il des heures ?",
        "90 000 TTC, quelle procédure ?",
    ],
)
def test_something_else_is_asked(message: str) -> None:
    assert not asks_hours_of_a_sum(message, WITH_TAXES)


@pytest.mark.parametrize(
    ("message", "due"),
    [
        ("On refait la toiture pour 140 000 €. Est-on obligé de prévoir des heures ?", True),
        ("faut-il imposer des heures d'insertion pour 90 000 € de voirie ?", True),
        ("les heures d'insertion sont-elles obligatoires ?", True),
        ("combien d'heures faut-il mettre ?", False),
        ("faut-il mettre 300 heures ?", False),
        ("le titulaire doit-il justifier des heures ?", False),
    ],
)
def test_whether_hours_are_due_is_not_how_many(message: str, due: bool) -> None:
    assert asks_if_hours_due(message) is due
