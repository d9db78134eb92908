"""A conversation as a Word document: questions, answers, and each text cited with its dates and its link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt

from assistant.answer import Answer, Citation
from assistant.drafting.wording import NBSP, french_date

TITLE = "Conversation avec l’assistant de la commande publique inclusive"
_NOTICE = (
    "Réponses établies d’après les textes cités, à la date indiquée. Elles n’engagent pas le Département et ne "
    "remplacent pas l’avis d’un juriste."
)


def export_conversation(turns: Sequence[tuple[str, Answer, datetime]]) -> bytes:
    """The .docx of the turns, oldest first: what was asked, what was answered, when."""
    document = Document()
    _page(document)
    document.add_heading(TITLE, level=1)
    document.add_paragraph(_NOTICE).runs[0].italic = True
    for question, answer, at in turns:
        document.add_heading(_printable(question), level=2)
        when = f"Posée le {french_date(at.date())}, droit applicable au {french_date(answer.as_of)}."
        document.add_paragraph(when).runs[0].font.size = Pt(9)
        for paragraph in _printable(answer.text).split("\n"):
            if paragraph.strip():
                document.add_paragraph(paragraph)
        _citations(document, answer.citations)
    if not turns:
        document.add_paragraph("Cette conversation ne contient encore aucune question.")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: WordDocument) -> None:
    document.core_properties.title = TITLE
    document.core_properties.author = ""
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _citations(document: WordDocument, citations: Sequence[Citation]) -> None:
    if not citations:
        return
    document.add_paragraph(f"Textes cités{NBSP}:").runs[0].bold = True
    for number, citation in enumerate(citations, start=1):
        since = f"en vigueur depuis le {french_date(citation.in_force_since)}, " if citation.in_force_since else ""
        line = (
            f"[{number}] {citation.label} ({since}vérifié le {french_date(citation.consolidated_on)}){NBSP}: "
            f"«{NBSP}{citation.quote}{NBSP}» {citation.url}"
        )
        document.add_paragraph(_printable(line)).runs[0].font.size = Pt(9)


def _printable(text: str) -> str:
    """The text without what an XML file cannot hold."""
    return "".join(c for c in text if c == "\n" or (c.isprintable() and ord(c) & 0xFFFE != 0xFFFE) or c.isspace())
