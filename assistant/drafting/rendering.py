"""A Word template filled with values: the body of the document, and its plain text with its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import _Element

from corpus.importers.clause_header import header_table

_ENVIRONMENT = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


@dataclass(frozen=True)
class Rendering:
    """A filled template: ``document`` without its card, ready to save, and its ``text``."""

    document: WordDocument
    text: str


class WordTemplate:
    """One template file, compiled at its first use and then only filled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _content(self) -> bytes:
        return self._path.read_bytes()

    @cached_property
    def _compiled(self) -> tuple[DocxTemplate, Template]:
        word = DocxTemplate(BytesIO(self._content))
        word.render_init()
        card = header_table(self._path, word.docx)._tbl
        card.getparent().remove(card)
        source = word.patch_xml(word.get_xml())
        return word, _ENVIRONMENT.from_string(source)

    @cached_property
    def source(self) -> str:
        """The words of the template in all its cases, tags and all, one paragraph a line."""
        return "\n".join(paragraph.text for paragraph in Document(BytesIO(self._content)).paragraphs)

    def render(self, values: Mapping[str, object]) -> Rendering:
        """The template filled with the values; a string is written as it is, never read as a tag."""
        word, template = self._compiled
        # docxtpl turns the line ends of a value into line breaks of the run that holds it.
        body = parse_xml(word.resolve_listing(template.render(values)).encode("utf-8"))
        document = Document(BytesIO(self._content))
        old = document.element.body
        old.getparent().replace(old, body)
        return Rendering(document, "\n".join(_lines(document, body)))


def _lines(document: WordDocument, body: _Element) -> Iterator[str]:
    """The lines of a body as a reader sees them: numbers of articles, dashes, tables with ``|``."""
    counters = [0, 0]
    names = {style.style_id: style.name or "" for style in document.styles if isinstance(style, BaseStyle)}
    for block in body:
        if block.tag == qn("w:tbl"):
            yield from _table_lines(block)
            yield ""
        elif block.tag == qn("w:p"):
            text = paragraph_text(block).strip()
            if text:
                yield from _paragraph_lines(text, _style(block, names), _numbered(document), counters)


def _paragraph_lines(text: str, style: str, numbered: bool, counters: list[int]) -> Iterator[str]:
    level = {"heading 1": 0, "heading 2": 1}.get(style.lower())
    if style.lower() == "list bullet":
        yield f"– {text}"
        return
    if level is None or not numbered:
        yield text if level is None else f"\n{text}"
        return
    counters[level] += 1
    if level == 0:
        counters[1] = 0
        yield f"\nArticle {counters[0]} – {text}"
    else:
        yield f"{counters[0]}.{counters[1]} {text}"


def _table_lines(table: _Element) -> Iterator[str]:
    for row in table.iter(qn("w:tr")):
        cells = (
            " ".join(paragraph_text(paragraph).strip() for paragraph in cell.iter(qn("w:p")))
            for cell in row.iter(qn("w:tc"))
        )
        yield " | ".join(cells).rstrip(" |")


def paragraph_text(paragraph: _Element) -> str:
    """The text of a paragraph, line breaks and tabs included."""
    parts = []
    for node in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.getparent().tag == qn("w:r"):
            parts.append("\n" if node.tag == qn("w:br") else " ")
    return "".join(parts)


def _style(paragraph: _Element, names: Mapping[str, str]) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return names.get(found.get(qn("w:val")), "") if found is not None else ""


def _numbered(document: WordDocument) -> bool:
    """Whether the template numbers its articles: its « Titre 1 » style is tied to a list."""
    return bool(document.styles["Heading 1"].element.xpath("./w:pPr/w:numPr"))
