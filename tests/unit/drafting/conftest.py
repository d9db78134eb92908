"""Three markets to draft for, the hours a calculator gave, and two structures of the directory."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest

from assistant.answer import Calculation, LotHours, StructureMatch, YearHours
from assistant.drafting.clause import ClauseDrafter
from assistant.market import Duration, Fact, LotFacts, MarketFacts, MarketNature, Trade
from corpus.figure_files import load_figures
from corpus.load import Corpus

T = TypeVar("T")


@pytest.fixture(scope="session")
def templates_folder() -> Path:
    """The Word templates of the repository."""
    return Path(__file__).resolve().parents[3] / "corpus" / "clauses"


@pytest.fixture(scope="session")
def drafter(templates_folder: Path, corpus: Corpus, on: date) -> ClauseDrafter:
    """The templates of the repository."""
    figures = load_figures(templates_folder.parent / "figures")
    return ClauseDrafter(templates_folder, corpus.articles, on, figures=figures)


@pytest.fixture(scope="session")
def structures() -> tuple[StructureMatch, ...]:
    """One structure with a contact and a distance, one without."""
    return (
        StructureMatch(
            name="Les Ateliers du Marsan",
            kind="EI",
            kind_label="entreprise d’insertion",
            city="Mont-de-Marsan",
            distance_km=Decimal("12.4"),
            phone="05 58 00 00 00",
        ),
        StructureMatch(
            name="ESAT des Pins",
            kind="ESAT",
            kind_label="établissement et service d’accompagnement par le travail",
            city="Dax",
        ),
    )


@pytest.fixture(scope="session")
def markets() -> dict[str, tuple[MarketFacts, Calculation]]:
    """A works, a services and a supplies example, each with its calculation."""
    return {"travaux": _works(), "services": _services(), "fournitures": _supplies()}


def _works() -> tuple[MarketFacts, Calculation]:
    facts = MarketFacts(
        nature=_said(MarketNature.TRAVAUX),
        trade=_said(
            Trade(family="Bâtiments et Travaux publics", sector="Peinture & Revêtement des murs"), "peinture"
        ),
        amount_ht=_said(Decimal(1_000_000)),
        duration=_said(Duration(months=Decimal(14))),
        effort=_said(Decimal("0.05")),
        lots=(
            LotFacts(label="Peinture", number=1, amount_ht=Decimal(400_000)),
            LotFacts(label="Maçonnerie", number=2, amount_ht=Decimal(600_000)),
        ),
    )
    hours = Calculation(
        method="montant",
        formula="1 000 000 € × 50 % × 5 % ÷ 30 €/h = 833 h",
        hours=Decimal(833),
        lots=(
            LotHours(label="Lot 1 – Peinture", amount_ht=Decimal(400_000), hours=Decimal(333)),
            LotHours(label="Lot 2 – Maçonnerie", amount_ht=Decimal(600_000), hours=Decimal(500)),
        ),
        years=(
            YearHours(year=1, months=Decimal(12), hours=Decimal(714)),
            YearHours(year=2, months=Decimal(2), hours=Decimal(119)),
        ),
    )
    return facts, hours


def _services() -> tuple[MarketFacts, Calculation]:
    facts = MarketFacts(
        nature=_said(MarketNature.SERVICES),
        trade=_said(
            Trade(family="Hygiène et Propreté", sector="Nettoyage de locaux", key="proprete"),
            "nettoyage des locaux",
        ),
        amount_ht=_said(Decimal(480_000)),
        duration=_said(Duration(months=Decimal(24), renewals=1, renewal_months=Decimal(12))),
        transferable_monthly_hours=_said(Decimal(400)),
        penalty_per_hour=_said(Decimal(60)),
        structure_kinds=_said(("EA", "ESAT")),
    )
    hours = Calculation(
        method="propreté avec reprise de personnel",
        formula="50 % × 480 000 € ÷ 25 × 5 % = 480 h",
        hours=Decimal(480),
        full_term_hours=Decimal(720),
    )
    return facts, hours


def _supplies() -> tuple[MarketFacts, Calculation]:
    facts = MarketFacts(
        nature=_said(MarketNature.FOURNITURES),
        trade=_said(
            Trade(family="Ameublement, déco, textile & Artisanat", sector="Textiles"), "vêtements de travail"
        ),
        structure_kinds=_said(("SIAE",)),
    )
    hours = Calculation(method="volume", formula="3 500 h × 7 % = 245 h", hours=Decimal(245))
    return facts, hours


def _said(value: T, words: str = "dit par l’acheteur") -> Fact[T]:
    return Fact(value=value, source=words)
