"""After a duty, who asks how to record its reasons, and who asks for something else."""

from __future__ import annotations

import pytest

from assistant.conversation.reasons_asked import asks_how_to_record_reasons, asks_of_reasons


@pytest.mark.parametrize(
    "message",
    [
        "j'écris quoi comme motif ?",
        "et le motif, je le note où ?",
        "un exemple de motivation svp",
        "comment on argumente pour s'en passer",
        "comment justifier qu'on n'en prévoit pas ?",
    ],
)
def test_reasons_are_to_be_recorded(message: str) -> None:
    assert asks_how_to_record_reasons(message)


@pytest.mark.parametrize(
    "message",
    [
        "pourquoi ?",
        "et quels motifs sont admis ?",
        "quels justificatifs demander au titulaire ?",
        "comment motiver l'absence d'allotissement ?",
        "comment justifier le rejet de l'offre ?",
        "c'est quoi les raisons valables",
    ],
)
def test_something_else_is_asked(message: str) -> None:
    assert not asks_how_to_record_reasons(message)


@pytest.mark.parametrize(
    "message",
    [
        "et quels motifs sont admis ?",
        "c'est quoi les raisons valables",
        "quelles raisons pour s'en passer ?",
        "quels motifs permettent de ne pas mettre la clause",
    ],
)
def test_reasons_accepted_are_asked(message: str) -> None:
    assert asks_of_reasons(message)


@pytest.mark.parametrize(
    "message",
    [
        "quels motifs de rejet ?",
        "pourquoi ?",
        "quelle raison sociale du candidat ?",
        "quels motifs pour écarter ce fournisseur ?",
        "quelles raisons de ne pas faire une deuxième période ?",
        "pour quelles raisons exclure un candidat de l'insertion ?",
        "quel motif d'intérêt général pour abandonner la consultation ?",
        "comment justifier une clause de révision ?",
    ],
)
def test_reasons_of_else_are_not(message: str) -> None:
    assert not asks_of_reasons(message)
