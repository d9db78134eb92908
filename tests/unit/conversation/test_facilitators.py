"""Whom a refused question is for: the facilitator of social clauses, or the lawyers of the buyer."""

from __future__ import annotations

import pytest

from assistant.conversation.facilitators import is_for_the_facilitator

EARLIER = ("Quel seuil pour une clause sociale ?",)


@pytest.mark.parametrize(
    "message",
    [
        "800 h d'insertion sur deux ans, c'est tenable ?",
        "l'ETTI a changé de nom, que faire ?",
        "la clause n'est pas tenue",
        "un salarié en situation de handicap quitte l'équipe",
    ],
)
def test_social_questions_are_for_the_facilitator(message: str) -> None:
    assert is_for_the_facilitator(message)


@pytest.mark.parametrize(
    "message",
    [
        "à quelle date payer le solde ?",
        "quelle clause de révision des prix ?",
        "que dit le cahier des clauses administratives ?",
        "le siège social a changé",
        "il facture des heures supplémentaires",
    ],
)
def test_others_are_not_whatever_came_before(message: str) -> None:
    assert not is_for_the_facilitator(message)
    assert not is_for_the_facilitator(message, EARLIER)


def test_hours_are_those_just_spoken_of() -> None:
    asked = "les dalles sont coulées en usine, on compte ces heures ?"
    assert is_for_the_facilitator(asked, EARLIER)
    assert not is_for_the_facilitator(asked)
    assert not is_for_the_facilitator(asked, (*EARLIER, "Quel délai de paiement ?", "Quelle avance ?"))
