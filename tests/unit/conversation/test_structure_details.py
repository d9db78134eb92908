"""What no directory holds is said where it is asked of structures, not where the buyer tells of its need."""

from __future__ import annotations

import pytest

from assistant.conversation.writers.structure_details import details_asked


@pytest.mark.parametrize(
    "message",
    [
        "ménage d'un gymnase d'une capacité de 500 places à Dax",
        "entretien pour un effectif de 40 personnes dans notre mairie",
        "Qui est capable de repeindre une école à Tartas ?",
        "Il y a déjà eu un appel d'offres sans réponse, qui fait la tonte ?",
        "tonte, consultation référence 2025-07, qui appeler ?",
        "qui vend ses légumes et leurs confitures à prix libre ?",
        "on n'a pas assez de personnel pour la tonte, qui appeler ?",
        "on a l'habitude de passer par une entreprise, qui fait le linge à Dax ?",
        "nous avons déjà fait la tonte, qui fait la taille ?",
        "combien de salariés en insertion faut-il prévoir ?",
        "il y a combien de structures à Dax ?",
        "combien de personnes travaillent dans nos bureaux ? qui peut les nettoyer",
    ],
)
def test_the_need_told_is_no_detail_asked(message: str) -> None:
    assert details_asked(message) == ()


@pytest.mark.parametrize(
    ("message", "detail"),
    [
        ("ont-ils la capacité de laver 300 kg par semaine ?", "capacite_inconnue"),
        ("et leur capacité ?", "capacite_inconnue"),
        ("quel est l'effectif de cet ESAT", "capacite_inconnue"),
        ("elles sont disponibles en août ?", "capacite_inconnue"),
        ("lesquels ont assez de monde ?", "capacite_inconnue"),
        ("qui est capable de traiter 300 kg de linge par jour ?", "capacite_inconnue"),
        ("elles emploient combien de personnes ?", "capacite_inconnue"),
        ("combien de salariés en insertion chez eux ?", "capacite_inconnue"),
        ("ils sont combien ?", "capacite_inconnue"),
        ("ils ont des références ?", "references_inconnues"),
        ("laquelle a déjà travaillé pour une mairie ?", "references_inconnues"),
        ("l'association a l'habitude des cimetières ?", "references_inconnues"),
        ("quels sont leurs tarifs ?", "tarifs_inconnus"),
        ("ils prennent combien ?", "tarifs_inconnus"),
    ],
)
def test_a_detail_of_structures_is_told(message: str, detail: str) -> None:
    assert details_asked(message) == (detail,)
