"""Clause templates: Word files read, checked and refused before any draft is made from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError

from corpus.errors import BrokenCorpusFile
from corpus.importers.clause_header import header_table, read_header
from corpus.importers.clause_tags import check_tags, paragraphs
from corpus.mentions import find_mentions
from corpus.models import ClauseTemplate, LegalArticle

_MARKUP = re.compile(rb"<[^>]*>")
_TAG_IN_BYTES = re.compile(rb"\{\{|\{%|\{#")
_ALLOWED_FIELDS = re.compile(r"^\s*(?:PAGE|NUMPAGES|REF|PAGEREF|TOC)\b")


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """Why a template is refused: the file, the 1-based paragraph and the tag where known, the reason."""

    path: Path
    reason: str
    paragraph: int | None = None
    tag: str = ""

    def __str__(self) -> str:
        place = f"paragraphe {self.paragraph}, " if self.paragraph else ""
        tag = f"« {self.tag} » : " if self.tag else ""
        return f"{self.path} : {place}{tag}{self.reason}"

    def as_error(self) -> BrokenCorpusFile:
        """The error that refuses the file."""
        place = f"paragraphe {self.paragraph}, " if self.paragraph else ""
        tag = f"« {self.tag} » : " if self.tag else ""
        return BrokenCorpusFile(self.path, f"{place}{tag}{self.reason}")


def load_templates(folder: Path, articles: Mapping[str, LegalArticle], on: date) -> Mapping[str, ClauseTemplate]:
    """The clause templates of a folder, by id, in the order of their file names.

    Raises:
        BrokenCorpusFile: a template is faulty; the message gives the file, the paragraph and the tag.
    """
    problem = next(_problems(folder, articles, on), None)
    if problem is not None:
        raise problem.as_error()
    templates = (read_header(path, _open(path)) for path in _files(folder))
    return MappingProxyType({template.id: template for template in templates})


def check_templates(folder: Path, articles: Mapping[str, LegalArticle], on: date) -> tuple[TemplateProblem, ...]:
    """Every fault of every template of a folder, in order; none when all can be used that day."""
    return tuple(_problems(folder, articles, on))


def _files(folder: Path) -> list[Path]:
    # Word writes « ~$name.docx » beside a file while it is open.
    return [path for path in sorted(folder.glob("*.docx")) if not path.name.startswith("~$")]


def _problems(folder: Path, articles: Mapping[str, LegalArticle], on: date) -> Iterator[TemplateProblem]:
    files = _files(folder)
    if not files:
        yield TemplateProblem(folder, "aucun modèle de clause (.docx) dans ce dossier")
    for path in files:
        try:
            document = _open(path)
            template = read_header(path, document)
        except BrokenCorpusFile as error:
            yield TemplateProblem(path, error.reason)
            continue
        header = header_table(path, document)._tbl
        names = {variable.name for variable in template.variables}
        for problem in check_tags(document, header, names):
            yield TemplateProblem(path, problem.reason, problem.paragraph, problem.tag)
        yield from _content(path, document)
        yield from _law(path, document, template, articles, on)


def _open(path: Path) -> WordDocument:
    try:
        return Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError) as error:
        raise BrokenCorpusFile(path, "ce n’est pas un document Word (.docx) lisible") from error


def _content(path: Path, document: WordDocument) -> Iterator[TemplateProblem]:
    """Tags where they are not filled, macros, outside objects and fields that act on opening."""
    main = document.part
    for part in document.part.package.iter_parts():
        name = str(part.partname)
        if "vbaProject" in name or "macroEnabled" in part.content_type:
            yield TemplateProblem(path, "le document contient des macros")
        if part is not main and part.content_type.endswith("xml"):
            tag = _TAG_IN_BYTES.search(_MARKUP.sub(b"", part.blob))
            if tag:
                yield TemplateProblem(
                    path,
                    f"balise hors du corps du document ({name}) : elle ne serait pas remplie",
                    None,
                    tag[0].decode(),
                )
        for relation in part.rels.values():
            if relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK:
                yield TemplateProblem(path, f"objet extérieur au document ({relation.target_ref})")
    for instruction in document.element.body.xpath(".//w:instrText/text() | .//w:fldSimple/@w:instr"):
        if not _ALLOWED_FIELDS.match(str(instruction)):
            yield TemplateProblem(path, f"champ Word non admis (« {str(instruction).strip()} »)")


def _law(
    path: Path, document: WordDocument, template: ClauseTemplate, articles: Mapping[str, LegalArticle], on: date
) -> Iterator[TemplateProblem]:
    """Articles that are not in the corpus, or not in force that day."""
    for ref in template.legal_basis:
        reason = _fault(ref, ref, articles, on)
        if reason:
            yield TemplateProblem(path, f"base légale : {reason}", None, ref)
    for number, text, _ in paragraphs(document.element.body):
        for mention in find_mentions(text, articles):
            reason = _fault(mention.ref, mention.words, articles, on)
            if reason:
                yield TemplateProblem(path, reason, number, mention.words)


def _fault(ref: str | None, words: str, articles: Mapping[str, LegalArticle], on: date) -> str | None:
    article = articles.get(ref) if ref else None
    if article is None:
        return f"« {words} » n’est pas dans le corpus"
    if not article.is_in_force(on):
        return f"« {words} » n’est pas en vigueur au {on:%d/%m/%Y}"
    return None
