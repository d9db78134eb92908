"""The sourcing sheet opens in Word, and no exported cell is ever a formula."""

from __future__ import annotations

import csv
import io
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from assistant.answer import StructureMatch
from assistant.drafting.directory_export import COLUMNS, structures_csv, structures_xlsx
from assistant.drafting.sourcing_sheet import sourcing_sheet
from assistant.drafting.wording import french_date
from corpus.load import Corpus

ON = date(2026, 11, 22)
NBSP = "\u00a0"
MATCH = StructureMatch(
    name="ASSOC FORUM",
    kind="EI",
    kind_label="entreprise d’insertion",
    city="Peyrehorade",
    siret="48226752300025",
    distance_km=Decimal(22),
    activities=("Blanchisserie",),
    activities_read_from="NAF",
    reasons=(f"Activité{NBSP}: blanchisserie", f"À 22{NBSP}km de Dax"),
    unknown=("Téléphone et courriel absents de l’annuaire",),
    postal_code="40300",
    source="essai",
)
HOSTILE = MATCH.model_copy(
    update={
        "name": '=HYPERLINK("http://exemple.test";"clic")',
        "phone": "+33 5 58 00 00 00",
        "email": "@SUM(A1)",
        "website": "\tcmd",
        "reasons": ("-1+2", "{{ tag }}", "<w:p/>", "contrôle\x0b\x00"),
        "distance_km": None,
        "siret": None,
    }
)


def words_of(sheet: bytes) -> str:
    document = Document(io.BytesIO(sheet))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_the_sheet_says_the_need_the_day_the_counts_and_each_structure() -> None:
    text = words_of(
        sourcing_sheet("Linge à Dax", [MATCH], ON, count_by_kind={"EI": 1}, remarks=("Distances à vol d’oiseau.",))
    )
    for expected in (
        f"Besoin{NBSP}: Linge à Dax",
        f"le {french_date(ON)} dans l’annuaire",
        f"1{NBSP}EI",
        "ASSOC FORUM",
        f"SIRET{NBSP}: 48226752300025",
        "40300 Peyrehorade",
        f"22{NBSP}km",
        "Téléphone et courriel absents de l’annuaire",
        "Distances à vol d’oiseau.",
        "– essai",
    ):
        assert expected in text
    assert "None" not in text


def test_an_empty_sheet_says_so() -> None:
    text = words_of(sourcing_sheet("", [], ON))
    assert "Aucune structure de l’annuaire ne correspond" in text
    assert f"Besoin{NBSP}: non précisé" in text


def test_hostile_text_stays_text_in_the_sheet() -> None:
    sheet = sourcing_sheet("\x00<b>{{ x }}", [HOSTILE], ON)
    text = words_of(sheet)
    assert HOSTILE.name in text
    assert "{{ tag }}" in text
    with zipfile.ZipFile(io.BytesIO(sheet)) as archive:
        assert not any("vbaProject" in name for name in archive.namelist())
        assert b"w:hyperlink" not in archive.read("word/document.xml")
        assert b"w:instrText" not in archive.read("word/document.xml")


def test_the_law_the_sheet_relies_on_is_in_the_corpus(corpus: Corpus) -> None:
    assert "R2111-1" in corpus.articles
    assert "R2111-1" in words_of(sourcing_sheet("Linge", [MATCH], ON))


def test_the_csv_opens_in_a_french_spreadsheet_and_runs_nothing() -> None:
    data = structures_csv([MATCH, HOSTILE])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert tuple(rows[0]) == COLUMNS
    assert rows[1][:4] == ["ASSOC FORUM", "EI", "entreprise d’insertion", "48226752300025"]
    assert rows[1][COLUMNS.index("Distance (km)")] == "22"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)
    assert "'+33 5 58 00 00 00" in rows[2]


def test_the_workbook_holds_text_and_numbers_only() -> None:
    book = openpyxl.load_workbook(io.BytesIO(structures_xlsx([MATCH, HOSTILE], ON)))
    sheet = book["Structures"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
    by_column = dict(zip(COLUMNS, [cell.value for cell in sheet[2]], strict=True))
    assert by_column["SIRET"] == "48226752300025"
    assert by_column["Distance (km)"] == 22
    assert sheet["A3"].value == HOSTILE.name


@pytest.mark.office
def test_the_sheet_and_the_workbook_open_in_libreoffice(tmp_path: Path, soffice: str) -> None:
    (tmp_path / "fiche.docx").write_bytes(sourcing_sheet("Linge à Dax", [MATCH] * 12, ON))
    (tmp_path / "liste.xlsx").write_bytes(structures_xlsx([MATCH, HOSTILE], ON))
    for name in ("fiche.docx", "liste.xlsx"):
        command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", str(tmp_path), str(tmp_path / name)], check=True, capture_output=True
        )
        assert (tmp_path / name).with_suffix(".pdf").read_bytes().startswith(b"%PDF")
