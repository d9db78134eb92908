"""A building told with its own sum is works; a work done in one is not."""

from __future__ import annotations

import pytest

from assistant.conversation.buildings import read_building
from assistant.folding import folded
from assistant.market import MarketNature


@pytest.mark.parametrize(
    "message",
    [
        "combien d’heures pour une médiathèque de 900 k€ ?",
        "la future école de Mugron, de 1,8 million",
        "un centre technique estimé à 2 500 000 €",
        "heures d’insertion pour une salle des fêtes de 650 000 €",
    ],
)
def test_a_building_with_its_sum_is_works(message: str) -> None:
    found = read_building(folded(message))
    assert found is not None
    assert found[0] is MarketNature.TRAVAUX


@pytest.mark.parametrize(
    "message",
    [
        "mobilier pour une école de 300 élèves, 40 000 €",
        "assurance d’un gymnase, 3 000 €",
        "repas de la cantine à 4,50 €",
        "un marché de 900 k€ pour le lycée",
    ],
)
def test_what_a_building_only_houses_is_not(message: str) -> None:
    assert read_building(folded(message)) is None


@pytest.mark.parametrize(
    "message",
    [
        "Gardiennage du stade, de la crèche pour 90 000 €",
        "le lycée a 2 millions de budget",
        "une école de 200 000 habitants",
        "le gymnase de 40 m",
        "un stade de 2 millions de spectateurs",
    ],
)
def test_what_is_no_sum_of_works_is_not(message: str) -> None:
    assert read_building(folded(message)) is None
