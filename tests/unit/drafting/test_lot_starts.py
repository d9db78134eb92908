"""The day a lot starts, told of a statement under way."""

from __future__ import annotations

import pytest

from assistant.drafting.clause import ClauseDrafter
from assistant.drafting.lot_starts import lot_start


@pytest.mark.parametrize(
    ("message", "start"),
    [
        ("lot 5 démarre que le 8 février en fait, précise le", "lot 5\u00a0: démarrage le 8 février"),
        ("note que le lot n°2 ne commencera qu’en mars 2027", "lot 2\u00a0: démarrage en mars 2027"),
        ("le lot 3 débute le 01/02/2027", "lot 3\u00a0: démarrage le 01/02/2027"),
        ("le lot 4 a fait 40 h le 8 février", None),
        ("le marché démarre le 8 février", None),
    ],
)
def test_the_start_of_a_lot(message: str, start: str | None) -> None:
    assert lot_start(message) == start


def test_it_is_a_value_of_the_statement_only(drafter: ClauseDrafter) -> None:
    message = "le lot 5 démarre le 8 février"
    assert drafter.updates(message, "etat-trimestriel") == {"precisions": "lot 5\u00a0: démarrage le 8 février"}
    assert drafter.updates(message, "execution-travaux") == {}
