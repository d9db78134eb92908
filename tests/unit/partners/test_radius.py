"""A distance to look within is read, and the length of what is worked on is not."""

from __future__ import annotations

import pytest

from assistant.folding import folded
from assistant.partners import PartnerDirectory, PartnerQuery
from assistant.partners.radius import read_radius


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("ménage à Sore, 25 km", 25),
        ("35 km maxi autour de Tartas", 35),
        ("disons 15 kilomètres", 15),
        ("pas plus de 40 km", 40),
        ("dans un rayon de 30 kms", 30),
        ("fauchage de 12 km d’accotements, à moins de 20 km de Dax", 20),
        ("entretien des fossés, dans les 10 km", 10),
    ],
)
def test_a_radius_is_read(text: str, km: int) -> None:
    found = read_radius(folded(text))
    assert found is not None
    assert found.km == km


@pytest.mark.parametrize(
    "text",
    [
        "12 km de voirie à reprendre",
        "entretien des sentiers, 14 km",
        "8 km de fossés",
        "zone limitée à 30 km/h",
        "20 km de haies à tailler",
        "transport scolaire, circuit de 45 km",
    ],
)
def test_a_length_is_no_radius(text: str) -> None:
    assert read_radius(folded(text)) is None


def test_who_does_the_trade_just_beyond_the_radius_is_named(directory: PartnerDirectory) -> None:
    results = directory.search(PartnerQuery(text="couture vers Capbreton, 30 km max"))
    assert any("ASSOC ATELIER FIL (ACI, Dax, 31" in remark for remark in results.remarks)
    assert results.remarks[0] == results.opening
    assert results.opening is not None
    assert results.opening.startswith("Aucune structure de l’annuaire n’a pour activité connue à 30")


def test_one_kind_is_counted_once(directory: PartnerDirectory) -> None:
    results = directory.search(PartnerQuery(text="une ETTI à Dax"))
    assert any("En tout\u00a0: 2\u00a0ETTI" in remark for remark in results.remarks)
