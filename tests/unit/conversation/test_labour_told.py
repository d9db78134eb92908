"""What a message says of the labour of a market without giving its share."""

from __future__ import annotations

import pytest

from assistant.conversation.labour_told import tells_of_labour


@pytest.mark.parametrize(
    "said",
    [
        "essentiellement de la main-d'œuvre",
        "il n'y a quasiment que de la main d’oeuvre",
        "réseau d'eau à 700 000 € HT dont 260 000 € de matériaux",
        "720 000 € y compris fournitures pour 300 000 €",
        "c'est surtout des fournitures",
    ],
)
def test_labour_or_goods_are_told(said: str) -> None:
    assert tells_of_labour(said)


@pytest.mark.parametrize(
    "said",
    [
        "quelle est la part de main d'œuvre en voirie ?",
        "est-ce que la main d'œuvre compte ?",
        "voirie 260 000 € HT, combien d'heures ?",
        "la main-d'œuvre fait 45 %",
        "fournitures comprises, 260 000 € HT",
    ],
)
def test_a_question_or_a_share_tells_none(said: str) -> None:
    assert not tells_of_labour(said)
