"""The two things whose difference is asked."""

from __future__ import annotations

import pytest

from assistant.conversation.comparing import compared


@pytest.mark.parametrize(
    ("message", "things"),
    [
        ("Quelle est la différence entre une EI et un ACI ?", ("EI", "ACI")),
        ("c koi la difference ea et esat", ("ea", "esat")),
        (
            "Différence entre le marché réservé et la clause d'insertion ?",
            ("marché réservé", "clause d'insertion"),
        ),
        ("EI ou ETTI, c'est quoi la différence ?", ("EI", "ETTI")),
        ("aci ou ai quelle différence", ("aci", "ai")),
        (
            "Comment distinguer une offre irrégulière d'une offre inacceptable ?",
            ("offre irrégulière", "offre inacceptable"),
        ),
    ],
)
def test_the_things_compared_are_found(message: str, things: tuple[str, str]) -> None:
    assert compared(message) == things


@pytest.mark.parametrize(
    "message",
    [
        "La différence de prix entre deux offres peut-elle justifier un refus ?",
        "Peut-on traiter différemment deux candidats ?",
        "Qu’est-ce qui fait la différence ?",
    ],
)
def test_a_message_that_compares_nothing_has_no_sides(message: str) -> None:
    assert compared(message) is None
