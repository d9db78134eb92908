"""The quarterly statement: formulas that add up, categories instead of names, no formula from a user."""

from __future__ import annotations

import subprocess
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from assistant.answer import Calculation, YearHours
from assistant.drafting.clause import ClauseDrafter
from assistant.market import MarketFacts

Markets = dict[str, tuple[MarketFacts, Calculation]]


@pytest.fixture
def book(drafter: ClauseDrafter, markets: Markets, on: date) -> Workbook:
    """The workbook of the works example: 14 months, 833 hours."""
    facts, hours = markets["travaux"]
    return load_workbook(BytesIO(drafter.xlsx(drafter.draft("etat-trimestriel", facts, hours, (), on))))


def test_one_sheet_a_quarter_and_a_summary(book: Workbook) -> None:
    assert book.sheetnames == ["Synthèse", "T1", "T2", "T3", "T4", "T5"]
    assert book["Synthèse"]["B4"].value == 833
    assert book["Synthèse"]["B2"].value == "travaux de peinture"


def test_people_are_counted_by_category_without_names(book: Workbook) -> None:
    labels = [str(cell.value) for row in book["T1"].iter_rows() for cell in row if cell.value]
    assert "Bénéficiaires du RSA" in labels
    assert "Salariés en parcours dans un GEIQ" in labels
    assert not any("nom" in label.lower().split() and "aucun" not in label for label in labels)


def test_every_total_is_a_formula(book: Workbook) -> None:
    quarter = book["T2"]
    assert quarter["I8"].value == "=SUM(E8:G8)"
    assert quarter["I25"].value == "=SUM(I8:I24)"
    assert book["Synthèse"]["B6"].value == "=MAX(0,B4-B5)"


def test_a_clause_without_hours_leaves_the_objective_open(drafter: ClauseDrafter, on: date) -> None:
    content = drafter.xlsx(drafter.draft("etat-trimestriel", MarketFacts(), None, (), on))
    book = load_workbook(BytesIO(content))
    assert book["Synthèse"]["B4"].value is None
    assert len(book.sheetnames) == 5


def test_a_long_contract_keeps_a_readable_number_of_sheets(drafter: ClauseDrafter, on: date) -> None:
    years = tuple(YearHours(year=n, months=Decimal(12), hours=Decimal(100)) for n in range(1, 9))
    hours = Calculation(method="volume", formula="…", hours=Decimal(800), years=years)
    book = load_workbook(BytesIO(drafter.xlsx(drafter.draft("etat-trimestriel", MarketFacts(), hours, (), on))))
    assert len(book.sheetnames) == 17


@pytest.mark.office
def test_libreoffice_computes_the_totals(book: Workbook, soffice: str, tmp_path: Path) -> None:
    for sheet, hours in (("T1", 100), ("T2", 50.5)):
        book[sheet]["C16"].value = 2
        book[sheet]["B16"].value = 2
        book[sheet]["E16"].value = hours
        book[sheet]["F9"].value = 10
    filled = tmp_path / "etat.xlsx"
    book.save(filled)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    out = tmp_path / "out"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(filled)],
        check=True,
        capture_output=True,
        timeout=240,
    )
    summary = load_workbook(out / "etat.xlsx", data_only=True)["Synthèse"]
    assert summary["B5"].value == pytest.approx(170.5)
    assert summary["B6"].value == pytest.approx(833 - 170.5)
    assert summary["B7"].value == pytest.approx(170.5 / 833)
    assert summary["B8"].value == 4
