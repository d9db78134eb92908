"""Those a contract may not be reserved to are read in the words of the message."""

from __future__ import annotations

import pytest

from assistant.conversation.unlisted_firms import unlisted_firms


@pytest.mark.parametrize(
    ("message", "firms"),
    [
        ("Peut-on réserver un lot aux TPE pour les aider ?", "tpe"),
        ("Le maire veut réserver le marché de voirie aux entreprises du canton.", "entreprises du canton"),
        ("reserver le lot peinture à des artisans", "artisans"),
        ("Puis-je réserver ce marché à un ESAT ?", None),
        ("Faut-il réserver un budget pour les entreprises d’insertion ?", None),
        ("Un artisan peut-il répondre à un lot réservé ?", None),
    ],
)
def test_the_firms_of_a_reservation_wanted(message: str, firms: str | None) -> None:
    assert unlisted_firms(message) == firms
