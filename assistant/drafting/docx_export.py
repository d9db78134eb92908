"""The Word file a buyer receives: the filled template, its footnotes, and a drafting sheet to take off."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Pt
from docx.table import _Cell

from assistant.answer import Citation, Clause, ClauseVariable
from assistant.drafting.footnotes import add_footnotes, dated_label
from assistant.drafting.values import TO_COMPLETE
from assistant.drafting.wording import NBSP

SHEET_TITLE = "Fiche de rédaction (à retirer avant publication)"
_SHEET_COLUMNS = ("Variable", "Valeur retenue", "Origine")
_WIDTHS = (6.2, 6.8, 3.4)
_LONG_VALUE = 400


def export(document: Document, clause: Clause, citations: Mapping[str, Citation]) -> bytes:
    """The file as bytes: articles in footnotes, then the drafting sheet on its own page."""
    add_footnotes(document, citations)
    _drafting_sheet(document, clause, citations)
    document.core_properties.title = clause.title
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _drafting_sheet(document: Document, clause: Clause, citations: Mapping[str, Citation]) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _line(document, SHEET_TITLE, bold=True, size=13)
    _line(document, f"Document de destination{NBSP}: {clause.document}.")
    for remark in clause.remarks:
        _line(document, f"Attention{NBSP}: {remark}", bold=True)
    if clause.to_complete:
        _line(document, f"Points laissés à l’acheteur{NBSP}:", bold=True)
        for point in clause.to_complete:
            _line(document, f"– {point}")
    if clause.variables:
        _line(document, f"Valeurs utilisées{NBSP}:", bold=True)
        _variables(document, clause)
    _line(document, f"Textes sur lesquels le modèle repose{NBSP}:", bold=True)
    for ref in clause.refs:
        if ref in citations:
            _line(document, f"– {dated_label(citations[ref])}.")


def _variables(document: Document, clause: Clause) -> None:
    table = document.add_table(rows=1, cols=len(_SHEET_COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    for cell, label in zip(table.rows[0].cells, _SHEET_COLUMNS, strict=True):
        _write(cell, label, bold=True)
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="DCE6F1"/>'))
    for variable in _shown(clause):
        value = variable.value if len(variable.value) <= _LONG_VALUE else f"{variable.value[:_LONG_VALUE]}…"
        row = table.add_row()
        for cell, text in zip(row.cells, (variable.label, value, variable.origin), strict=True):
            _write(cell, text)
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    document.add_paragraph()


def _shown(clause: Clause) -> tuple[ClauseVariable, ...]:
    """The variables with a value, and those whose bracket is in the text: an unused option is not shown."""
    return tuple(v for v in clause.variables if v.origin != TO_COMPLETE or v.value in clause.text)


def _write(cell: _Cell, text: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = Pt(9)


def _line(document: Document, text: str, *, bold: bool = False, size: float = 10) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = Pt(size)
