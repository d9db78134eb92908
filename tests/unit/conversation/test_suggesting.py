"""Margin questions offered as the next one read well, and tell nobody else's market."""

from __future__ import annotations

import pytest

from assistant.conversation.suggesting import is_offered


@pytest.mark.parametrize(
    "question",
    [
        "Un marché de travaux peut-il être réservé aux ESAT ?",
        "Le titulaire peut-il sous-traiter à une entreprise d’insertion ?",
    ],
)
def test_well_written_question_is_offered(question: str) -> None:
    assert is_offered(question)


@pytest.mark.parametrize(
    "question",
    [
        "la formation compte dans les heures",
        "la formation compte-t-elle dans les heures ?",
        "Le lot fait 150 000 € : peut-on s’en passer ?",
        "Nous changeons les fenêtres de la poste en avril. Est-ce une seule opération ?",
        "Notre mairie doit-elle adopter un SPASER ?",
        "Cette association peut-elle répondre ?",
        "Quand ?",
        "jpeux etre esus si je suis coté en bourse?",
    ],
)
def test_story_or_hurried_words_are_not(question: str) -> None:
    assert not is_offered(question)
