"""A question on rating what a firm does in general whose no would be read the wrong way round opens with none."""

from __future__ import annotations

import pytest

from assistant.conversation.writers.candidate_policy import denies_or_forbids


@pytest.mark.parametrize(
    ("message", "reversed_"),
    [
        ("Est-il illégal de noter la démarche RSE ?", True),
        ("Peut-on écarter la politique RSE de la notation ?", True),
        ("Peut-on ne pas noter l’index égalité ?", True),
        ("Peut-on noter la démarche RSE globale ?", False),
        ("Un critère sur la politique RSE du groupe, c’est possible ?", False),
    ],
)
def test_a_no_read_the_wrong_way_round(message: str, *, reversed_: bool) -> None:
    assert denies_or_forbids(message) is reversed_
