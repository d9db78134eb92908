"""Margin questions offered as the next one read well, and tell nobody else's market."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from assistant.conversation.suggesting import is_offered, next_questions
from assistant.retrieval.passages import ReadingMatch


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


def match(question: str, nearness: float = 0.1, ref: str = "L2113-10") -> ReadingMatch:
    """A margin question, as near as told."""
    ask = SimpleNamespace(question=question)
    return cast(ReadingMatch, SimpleNamespace(ask=ask, nearness=nearness, article=SimpleNamespace(ref=ref)))


def offered(question: str, *matches: ReadingMatch) -> tuple[str, ...]:
    return next_questions(question, matches, lambda stem: 0.1 if stem == "march" else 1.0)


def test_a_question_about_something_else_is_not_offered() -> None:
    tractor = match("Peut-on remplacer l’achat d’un tracteur par celui d’un bus par avenant ?")
    penalty = match("Une pénalité peut-elle être levée après la fin du marché ?")
    assert offered("une pénalité, je peux la lever en fin de marché ?", tractor, penalty) == (
        penalty.ask.question,
    )


def test_a_very_near_question_is_offered_whatever_its_words() -> None:
    near = match("Un lot peut-il être mis de côté pour le secteur protégé ?", nearness=0.3)
    assert offered("je garde une part pour un ESAT, c’est permis ?", near) == (near.ask.question,)


def test_two_questions_that_say_the_same_are_offered_once() -> None:
    first, again = (
        match("Peut-on négocier en procédure adaptée ?"),
        match("On peut négocier en procédure adaptée ?"),
    )
    assert offered("procédure adaptée, je négocie avec les trois candidats ?", first, again) == (
        first.ask.question,
    )


def test_a_question_that_the_article_quoted_answers_is_not_offered() -> None:
    shown = match("Peut-on imposer un groupement solidaire aux candidats ?", ref="R2142-22")
    other = match("Le mandataire du groupement répond-il de chaque défaillance ?", nearness=0.3, ref="R2142-24")
    said = "peut-on obliger les candidats du groupement à être solidaires ? le mandataire paie-t-il ?"
    questions = next_questions(said, (shown, other), len, shown=("R2142-22",))
    assert questions == (other.ask.question,)


def test_a_question_wholly_said_is_not_offered() -> None:
    said = "Le maire veut acheter une sculpture à un artiste précis : peut-on se passer de publicité ?"
    assert not offered(said, match("Peut-on se passer de publicité ?"))
