"""The quarterly statement of insertion hours as a workbook: formulas, by person category, without names."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal, InvalidOperation
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from assistant.answer import Clause
from assistant.drafting.values import TO_COMPLETE

CATEGORIES = (
    "Salariés d’une entreprise adaptée ou usagers d’un ESAT",
    "Salariés d’une entreprise d’insertion ou d’un atelier et chantier d’insertion",
    "Personnes mises à disposition par une AI ou une ETTI",
    "Salariés d’une régie de quartier ou de territoire",
    "Personnes suivies par l’EPIDE ou une école de la deuxième chance",
    "Salariés en parcours dans un GEIQ",
    "Personnes placées sous main de justice",
    "Demandeurs d’emploi de longue durée",
    "Bénéficiaires du RSA",
    "Travailleurs handicapés orientés en milieu ordinaire",
    "Bénéficiaires de l’ASS, de l’AAH ou d’une autre allocation",
    "Jeunes de moins de 26 ans en recherche d’emploi",
    "Demandeurs d’emploi de plus de 50 ans",
    "Jeunes en suivi renforcé",
    "Habitants d’un quartier prioritaire de la ville",
    "Réfugiés et bénéficiaires de la protection subsidiaire",
    "Autres personnes, sur proposition motivée d’un prescripteur",
)
_COLUMNS = (
    "Catégorie de public (une personne n’est comptée qu’une fois)",
    "Nombre de personnes",
    "dont nouvelles dans le trimestre",
    "dont femmes",
    "Heures, embauche directe",
    "Heures, mise à disposition",
    "Heures, sous-traitance ou cotraitance",
    "dont heures de formation",
    "Total des heures",
)
_HEADER_ROW = 7
_FIRST = _HEADER_ROW + 1
_LAST = _FIRST + len(CATEGORIES) - 1
_TOTAL_ROW = _LAST + 1
_MOST_QUARTERS = 16
_HEADER_HEIGHT = 48
_SUMMARY = "Synthèse"


def quarterly_statement(clause: Clause) -> bytes:
    """The workbook: one sheet a quarter to fill in, and a summary against the objective of hours."""
    values = {
        variable.name: variable.value.removesuffix(" [à confirmer]")
        for variable in clause.variables
        if variable.origin != TO_COMPLETE
    }
    quarters = _quarters(clause)
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "État trimestriel des heures d’insertion"})
    style = _Styles(book)
    summary = book.add_worksheet(_SUMMARY)
    names = tuple(f"T{index}" for index in range(1, quarters + 1))
    for name in names:
        _quarter_sheet(book.add_worksheet(name), name, values, style)
    _summary_sheet(summary, names, values, style)
    summary.activate()
    book.close()
    return stream.getvalue()


class _Styles:
    def __init__(self, book: Workbook) -> None:
        border = {"border": 1, "border_color": "#A6B1C0", "valign": "vcenter"}
        self.title: Format = book.add_format({"bold": True, "font_size": 14, "font_color": "#1F3A5F"})
        self.label: Format = book.add_format({"bold": True})
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top", "align": "left"})
        self.head: Format = book.add_format({**border, "bold": True, "bg_color": "#DCE6F1", "text_wrap": True})
        self.category: Format = book.add_format({**border, "text_wrap": True})
        self.input: Format = book.add_format(
            {**border, "bg_color": "#FFF9E5", "num_format": "#,##0.##", "locked": False}
        )
        self.entry: Format = book.add_format(
            {"bg_color": "#FFF9E5", "border": 1, "border_color": "#A6B1C0", "locked": False}
        )
        self.sum: Format = book.add_format({**border, "num_format": "#,##0.##"})
        self.total: Format = book.add_format(
            {**border, "bold": True, "bg_color": "#F2F4F7", "num_format": "#,##0.##"}
        )
        self.rate: Format = book.add_format({**border, "bold": True, "num_format": "0.0%"})
        self.warn: Format = book.add_format({"bg_color": "#F8D7DA"})


def _quarter_sheet(sheet: Worksheet, name: str, values: dict[str, str], style: _Styles) -> None:
    _page(sheet, repeat=_HEADER_ROW)
    sheet.write_string("A1", f"État trimestriel des heures d’insertion – {name}", style.title)
    _identity(sheet, values, style)
    for row, label in enumerate(("Trimestre (du … au …)", "Entreprise, établissement"), start=4):
        sheet.write_string(row - 1, 0, label, style.label)
        sheet.merge_range(row - 1, 1, row - 1, 4, "", style.entry)
    sheet.merge_range(
        5,
        0,
        5,
        8,
        "Remplissez les cases jaunes. N’inscrivez aucun nom\u00a0: les personnes sont comptées par catégorie.",
        style.text,
    )
    sheet.set_row(_HEADER_ROW - 1, _HEADER_HEIGHT)
    for column, label in enumerate(_COLUMNS):
        sheet.write_string(_HEADER_ROW - 1, column, label, style.head)
    for row, category in enumerate(CATEGORIES, start=_FIRST):
        sheet.write_string(row - 1, 0, category, style.category)
        for column in range(1, 8):
            sheet.write_blank(row - 1, column, None, style.input)
        sheet.write_formula(row - 1, 8, f"=SUM(E{row}:G{row})", style.sum, 0)
    sheet.write_string(_TOTAL_ROW - 1, 0, "Total du trimestre", style.total)
    for letter in "BCDEFGHI":
        sheet.write_formula(f"{letter}{_TOTAL_ROW}", f"=SUM({letter}{_FIRST}:{letter}{_LAST})", style.total, 0)
    _validate(sheet, style)
    sheet.write_string(
        _TOTAL_ROW + 1, 0, "Difficultés rencontrées, actions d’accompagnement, suites d’emploi\u00a0:", style.label
    )
    sheet.merge_range(_TOTAL_ROW + 2, 0, _TOTAL_ROW + 6, 8, "", style.entry)
    sheet.freeze_panes(_HEADER_ROW, 1)


def _validate(sheet: Worksheet, style: _Styles) -> None:
    whole = {"validate": "integer", "criteria": ">=", "value": 0, "error_title": "Nombre de personnes"}
    sheet.data_validation(
        f"B{_FIRST}:D{_LAST}", {**whole, "error_message": "Indiquez un nombre entier, zéro ou plus."}
    )
    sheet.data_validation(
        f"E{_FIRST}:H{_LAST}",
        {
            "validate": "decimal", "criteria": ">=", "value": 0,
            "error_title": "Heures", "error_message": "Indiquez un nombre d’heures, zéro ou plus.",
        },
    )  # fmt: skip
    row = _FIRST
    inconsistent = f"=OR($C{row}>$B{row},$D{row}>$B{row},$H{row}>$I{row})"
    sheet.conditional_format(
        f"B{_FIRST}:H{_LAST}", {"type": "formula", "criteria": inconsistent, "format": style.warn}
    )


def _summary_sheet(sheet: Worksheet, names: tuple[str, ...], values: dict[str, str], style: _Styles) -> None:
    _page(sheet, repeat=_HEADER_ROW + 5)
    goal = _hours(values.get("heures"))
    sheet.write_string("A1", "Suivi des heures d’insertion – synthèse", style.title)
    _identity(sheet, values, style)
    sheet.write_string("A4", "Objectif du marché, en heures", style.label)
    if goal is None:
        sheet.write_blank("B4", None, style.input)
    else:
        sheet.write_number("B4", goal, style.input)
    total = f"I{_HEADER_ROW + 6 + len(CATEGORIES)}"
    rows = (
        ("Heures réalisées", f"={total}", style.total, 0),
        ("Heures restant à réaliser", "=MAX(0,B4-B5)", style.total, goal or 0),
        ("Taux de réalisation", '=IF(B4>0,B5/B4,"")', style.rate, 0 if goal else ""),
        (
            "Personnes entrées dans l’action",
            "=" + "+".join(f"{name}!C{_TOTAL_ROW}" for name in names),
            style.total,
            0,
        ),
        ("dont heures de formation", f"=H{_HEADER_ROW + 6 + len(CATEGORIES)}", style.total, 0),
    )
    for row, (label, formula, cell_style, shown) in enumerate(rows, start=5):
        sheet.write_string(f"A{row}", label, style.label)
        sheet.write_formula(f"B{row}", formula, cell_style, shown)
    _by_category(sheet, names, style)
    _by_quarter(sheet, names, style)


def _by_category(sheet: Worksheet, names: tuple[str, ...], style: _Styles) -> None:
    """Hours of every quarter, by category: people are not added up, the same person may come back."""
    head = _HEADER_ROW + 4
    sheet.set_row(head, _HEADER_HEIGHT)
    sheet.write_string(head, 0, "Catégorie de public", style.head)
    sheet.merge_range(head, 1, head, 3, "Personnes entrées dans l’action", style.head)
    for column in range(4, 9):
        sheet.write_string(head, column, _COLUMNS[column], style.head)
    first = head + 2
    for offset, category in enumerate(CATEGORIES):
        row = first + offset
        source = _FIRST + offset
        sheet.write_string(row - 1, 0, category, style.category)
        sheet.merge_range(row - 1, 1, row - 1, 3, "", style.sum)
        sheet.write_formula(row - 1, 1, "=" + "+".join(f"{name}!C{source}" for name in names), style.sum, 0)
        for letter in "EFGHI":
            formula = "=" + "+".join(f"{name}!{letter}{source}" for name in names)
            sheet.write_formula(f"{letter}{row}", formula, style.sum, 0)
    last = first + len(CATEGORIES) - 1
    sheet.write_string(last, 0, "Total", style.total)
    sheet.merge_range(last, 1, last, 3, "", style.total)
    sheet.write_formula(last, 1, f"=SUM(B{first}:B{last})", style.total, 0)
    for letter in "EFGHI":
        sheet.write_formula(f"{letter}{last + 1}", f"=SUM({letter}{first}:{letter}{last})", style.total, 0)


def _by_quarter(sheet: Worksheet, names: tuple[str, ...], style: _Styles) -> None:
    head = _HEADER_ROW + 8 + len(CATEGORIES)
    sheet.set_row(head - 1, _HEADER_HEIGHT)
    labels = ("Trimestre", "Heures du trimestre", "Heures cumulées", "Part de l’objectif")
    for column, label in enumerate(labels):
        sheet.write_string(head - 1, column, label, style.head)
    for index, name in enumerate(names):
        row = head + 1 + index
        sheet.write_string(row - 1, 0, name, style.category)
        sheet.write_formula(row - 1, 1, f"={name}!I{_TOTAL_ROW}", style.sum, 0)
        cumulated = f"=B{row}" if index == 0 else f"=C{row - 1}+B{row}"
        sheet.write_formula(row - 1, 2, cumulated, style.sum, 0)
        sheet.write_formula(row - 1, 3, f'=IF($B$4>0,C{row}/$B$4,"")', style.rate, 0)


def _identity(sheet: Worksheet, values: dict[str, str], style: _Styles) -> None:
    sheet.write_string("A2", "Marché", style.label)
    sheet.merge_range("B2:I2", "", style.text)
    sheet.write_string("B2", values.get("objet", ""), style.text)
    sheet.write_string("A3", "Acheteur", style.label)
    sheet.merge_range("B3:I3", "", style.text)
    sheet.write_string("B3", values.get("acheteur", ""), style.text)


def _page(sheet: Worksheet, repeat: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(repeat - 1)
    sheet.hide_gridlines(2)
    sheet.set_column("A:A", 68)
    sheet.set_column("B:I", 15)


def _quarters(clause: Clause) -> int:
    """Quarters of the contract, from its yearly schedule; four when the duration is unknown."""
    for variable in clause.variables:
        if variable.name == "annees" and variable.rows:
            months = sum(
                (_hours(row[1].removesuffix("mois").strip()) or Decimal(0) for row in variable.rows), Decimal(0)
            )
            quarters = int((months / 3).to_integral_value(rounding=ROUND_CEILING))
            return max(1, min(_MOST_QUARTERS, quarters))
    return 4


def _hours(text: str | None) -> Decimal | None:
    """The number a clause shows as ``3 500``; ``None`` where it shows none."""
    try:
        return Decimal("".join((text or "").split()).replace(",", "."))
    except InvalidOperation:
        return None
