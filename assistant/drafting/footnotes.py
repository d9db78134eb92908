"""Real Word footnotes: the first mention of each article gets its dates and its official link."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from lxml import etree
from lxml.etree import _Element

from assistant.answer import Citation
from assistant.drafting.wording import NBSP, french_date
from corpus.mentions import Mention, find_mentions

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# Word shows these two by their localised names.
_TEXT_STYLE, _MARK_STYLE = "footnote text", "footnote reference"
_LINK_TEXT = "consulter le texte officiel"


def dated_label(citation: Citation) -> str:
    """``Article L. 2112-2…, en vigueur depuis le 22 août 2026 (texte consolidé au 23 août 2026)``."""
    consolidated = french_date(citation.consolidated_on)
    if citation.in_force_since is None:
        return f"{citation.label}, texte de l’édition du {consolidated}"
    since = french_date(citation.in_force_since)
    return f"{citation.label}, en vigueur depuis le {since} (texte consolidé au {consolidated})"


def add_footnotes(document: Document, citations: Mapping[str, Citation]) -> tuple[str, ...]:
    """Put a footnote after the first mention of each article, in order; returns the references noted."""
    notes = _Notes(document)
    for paragraph in document.element.body.iter(qn("w:p")):
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        mentions = [m for m in find_mentions(text, citations) if m.ref is not None]
        first: list[tuple[Mention, str]] = []
        for mention in mentions:
            if mention.ref and mention.ref not in notes.refs:
                notes.refs.append(mention.ref)
                first.append((mention, mention.ref))
        # From the end: a mark changes the offsets of what follows it.
        marks = [(mention, notes.add(citations[ref])) for mention, ref in first]
        for mention, identifier in reversed(marks):
            _mark(paragraph, mention.end, identifier)
    notes.attach()
    return tuple(notes.refs)


class _Notes:
    """The footnotes part of a document under construction."""

    def __init__(self, document: Document) -> None:
        self.refs: list[str] = []
        self._document = document
        self._part = Part(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, b"", document.part.package)
        self._root = parse_xml(
            f"<w:footnotes {nsdecls('w', 'r')}>"
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240"'
            ' w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240"'
            ' w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
            "</w:footnotes>"
        )
        _ensure_styles(document)

    def add(self, citation: Citation) -> int:
        identifier = len(self._root) - 1
        paragraph = OxmlElement("w:p")
        paragraph.append(parse_xml(f'<w:pPr {nsdecls("w")}><w:pStyle w:val="FootnoteText"/></w:pPr>'))
        paragraph.append(
            parse_xml(
                f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            )
        )
        paragraph.append(_run(f"{NBSP}{dated_label(citation)}"))
        if citation.url.startswith("https://"):
            relation = self._part.relate_to(citation.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), relation)
            link.append(_run(_LINK_TEXT, link=True))
            paragraph.append(_run(f"{NBSP}: "))
            paragraph.append(link)
        paragraph.append(_run("."))
        footnote = OxmlElement("w:footnote")
        footnote.set(qn("w:id"), str(identifier))
        footnote.append(paragraph)
        self._root.append(footnote)
        return identifier

    def attach(self) -> None:
        if not self.refs:
            return
        self._part._blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        self._document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self._document.settings.element
        separators = parse_xml(
            f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        )
        # The schema of settings.xml wants footnotePr before compat.
        following = settings.find(qn("w:compat"))
        if following is not None:
            following.addprevious(separators)
        else:
            settings.append(separators)


def _run(text: str, *, link: bool = False) -> _Element:
    run = OxmlElement("w:r")
    if link:
        run.append(
            parse_xml(f'<w:rPr {nsdecls("w")}><w:color w:val="1F3A5F"/><w:u w:val="single"/></w:rPr>'),
        )
    node = OxmlElement("w:t")
    node.text = text
    node.set(qn("xml:space"), "preserve")
    run.append(node)
    return run


def _mark(paragraph: _Element, offset: int, identifier: int) -> None:
    """Put the mark of a footnote in the text of a paragraph, splitting the run that holds the place."""
    position = 0
    for node in paragraph.iter(qn("w:t")):
        text = node.text or ""
        if position + len(text) >= offset:
            _split(node, offset - position, identifier)
            return
        position += len(text)


def _split(node: _Element, at: int, identifier: int) -> None:
    run = node.getparent()
    text = node.text or ""
    mark = parse_xml(
        f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:footnoteReference w:id="{identifier}"/></w:r>'
    )
    rest = OxmlElement("w:r")
    properties = run.find(qn("w:rPr"))
    if properties is not None:
        rest.append(deepcopy(properties))
    if text[at:]:
        tail = OxmlElement("w:t")
        tail.text = text[at:]
        tail.set(qn("xml:space"), "preserve")
        rest.append(tail)
    for sibling in list(node.itersiblings()):
        rest.append(sibling)
    node.text = text[:at]
    node.set(qn("xml:space"), "preserve")
    run.addnext(mark)
    if len(rest) > (0 if properties is None else 1):
        mark.addnext(rest)


def _ensure_styles(document: Document) -> None:
    styles = document.styles
    known = {style.style_id for style in styles}
    if "FootnoteText" not in known:
        style = styles.add_style(_TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.element.set(qn("w:styleId"), "FootnoteText")
        style.base_style = styles["Normal"]
        style.font.size = Pt(8.5)
        style.paragraph_format.space_after = Pt(1)
    if "FootnoteReference" not in known:
        mark = styles.add_style(_MARK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.element.set(qn("w:styleId"), "FootnoteReference")
        mark.font.superscript = True
