"""The sourcing sheet: a Word page a buyer takes to the telephone, with what is known of each structure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row

from assistant.answer import StructureMatch
from assistant.drafting.wording import NBSP, french_date

TITLE = "Fiche de sourcing"
_COLUMNS = ("Structure", "Où", "Pourquoi", "À vérifier", "Contact", "Échange (date, réponse)")
_WIDTHS = (5.2, 3.4, 5.6, 5.4, 3.8, 3.6)
_LONGEST_NEED = 400


def sourcing_sheet(
    need: str,
    matches: Sequence[StructureMatch],
    on: date,
    *,
    count_by_kind: Mapping[str, int] | None = None,
    remarks: Sequence[str] = (),
) -> bytes:
    """A .docx sheet of the structures found for a need on a day, with a column left for the exchange.

    ``count_by_kind`` gives, by acronym, how many structures fit in all; ``remarks`` are printed as they are.
    """
    document = Document()
    _page(document)
    document.core_properties.title = TITLE
    document.core_properties.author = ""
    _line(document, TITLE, bold=True, size=16)
    _line(document, f"Besoin{NBSP}: {_printable(need)[:_LONGEST_NEED] or 'non précisé'}", bold=True, size=11)
    _line(document, f"Recherche faite le {french_date(on)} dans l’annuaire des structures inclusives.")
    if count_by_kind:
        counts = ", ".join(f"{count}{NBSP}{kind}" for kind, count in count_by_kind.items())
        _line(document, f"Structures qui conviennent, par type{NBSP}: {counts}.")
    for remark in remarks:
        _line(document, f"– {_printable(remark)}")
    if matches:
        _structures(document, matches)
        _sources(document, matches)
    else:
        _line(document, "Aucune structure de l’annuaire ne correspond à ce besoin.", bold=True)
    _line(
        document,
        "Des échanges préalables avec des entreprises sont permis pour préparer un marché, à condition de ne pas "
        f"fausser la concurrence (code de la commande publique, article R2111-1){NBSP}: "
        "donnez à toutes les mêmes informations et gardez trace de l’échange.",
        size=9,
    )
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.3)
    section.top_margin = section.bottom_margin = Cm(1.5)
    document.styles["Normal"].font.name = "Calibri"
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _structures(document: WordDocument, matches: Sequence[StructureMatch]) -> None:
    table = document.add_table(rows=1, cols=len(_COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    heading = table.rows[0]
    for cell, label in zip(heading.cells, _COLUMNS, strict=True):
        _write(cell, (label,), bold=True)
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="DCE6F1"/>'))
    _mark(heading, "w:tblHeader")
    for match in matches:
        row = table.add_row()
        _mark(row, "w:cantSplit")
        for cell, lines in zip(row.cells, _cells(match), strict=True):
            _write(cell, lines)
        row.cells[0].paragraphs[0].runs[0].bold = True
    _fit(table)


def _cells(match: StructureMatch) -> tuple[tuple[str, ...], ...]:
    identity = (match.name, f"{match.kind_label} ({match.kind})", f"SIRET{NBSP}: {match.siret or 'inconnu'}")
    where = (match.address or "", " ".join(filter(None, (match.postal_code, match.city))), _distance(match))
    contact = (match.phone or "", match.email or "", match.website or "")
    return identity, where, match.reasons, match.unknown, contact, ()


def _distance(match: StructureMatch) -> str:
    return "" if match.distance_km is None else f"{int(match.distance_km)}{NBSP}km"


def _sources(document: WordDocument, matches: Sequence[StructureMatch]) -> None:
    _line(document, "")
    sources = dict.fromkeys(match.source for match in matches if match.source)
    _line(document, f"Sources{NBSP}:", bold=True, size=9)
    for source in sources:
        _line(document, f"– {_printable(source)}", size=9)


def _fit(table: Table) -> None:
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _mark(row: _Row, tag: str) -> None:
    """Repeat the row on each page (``w:tblHeader``) or keep it in one piece (``w:cantSplit``)."""
    row._tr.get_or_add_trPr().append(OxmlElement(tag))


def _write(cell: _Cell, lines: Sequence[str], *, bold: bool = False) -> None:
    kept = [_printable(line) for line in lines if line]
    for number, line in enumerate(kept):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(line)
        run.bold = bold or None
        run.font.size = Pt(9)


def _line(document: WordDocument, text: str, *, bold: bool = False, size: float = 10) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(3)
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = Pt(size)


def _printable(text: str) -> str:
    """The text on one line, without the control characters XML refuses."""
    return " ".join("".join(c if c.isprintable() or c == NBSP else " " for c in text).split(" "))
