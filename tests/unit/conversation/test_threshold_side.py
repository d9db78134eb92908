"""A message says on which side of the threshold its contract is, or says nothing of it."""

from __future__ import annotations

import pytest

from assistant.conversation.threshold_side import told_side


@pytest.mark.parametrize(
    "message",
    [
        "La clause sociale est-elle obligatoire au-dessus des seuils européens ?",
        "marché au dessus du seuil",
        "au-delà du seuil européen",
        "notre marché dépasse le seuil",
        "dès que le marché atteint le seuil européen",
        "une valeur supérieure au seuil",
        "à partir du seuil européen",
    ],
)
def test_above(message: str) -> None:
    assert told_side(message) is True


@pytest.mark.parametrize(
    "message",
    [
        "Suis-je dispensé de clause sociale sous les seuils ?",
        "un marché au-dessous du seuil européen",
        "en dessous des seuils",
        "un marché en deçà du seuil",
        "une valeur inférieure aux seuils européens",
        "SOUS LE SEUIL EUROPÉEN",
    ],
)
def test_below(message: str) -> None:
    assert told_side(message) is False


@pytest.mark.parametrize(
    "message",
    [
        "Faut-il une clause sociale ?",
        "Quel est le seuil européen ?",
        "au-dessus ou au-dessous du seuil ?",
        "entre les deux seuils",
        "au-dessus de 216 000 €",
        "",
    ],
)
def test_neither_or_both(message: str) -> None:
    assert told_side(message) is None
