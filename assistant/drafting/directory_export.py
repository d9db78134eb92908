"""A list of structures as a spreadsheet, .csv or .xlsx, in which no cell is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

import xlsxwriter

from assistant.answer import StructureMatch

COLUMNS = (
    "Nom",
    "Type",
    "Type en toutes lettres",
    "SIRET",
    "Adresse",
    "Code postal",
    "Commune",
    "Distance (km)",
    "Activités",
    "Activités lues dans",
    "Pourquoi",
    "À vérifier",
    "Téléphone",
    "Courriel",
    "Site web",
    "Source",
)
_WIDTHS = (38, 8, 30, 17, 30, 11, 22, 12, 34, 18, 48, 48, 16, 28, 28, 48)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_DISTANCE = COLUMNS.index("Distance (km)")


def structures_csv(matches: Sequence[StructureMatch]) -> bytes:
    """The structures as a CSV that a French spreadsheet opens: UTF-8 with a mark, semicolons, CRLF.

    A cell that a spreadsheet would run as a formula is preceded by an apostrophe.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for match in matches:
        writer.writerow([_inert(cell) for cell in _cells(match)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def structures_xlsx(matches: Sequence[StructureMatch], on: date) -> bytes:
    """The structures as an .xlsx dated ``on``: text cells, distances as numbers, filters on the headings."""
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties(
        {"title": "Structures inclusives", "created": datetime(on.year, on.month, on.day, tzinfo=UTC)}
    )
    sheet = book.add_worksheet("Structures")
    heading = book.add_format({"bold": True, "bg_color": "#DCE6F1", "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (label, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, label, heading)
    for row, match in enumerate(matches, start=1):
        for column, cell in enumerate(_cells(match)):
            if column == _DISTANCE and match.distance_km is not None:
                sheet.write_number(row, column, int(match.distance_km), plain)
            else:
                sheet.write_string(row, column, cell, plain)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(matches), 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return stream.getvalue()


def _cells(match: StructureMatch) -> tuple[str, ...]:
    return (
        match.name,
        match.kind,
        match.kind_label,
        match.siret or "",
        match.address or "",
        match.postal_code or "",
        match.city,
        "" if match.distance_km is None else str(int(match.distance_km)),
        " ; ".join(match.activities),
        match.activities_read_from or "",
        " ; ".join(match.reasons),
        " ; ".join(match.unknown),
        match.phone or "",
        match.email or "",
        match.website or "",
        match.source,
    )


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
