"""``assistant partners`` ranks as the service does, and writes what a spreadsheet or Word opens."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
import typer
from typer.testing import CliRunner

from assistant.commands.partners import partners
from assistant.errors import InvalidInput
from assistant.partners import PartnerQuery
from assistant.service import Assistant
from assistant.settings import Settings

NEED = "donner un coup de propre aux locaux à Dax"


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, data_dir: Path, settings_of: Callable[..., Settings]
) -> Callable[..., str]:
    """Runs the command with these arguments and gives what it prints."""
    monkeypatch.setattr("assistant.commands.partners.get_settings", lambda: settings_of(data_dir))
    app = typer.Typer()
    app.command()(partners)

    def called(*arguments: str) -> str:
        result = CliRunner().invoke(app, arguments, catch_exceptions=False)
        assert result.exit_code == 0
        return result.output

    return called


def test_a_need_without_a_known_word_is_ranked_by_its_meaning(
    run: Callable[..., str], assistant: Assistant
) -> None:
    found = assistant.toolbox.partners(PartnerQuery(text=NEED, limit=10))
    assert any("rapproché par le sens" in remark for remark in found.remarks)
    printed = [json.loads(line) for line in run(NEED, "--json").splitlines()]
    assert [match["name"] for match in printed] == [match.name for match in found.matches]


def test_the_list_is_written_as_a_table_or_a_sheet(run: Callable[..., str], tmp_path: Path) -> None:
    names = [json.loads(line)["name"] for line in run("nettoyage à Dax", "--limit", "5", "--json").splitlines()]
    assert len(names) == 5
    files = {ending: tmp_path / f"structures.{ending}" for ending in ("csv", "xlsx", "docx")}
    for file in files.values():
        assert run("nettoyage à Dax", "--limit", "5", "--out", str(file)).startswith("5 structures dans ")
    rows = list(csv.reader(io.StringIO(files["csv"].read_text(encoding="utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows] == ["Nom", *names]
    sheet = openpyxl.load_workbook(files["xlsx"]).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows()] == ["Nom", *names]
    tables = docx.Document(str(files["docx"])).tables
    written = "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert all(name in written for name in names)


def test_another_format_is_refused_before_searching(run: Callable[..., str], tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"structures\.pdf.*\.csv, \.xlsx, \.docx"):
        run("nettoyage à Dax", "--out", str(tmp_path / "structures.pdf"))
