"""The share of workers that a message tells of the operator it would reserve a contract to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.conversation.reserved_operators import reserved_operators


@pytest.mark.parametrize(
    ("message", "share"),
    [
        ("l entreprise d insertion a 45 % de salariés en parcours, on peut lui reserver", "0.45"),
        ("L’ESAT voisin a 80 % de travailleurs handicapés. Est-ce possible de lui réserver le lot ?", "0.8"),
        ("EA avec 55 pour cent de rqth, on peut lui réserver le lot ?", "0.55"),
        ("Faut-il 50 % de travailleurs handicapés pour réserver ?", None),
        ("Puis-je réserver un lot et demander 10 % d’effort d’insertion ?", None),
        ("Une EA qui a 60 % de handicapés et une EI qui a 40 % de salariés en insertion, je réserve ?", None),
    ],
)
def test_the_share_of_workers_told(message: str, share: str | None) -> None:
    assert reserved_operators(message).worker_share == (None if share is None else Decimal(share))


@pytest.mark.parametrize(
    ("message", "of_a_lot", "lots"),
    [
        ("phrase pour l’avis : lot n° 4 réservé aux EA", True, (4,)),
        ("la mention pour réserver les lots 2 et 5 à des SIAE", True, (2, 5)),
        ("lot 1 voirie, lot 2 peinture, je réserve le lot 2", True, ()),
        ("on veut réserver ce lot aux ESAT", True, ()),
        ("réserver tout le marché, lot 1 et lot 2", False, ()),
        ("peut-on réserver le marché de ménage ?", False, ()),
    ],
)
def test_the_lots_to_reserve(message: str, of_a_lot: bool, lots: tuple[int, ...]) -> None:
    told = reserved_operators(message)
    assert told.of_a_lot is of_a_lot
    assert told.lots == lots or not of_a_lot
