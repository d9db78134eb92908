"""What a message asks of a draft, beside the changes that the draft took."""

from __future__ import annotations

import pytest

from assistant.conversation.unapplied import unapplied, unwritten

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


def test_correction_that_no_change_follows_is_told() -> None:
    said = "480 h, et c’est pas la salle des fêtes c’est le gymnase"
    assert unapplied(said, HOURS) == ("c’est pas la salle des fêtes c’est le gymnase",)
    assert unapplied("c’est pas la salle mais le gymnase", ("Objet\u00a0: salle → gymnase",)) == ()


TEXT = "Madame, Monsieur,\nMerci de nous indiquer le nom de votre correspondant pour cette clause."


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "courrier au titulaire, lui demander de passer en mairie avant le chantier",
            ("lui demander de passer en mairie avant le chantier",),
        ),
        ("la clause, en précisant que les repas sont offerts.", ("en précisant que les repas sont offerts",)),
        ("courrier au titulaire, lui demander d’indiquer le nom de son correspondant", ()),
        ("courrier pour lui dire qui est le facilitateur", ()),
        ("courrier au titulaire, 95 heures", ()),
    ],
)
def test_what_a_new_text_does_not_say_is_told(message: str, expected: tuple[str, ...]) -> None:
    assert unwritten(message, TEXT) == expected


def test_value_that_the_text_took_is_not_missing() -> None:
    assert unwritten("rédige, en précisant que les femmes sont prioritaires", TEXT, ("les femmes",)) == ()


def test_a_trigger_asked_for_and_not_written_is_told() -> None:
    asked = unwritten(
        "rédige la clause, avec un déclenchement par bon à partir de 20 000 €", "Le titulaire réalise 466 heures."
    )
    assert asked == ("avec un déclenchement par bon à partir de 20 000 €",)
