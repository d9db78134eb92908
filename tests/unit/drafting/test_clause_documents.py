"""The Word file: footnotes with dates and official links, a drafting sheet, and LibreOffice opens it."""

from __future__ import annotations

import subprocess
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from assistant.answer import Calculation, Citation, Clause
from assistant.drafting.clause import ClauseDrafter
from assistant.market import MarketFacts
from corpus.load import Corpus

Markets = dict[str, tuple[MarketFacts, Calculation]]


@pytest.fixture
def clause(drafter: ClauseDrafter, markets: Markets, on: date) -> Clause:
    """A works clause with lots."""
    facts, hours = markets["travaux"]
    return drafter.draft("execution-travaux", facts, hours, (), on)


def _notes(content: bytes) -> tuple[list[str], dict[str, str]]:
    """The texts of the footnotes, and the targets of their links."""
    archive = zipfile.ZipFile(BytesIO(content))
    root = etree.fromstring(archive.read("word/footnotes.xml"))
    texts = ["".join(note.itertext()) for note in root if note.get(qn("w:type")) is None]
    rels = etree.fromstring(archive.read("word/_rels/footnotes.xml.rels"))
    return texts, {relation.get("Id"): relation.get("Target") for relation in rels}


def test_each_article_cited_has_one_footnote_with_its_date_and_link(
    drafter: ClauseDrafter, clause: Clause, corpus: Corpus
) -> None:
    content = drafter.docx(clause)
    texts, links = _notes(content)
    marks = Document(BytesIO(content)).element.body.findall(f".//{qn('w:footnoteReference')}")
    assert len(texts) == len(marks) == len(set(texts)) == 6
    assert any("article L.\u00a02112-2, en vigueur depuis le 22\u00a0août\u00a02026" in text for text in texts)
    assert any("Code du travail, article L.\u00a05132-4" in text for text in texts)
    assert set(links.values()) <= {article.url for article in corpus.articles.values()}


def test_an_article_of_an_edition_says_so(drafter: ClauseDrafter, clause: Clause) -> None:
    texts, _ = _notes(drafter.docx(clause))
    assert any("article L.\u00a02193-3, texte de l’édition du 24\u00a0octobre\u00a02025" in text for text in texts)


def test_the_citations_of_the_answer_are_used_when_given(drafter: ClauseDrafter, clause: Clause) -> None:
    cited = Citation(
        ref="L2112-2",
        label="Article L. 2112-2",
        quote="…",
        url="https://www.legifrance.gouv.fr/autre",
        in_force_since=date(2030, 5, 1),
        consolidated_on=date(2030, 6, 2),
    )
    texts, links = _notes(drafter.docx(clause, (cited,)))
    assert any("en vigueur depuis le 1er\u00a0mai\u00a02030" in text for text in texts)
    assert cited.url in links.values()


def test_a_mark_follows_the_words_it_explains(drafter: ClauseDrafter, clause: Clause) -> None:
    body = Document(BytesIO(drafter.docx(clause))).element.body
    mark = body.find(f".//{qn('w:footnoteReference')}").getparent()
    assert "".join(mark.getprevious().itertext()).endswith("L.\u00a02112-2")
    assert "".join(mark.getnext().itertext()).startswith(" du code de la commande publique")


def test_the_drafting_sheet_lists_origins_and_points_left(drafter: ClauseDrafter, clause: Clause) -> None:
    document = Document(BytesIO(drafter.docx(clause)))
    rows = {row.cells[0].text: row.cells[2].text for row in document.tables[-1].rows}
    assert rows["Heures d’insertion sur la durée ferme"] == "calculateur"
    assert rows["Délai laissé par la mise en demeure"] == "défaut à confirmer"
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "à retirer avant publication" in text
    assert all(f"– {point}" in text for point in clause.to_complete)


def test_a_clause_read_back_from_storage_gives_the_same_document(drafter: ClauseDrafter, clause: Clause) -> None:
    stored = Clause.model_validate_json(clause.model_dump_json())
    first, second = (Document(BytesIO(drafter.docx(item))) for item in (clause, stored))
    assert [p.text for p in first.paragraphs] == [p.text for p in second.paragraphs]


@pytest.mark.office
def test_every_document_opens_in_libreoffice(
    drafter: ClauseDrafter, markets: Markets, on: date, soffice: str, tmp_path: Path
) -> None:
    for nature, (facts, hours) in markets.items():
        for template_id in drafter.templates:
            clause = drafter.draft(template_id, facts, hours, (), on)
            (tmp_path / f"{template_id}.{nature}.docx").write_bytes(drafter.docx(clause))
    sources = sorted(tmp_path.glob("*.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, sources)],
        check=True,
        capture_output=True,
        timeout=240,
    )
    assert len(sources) == 39
    for source in sources:
        pdf = source.with_suffix(".pdf").read_bytes()
        assert pdf.startswith(b"%PDF")
        assert b"%%EOF" in pdf[-64:]
