"""What a message asks of a draft, beside the changes that the draft took."""

from __future__ import annotations

import pytest

from assistant.conversation.unapplied import unapplied

HOURS = ("Heures d’insertion sur la durée ferme\u00a0: 300 → 480",)
PENALTY = ("Pénalité par heure d’insertion non réalisée\u00a0: à compléter → 50\u00a0€",)


@pytest.mark.parametrize(
    ("message", "changes", "expected"),
    [
        (
            "passe à 480 heures et enlève le paragraphe sur l’alternance",
            HOURS,
            "enlève le paragraphe sur l’alternance",
        ),
        ("pénalité 50 € par heure, plafonnée à 5 % du lot", PENALTY, "plafonnée à 5 % du lot"),
        ("480 h, et pas de pénalité", HOURS, "et pas de pénalité"),
        ("ajoutez une question sur le tutorat", (), "ajoutez une question sur le tutorat"),
        ("tu peux la faire plus courte et mettre une pénalité de 50 €", PENALTY, "plus courte"),
    ],
)
def test_what_is_left_out_is_told(message: str, changes: tuple[str, ...], expected: str) -> None:
    assert unapplied(message, changes) == (expected,)


@pytest.mark.parametrize(
    ("message", "changes", "told"),
    [
        ("ajoute une pénalité de 50 € par heure", PENALTY, ()),
        ("change les heures, mets-en 480", HOURS, ()),
        ("ajoute les SIAE", ("Structures : EA → EA et structures d’insertion",), ("SIAE",)),
        ("plutôt 480 heures", HOURS, ()),
        ("merci", (), ()),
    ],
)
def test_nothing_is_left_out(message: str, changes: tuple[str, ...], told: tuple[str, ...]) -> None:
    assert unapplied(message, changes, told) == ()
