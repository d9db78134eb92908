"""Thanks that open a question are not the question."""

from __future__ import annotations

import pytest

from assistant.conversation.courtesies import without_thanks


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("Merci ! Et pour un lot, quel délai ?", "Et pour un lot, quel délai ?"),
        ("ok merci beaucoup, faut-il publier un avis", "faut-il publier un avis"),
        ("Super, merci pour ces précisions. Qui signe ?", "Qui signe ?"),
        ("merci, c'est parfait", "merci, c'est parfait"),
        ("Merci beaucoup, bonne journée !", "Merci beaucoup, bonne journée !"),
        ("Faut-il publier ? Merci.", "Faut-il publier ? Merci."),
    ],
)
def test_what_is_asked_is_kept(message: str, asked: str) -> None:
    assert without_thanks(message) == asked
