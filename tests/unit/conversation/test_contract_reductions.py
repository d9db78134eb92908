"""What is taken off a contract, told apart from what is added to it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.conversation.contract_changes import read_reduction, speaks_of_less


@pytest.mark.parametrize(
    ("said", "share", "taken"),
    [
        ("un avenant qui diminue le marché de 12 %", "0.12", None),
        ("avenant de -8 % sur la couverture", "0.08", None),
        ("moins-value de 45 000 € HT sur un marché de 600 000 € HT", None, "45000"),
        ("on retire 20 000 € de peinture par avenant, le marché est à 200 000 €", None, "20000"),
        ("avenant : 9 % en moins", "0.09", None),
    ],
)
def test_a_reduction_is_read(said: str, share: str | None, taken: str | None) -> None:
    found = read_reduction(said)
    assert found is not None
    assert (found.share, found.added_ht) == (share and Decimal(share), taken and Decimal(taken))


@pytest.mark.parametrize(
    "said",
    [
        "avenant de moins de 11 %",
        "avenant pour réduire le marché à 70 %",
        "plus-value de 9 % et diminution de 2 % du lot 3",
        "on baisse les heures de 25 % par avenant",
    ],
)
def test_what_is_not_surely_taken_off_is_not_read(said: str) -> None:
    assert speaks_of_less(said)
    assert read_reduction(said) is None


@pytest.mark.parametrize("said", ["avenant de 13 %, au moins 190 heures", "avenant de +6 % pour 240 heures"])
def test_an_addition_speaks_of_no_less(said: str) -> None:
    assert not speaks_of_less(said)
