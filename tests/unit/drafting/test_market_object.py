"""The object of a market, as a contract names it."""

from __future__ import annotations

import pytest

from assistant.drafting.market_object import ObjectWriter
from assistant.market import Fact, MarketFacts, MarketNature, Trade

KNOWN = (
    "réfection de toiture", "entretien des fossés", "élagage", "élagages", "jardinier", "repeindre", "peinture", "hydrocurage",
    "vêtements de travail", "taille de haies", "chaudière", "maîtrise d’œuvre",
    "abattoir", "plancher bois", "yaourts", "anciens locaux", "électricité", "Electricité",
)  # fmt: skip
WORKS, SERVICES = MarketNature.TRAVAUX, MarketNature.SERVICES
SUPPLIES, STUDIES = MarketNature.FOURNITURES, MarketNature.PRESTATIONS_INTELLECTUELLES


def _composed(
    words: str, nature: MarketNature | None, sector: str | None = None, nature_words: str = ""
) -> str | None:
    facts = MarketFacts(
        nature=Fact(value=nature, source=nature_words) if nature else None,
        trade=Fact(value=Trade(family="Famille", sector=sector), source=words),
    )
    return ObjectWriter(KNOWN).compose(facts)


@pytest.mark.parametrize(
    ("words", "nature", "expected"),
    [
        ("refection de la toiture", WORKS, "travaux de réfection de la toiture"),
        ("Elagage", SERVICES, "prestations d’élagage"),
        ("hydrocurage", SERVICES, "prestations d’hydrocurage"),
        ("taille de haies", SERVICES, "prestations de taille de haies"),
        ("vetements de travail", SUPPLIES, "fourniture de vêtements de travail"),
        ("maitrise d'oeuvre", STUDIES, "maîtrise d’œuvre"),
        ("plancher bois", WORKS, "travaux de plancher bois"),
        ("abattoir", WORKS, "travaux d’abattoir"),
        ("yaourts", SUPPLIES, "fourniture de yaourts"),
        ("anciens locaux", WORKS, "travaux d’anciens locaux"),
        ("entretien des fosses", None, "entretien des fossés"),
    ],
)
def test_it_is_named_with_its_nature_and_its_accents(
    words: str, nature: MarketNature | None, expected: str
) -> None:
    assert _composed(words, nature) == expected


@pytest.mark.parametrize(
    ("words", "nature", "sector", "expected"),
    [
        (
            "jardinier",
            SERVICES,
            "Création et entretien des espaces verts",
            "prestations de création et entretien des espaces verts",
        ),
        ("repeindre", WORKS, "Peinture & Revêtement des murs", "travaux de peinture et revêtement des murs"),
        ("electricien", WORKS, "Electricité", "travaux d’électricité"),
        (
            "nettoient",
            SERVICES,
            "Nettoyage spécifique (chantiers, parkings)",
            "prestations de nettoyage spécifique",
        ),
        ("architecte", STUDIES, "Autre (Conseil)", None),
        ("plombier", WORKS, None, None),
    ],
)
def test_who_works_or_what_is_done_gives_way_to_the_sector(
    words: str, nature: MarketNature, sector: str | None, expected: str | None
) -> None:
    assert _composed(words, nature, sector) == expected


def test_what_makes_a_service_of_a_trade_of_works_is_part_of_it() -> None:
    said = _composed("chaudiere", SERVICES, "Plomberie", nature_words="maintenance de la chaudiere")
    assert said == "prestations de maintenance de la chaudière"


def test_without_a_trade_there_is_none() -> None:
    assert ObjectWriter().compose(MarketFacts(nature=Fact(value=WORKS, source="travaux"))) is None
