"""Levers other than hours, asked for in many ways."""

from __future__ import annotations

import pytest

from assistant.conversation.writers.lever import asks_other_levers


@pytest.mark.parametrize(
    "said",
    [
        "Que peut-on mettre d'autre que des heures ? autre chose que les heures, donc",
        "une autre idée que les heures d'insertion",
        "on voudrait faire autrement qu'avec des heures",
        "plutôt que des heures, un critère ?",
        "à part les heures, il y a quoi ?",
    ],
)
def test_something_else_than_hours_is_asked(said: str) -> None:
    assert asks_other_levers(said)


@pytest.mark.parametrize(
    "said",
    [
        "combien d'heures d'insertion ?",
        "il reste d'autres heures à faire",
        "autres que les heures ouvrées, qui prévenir ?",
        "en dehors des heures de nuit, le gardien est seul",
        "au lieu de 300 heures, mets 400",
    ],
)
def test_hours_named_otherwise_are_not(said: str) -> None:
    assert not asks_other_levers(said)
