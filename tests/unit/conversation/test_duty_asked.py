"""How the duty of a social condition is asked about, and what only looks like it."""

from __future__ import annotations

import pytest

from assistant.conversation.duty_asked import (
    asks_if_allowed,
    asks_if_it_changes,
    asks_to_derogate,
    asks_which_date,
    holds_impossible,
)


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
