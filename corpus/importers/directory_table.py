"""Read the rows of a directory file, CSV (gzip or not), XLSX or JSON, whatever its encoding and separator."""

from __future__ import annotations

import csv
import gzip
import io
import json
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import openpyxl

from corpus.errors import BrokenCorpusFile

MAX_BYTES = 100_000_000
"""A national directory weighs about one megabyte; beyond this a file is not a directory."""
MAX_ROWS = 200_000
MAX_CELL = 5_000
_SEPARATORS = ",;\t|"
_ACCEPTED = ".csv, .csv.gz, .xlsx ou .json"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its line in the file, its cells by column name; ``problem`` says why it cannot be read."""

    line: int
    cells: dict[str, str]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A file's columns and rows; ``remark`` says how it had to be read, when that was not the plain way."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    remark: str | None = None


def read_table(path: Path) -> Table:
    """The table a file holds: the first sheet of an XLSX.

    Raises:
        BrokenCorpusFile: the file is absent, too big, not text in a known encoding, without a header,
            or not one of the accepted formats.
    """
    name = path.name.lower()
    if not path.is_file():
        raise BrokenCorpusFile(path, "ce fichier n’existe pas")
    if path.stat().st_size > MAX_BYTES:
        raise BrokenCorpusFile(path, _too_big())
    if name.endswith((".csv", ".csv.gz", ".txt")):
        return _csv(path)
    if name.endswith(".xlsx"):
        return _xlsx(path)
    if name.endswith(".json"):
        return _json(path)
    raise BrokenCorpusFile(path, f"format d’annuaire inconnu ; sont acceptés {_ACCEPTED}")


def _csv(path: Path) -> Table:
    text, remark = _decode(path, _bytes(path))
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    columns = _header(path, next(reader, []))
    rows: list[TableRow] = []
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            rows.append(TableRow(reader.line_num, {}, f"ligne illisible ({error})"))
            continue
        if cells is None:
            return Table(columns, tuple(rows), remark)
        if any(cell.strip() for cell in cells):
            _append(path, rows, _row(reader.line_num, columns, cells))


def _xlsx(path: Path) -> Table:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > MAX_BYTES:
                raise BrokenCorpusFile(path, _too_big())
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions it drops; only the values are read here.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                values = enumerate(book.worksheets[0].iter_rows(values_only=True), start=1)
                return _sheet(path, ((line, [_text(value) for value in row]) for line, row in values))
            finally:
                book.close()
    except BrokenCorpusFile:
        raise
    except Exception as error:  # openpyxl lets errors of zipfile, XML parsing and its own escape
        raise BrokenCorpusFile(path, f"classeur illisible ({type(error).__name__})") from error


def _sheet(path: Path, lines: Iterator[tuple[int, list[str]]]) -> Table:
    columns: tuple[str, ...] | None = None
    rows: list[TableRow] = []
    for line, cells in lines:
        if not any(cells):
            continue
        if columns is None:
            columns = _header(path, cells)
            continue
        _append(path, rows, _row(line, columns, cells))
    if columns is None:
        raise BrokenCorpusFile(path, "la première feuille est vide")
    return Table(columns, tuple(rows))


def _json(path: Path) -> Table:
    text, remark = _decode(path, _bytes(path))
    try:
        records = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BrokenCorpusFile(path, f"JSON illisible ({error})") from error
    if not isinstance(records, list):
        raise BrokenCorpusFile(path, "une liste d’objets JSON est attendue")
    rows: list[TableRow] = []
    columns: dict[str, None] = {}
    for number, record in enumerate(records, start=1):
        if not isinstance(record, dict):
            _append(path, rows, TableRow(number, {}, "un objet JSON est attendu"))
            continue
        cells = {str(key): _text(value) for key, value in record.items()}
        columns.update(dict.fromkeys(cells))
        _append(path, rows, _checked(number, cells))
    return Table(tuple(columns), tuple(rows), remark)


def _bytes(path: Path) -> bytes:
    try:
        with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, EOFError) as error:
        raise BrokenCorpusFile(path, f"lecture impossible ({error})") from error
    if len(data) > MAX_BYTES:
        raise BrokenCorpusFile(path, _too_big())
    return data


def _decode(path: Path, data: bytes) -> tuple[str, str | None]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        remark = (
            None
            if encoding == "utf-8-sig"
            else f"fichier lu en {encoding}, faute d’être en UTF-8 : vérifiez les accents"
        )
        return text, remark
    raise BrokenCorpusFile(path, "ce fichier n’est pas un texte en UTF-8, UTF-16 ou Windows-1252")


def _header(path: Path, cells: Sequence[str]) -> tuple[str, ...]:
    columns = tuple(cell.strip() for cell in cells)
    named = [column for column in columns if column]
    if not named:
        raise BrokenCorpusFile(path, "la première ligne doit nommer les colonnes", 1)
    repeated = next((column for column in named if named.count(column) > 1), None)
    if repeated is not None:
        raise BrokenCorpusFile(path, f"la colonne « {repeated} » figure deux fois", 1)
    return columns


def _row(line: int, columns: Sequence[str], cells: Sequence[str]) -> TableRow:
    extra = [cell for cell in cells[len(columns) :] if cell.strip()]
    if extra:
        return TableRow(line, {}, f"{len(cells)} cellules pour {len(columns)} colonnes : un séparateur de trop ?")
    return _checked(line, {column: cell for column, cell in zip(columns, cells, strict=False) if column})


def _checked(line: int, cells: dict[str, str]) -> TableRow:
    too_long = next((column for column, cell in cells.items() if len(cell) > MAX_CELL), None)
    if too_long is not None:
        return TableRow(line, {}, f"la cellule « {too_long} » dépasse {MAX_CELL} caractères")
    return TableRow(line, {column: _clean(cell) for column, cell in cells.items()})


def _append(path: Path, rows: list[TableRow], row: TableRow) -> None:
    if len(rows) >= MAX_ROWS:
        raise BrokenCorpusFile(path, f"plus de {MAX_ROWS} lignes : ce n’est pas un annuaire", row.line)
    rows.append(row)


def _clean(cell: str) -> str:
    """The cell on one line, without control characters, which a spreadsheet or a document refuses."""
    return " ".join("".join(char if char.isprintable() else " " for char in cell).split())


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ";".join(_text(item) for item in value)
    text = str(value)
    return "" if text in ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!") else text


def _too_big() -> str:
    return f"le fichier dépasse {MAX_BYTES // 1_000_000} Mo : ce n’est pas un annuaire"
