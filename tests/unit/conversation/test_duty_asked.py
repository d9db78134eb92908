"""How the duty of a social condition is asked about, and what only looks like it."""

from __future__ import annotations

import pytest

from assistant.conversation.duty_asked import (
    asks_if_allowed,
    asks_if_it_changes,
    asks_to_derogate,
    asks_where_written,
    asks_which_date,
    exceptions_told,
    holds_impossible,
)
from assistant.rules.obligation_request import SocialException


def test_setting_the_duty_aside() -> None:
    assert asks_to_derogate("on peut y déroger ?")
    assert asks_to_derogate("puis-je faire jouer une exception ?")
    assert not asks_to_derogate("peut-on déroger à l’allotissement ?")
    assert not asks_to_derogate("une dérogation au CCAG est-elle à lister ?")


@pytest.mark.parametrize(
    ("question", "allowed"),
    [
        ("peut-on mettre une clause sociale pour 50 000 € de mobilier ?", True),
        ("on peut faire de l'insertion en toiture ?", True),
        ("peut-on réserver ce marché à l'insertion ?", False),
        ("faut-il mettre une clause d'insertion ?", False),
        ("combien d'heures d'insertion peut-on demander ?", False),
        ("peut-on faire appel à une entreprise d'insertion ?", False),
    ],
)
def test_a_clause_is_asked_to_be_possible(question: str, allowed: bool) -> None:
    assert asks_if_allowed(question) is allowed


def test_what_is_held_impossible() -> None:
    assert holds_impossible("l'économiste trouve la clause sociale incompatible avec le planning")
    assert not holds_impossible("impossible de joindre la facilitatrice")
    assert not holds_impossible("impossible de réserver à un ESAT, dit le maire, ni insertion ni handicap")


def test_dates_asked() -> None:
    assert asks_which_date("l'avis ou la signature, quelle date compte ?")
    assert asks_if_it_changes("et si on publie en mai, ça change quelque chose ?")
    assert not asks_which_date("à quelle heure ?")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("et si les travaux sont trop techniques on y échappe ?", (SocialException.CONCURRENCE_OU_DIFFICULTE,)),
        ("comme ça restreint la concurrence, je peux m'en passer ?", (SocialException.CONCURRENCE_OU_DIFFICULTE,)),
        ("si ça n'a rien à voir avec l'objet, je suis quand même obligé ?", (SocialException.LIEN_INSUFFISANT,)),
        ("et si c'est un achat sur étagère ?", (SocialException.SOLUTION_DISPONIBLE,)),
        ("et si le lot est trop technique pour un candidat ?", ()),
        ("le chantier est trop technique", ()),
        ("et si l'offre est trop complexe à comparer ?", ()),
    ],
)
def test_an_exception_is_told_in_its_words(message: str, told: tuple[SocialException, ...]) -> None:
    assert exceptions_told(message) == told


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("je dois le noter quelque part ?", True),
        ("et ça s'écrit où ?", True),
        ("dans quel document je le mets ?", True),
        ("où publier l'avis ?", False),
        ("je dois écrire un avenant ou pas ?", False),
    ],
)
def test_where_it_is_written_is_asked(message: str, asked: bool) -> None:
    assert asks_where_written(message) is asked
