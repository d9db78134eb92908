"""The neighbouring départements a message is about."""

from __future__ import annotations

import pytest

from assistant.conversation.elsewhere import department_elsewhere


@pytest.mark.parametrize(
    ("message", "department"),
    [
        ("Qui fait du jardinage à Orthez ?", "les Pyrénées-Atlantiques"),
        ("nous sommes en Gironde, qui peut nettoyer nos locaux ?", "la Gironde"),
        ("une structure pour la mairie d’Auch", "le Gers"),
        ("des structures d’insertion dans le 47 ?", "le Lot-et-Garonne"),
        ("agglo de Pau (64)", "les Pyrénées-Atlantiques"),
        ("Qui fait du jardinage à Dax ?", None),
        ("un lot de 64 000 € à Tartas", None),
        ("33 agents à former à Pontonx", None),
        ("Bureaux à Pau, mais les travaux dans les Landes", None),
        ("à Dax, pas à Biarritz", None),
        ("le marché (47) est en cours", None),
        ("Qui nettoie à Tonneins (47) ?", "le Lot-et-Garonne"),
        ("Qui jardine à Bordeaux, hors des Landes ?", "la Gironde"),
    ],
)
def test_a_department_beside_the_landes_is_told(message: str, department: str | None) -> None:
    assert department_elsewhere(message) == department
