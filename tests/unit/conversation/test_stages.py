"""The stages of a market with their sums, where they make up the whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.conversation.stages import read_stages


@pytest.mark.parametrize(
    ("message", "sums"),
    [
        ("680 k€, tranche ferme 430 et tranche optionnelle 250", [430_000, 250_000]),
        ("tranche ferme de 430 000 € et tranche optionnelle de 250 000 €", [430_000, 250_000]),
        ("tranche ferme : 0,43 M€, tranche optionnelle : 250 k€", [430_000, 250_000]),
        (
            "tranche ferme 400 k€, tranche optionnelle 1 : 200 k€, tranche optionnelle 2 : 80 k€",
            [400_000, 200_000, 80_000],
        ),
        ("tranche ferme 430 et tranche optionnelle 300", []),
        ("tranche ferme 12 mois, tranche optionnelle 6 mois", []),
        ("une tranche ferme à 680 000 €", []),
    ],
)
def test_stages_that_make_up_the_whole(message: str, sums: list[int]) -> None:
    assert [one for _, one in read_stages(message, Decimal(680_000))] == sums
