"""The share of workers that a message tells of the operator it would reserve a contract to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.conversation.reserved_operators import reserved_operators
from assistant.rules.reservation_request import ReservedTo


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


@pytest.mark.parametrize(
    ("message", "before", "share"),
    [
        ("elle compte 20 salariés dont 15 en insertion, je peux réserver ?", "", "0.75"),
        (
            "et s'il n'y en a que 5 en cddi ?",
            "une asso de 20 salariés dont 15 en cddi, je peux réserver ?",
            "0.25",
        ),
        ("une équipe de 20 personnes, je peux réserver ?", "", None),
        ("et s'il n'y en a que 5 en cddi ?", "", None),
    ],
)
def test_a_share_counted(message: str, before: str, share: str | None) -> None:
    assert reserved_operators(message, before).worker_share == (None if share is None else Decimal(share))


@pytest.mark.parametrize(
    ("message", "family"),
    [
        ("réserver à une EI plutôt qu’à un ESAT, c’est permis ?", ReservedTo.SIAE),
        ("aux ESAT et pas aux SIAE", ReservedTo.EA_ESAT),
        ("à une EA plutôt qu’à un ESAT", None),
        ("aux ESAT et aux SIAE", None),
    ],
)
def test_the_family_wanted_rather_than_another(message: str, family: ReservedTo | None) -> None:
    assert reserved_operators(message).preferred is family


def test_a_part_a_place_and_a_reservation_together() -> None:
    assert reserved_operators("et si je ne réserve que la moitié ?").of_a_part
    assert reserved_operators("réserver une partie du ménage à un ESAT").of_a_part
    assert reserved_operators("Puis-je réserver 40 % du marché à un ESAT ?").of_a_part
    assert not reserved_operators("réserver 5 % des heures à l’insertion").of_a_part
    assert reserved_operators("un ESAT situé à Pau peut-il répondre à notre lot réservé ?").elsewhere
    assert not reserved_operators("un ESAT peut-il répondre à notre lot réservé ?").elsewhere
    assert reserved_operators("peut-on ajouter l’ESS à la réservation ?").together
    assert not reserved_operators("peut-on réserver à l’ESS ?").together


@pytest.mark.parametrize(
    "message",
    ["juste un de nos lots", "un seul des 4 secteurs", "on peut en réserver un des trois ?", "un secteur"],
)
def test_one_of_several_is_one_lot(message: str) -> None:
    assert reserved_operators(message).of_a_lot


@pytest.mark.parametrize("message", ["c’est un des marchés du siège", "une des conditions", "tout le marché"])
def test_one_of_other_things_is_no_lot(message: str) -> None:
    assert not reserved_operators(message).of_a_lot
