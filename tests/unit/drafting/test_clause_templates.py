"""A faulty template is refused before any draft, with its file, its paragraph and its tag."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from assistant.drafting.overrides import CALCULATED
from corpus.clause_vocabulary import BRACKETS, CONDITIONS, TABLES
from corpus.errors import BrokenCorpusFile
from corpus.importers.clause_templates import check_templates, load_templates
from corpus.load import Corpus
from corpus.models import ClauseKind

Edit = Callable[[WordDocument], None]


def test_the_templates_of_the_repository_are_sound(templates_folder: Path, corpus: Corpus, on: date) -> None:
    assert check_templates(templates_folder, corpus.articles, on) == ()


def test_headers_are_read(templates_folder: Path, corpus: Corpus, on: date) -> None:
    templates = load_templates(templates_folder, corpus.articles, on)
    works = templates["execution-travaux"]
    assert works.document == "CCAP"
    assert works.natures == ("travaux",)
    assert works.legal_basis == ("L2112-2", "L2112-3", "CCAG-Travaux 20.1", "L2193-3")
    delay = next(variable for variable in works.variables if variable.name == "delai_reunion")
    assert delay.default == "1 mois"
    assert len(templates) == 13


@pytest.fixture
def edited(tmp_path: Path, templates_folder: Path) -> Callable[[Edit], Path]:
    """A folder with one template of the repository, edited as a facilitator would in Word."""

    def edit(change: Edit) -> Path:
        path = tmp_path / "execution-travaux.docx"
        shutil.copy(templates_folder / path.name, path)
        document = Document(str(path))
        change(document)
        document.save(str(path))
        return tmp_path

    return edit


def _add(text: str) -> Edit:
    def change(document: WordDocument) -> None:
        document.add_paragraph(text)

    return change


def _header_cell(label: str, column: int, text: str) -> Edit:
    def change(document: WordDocument) -> None:
        row = next(row for row in document.tables[0].rows if row.cells[0].text == label)
        row.cells[column].paragraphs[0].runs[0].text = text

    return change


@pytest.mark.parametrize(
    ("text", "tag", "reason"),
    [
        ("Total : {{ heurs }}", "{{ heurs }}", "n’est pas déclarée"),
        ("Total : {{ heures }", "{{", "à moitié"),
        ("Total : heures }}", "}}", "à moitié"),
        ("{% if effort %}oui", "{% if effort %}", "jamais fermé"),
        ("oui{% endif %}", "{% endif %}", "sans « if » ouvert"),
        ("{% else %}", "{% else %}", "sans « if » ouvert"),
        ("{{ heures | upper }}", "{{ heures | upper }}", "afficher ou tester"),
        ("{{ heures.__class__ }}", "{{ heures.__class__ }}", "colonne « __class__ » inconnue"),
        ("{{ cycler() }}", "{{ cycler() }}", "n’est pas déclarée"),
        ("{{ 7 * 7 }}", "{{ 7 * 7 }}", "afficher ou tester"),
        ("{% set x = 1 %}", "{% set x = 1 %}", "balise inconnue"),
        ("{% include 'x' %}", "{% include 'x' %}", "balise inconnue"),
        ("{% for x in truc %}{% endfor %}", "{% for x in truc %}", "liste inconnue"),
        ("{% for x in lots %}{{ x.prix }}{% endfor %}", "{{ x.prix }}", "colonne « prix » inconnue"),
        ("{% if %}a{% endif %}", "{% if %}", "illisible"),
        ("avant {%p if effort %}", "{%p if effort %}", "doit y être seule"),
        ("{%p if effort %}", "{%p if effort %}", "jamais fermé"),
        ("{{p heures }}", "{{p heures }}", "sans préfixe"),
        ("[Nom du maire]", "[Nom du maire]", "crochet non destiné"),
        ("selon l’article L. 9999-1 du code", "L. 9999-1", "n’est pas dans le corpus"),
        ("selon l’article 21 du CCAG-Travaux", "21 du CCAG-Travaux", "n’est pas dans le corpus"),
    ],
)
def test_a_faulty_paragraph_is_refused_with_its_place(
    edited: Callable[[Edit], Path], corpus: Corpus, on: date, text: str, tag: str, reason: str
) -> None:
    folder = edited(_add(text))
    problems = check_templates(folder, corpus.articles, on)
    found = [p for p in problems if p.tag == tag and reason in p.reason]
    assert found, [str(problem) for problem in problems]
    document = Document(str(folder / "execution-travaux.docx"))
    count = len(document.element.body.xpath(".//w:p"))
    assert found[0].paragraph == count
    with pytest.raises(BrokenCorpusFile, match=r"execution-travaux\.docx"):
        load_templates(folder, corpus.articles, on)


@pytest.mark.parametrize(
    ("label", "column", "text", "reason"),
    [
        ("Base légale", 1, "L9999-1", "L9999-1"),
        ("Type de clause", 1, "poème", "type de clause « poème » inconnu"),
        ("Marchés concernés", 1, "bateaux", "bateaux"),
        ("heures", 0, "Heures Totales", "n’est pas un nom de variable"),
        ("heures", 0, "objet", "déclarée deux fois"),
        ("heures", 3, "peut-être", "« peut-être »"),
        ("heures", 0, "heures_inconnues", "heures_inconnues"),
        ("Titre", 0, "Intitulé", "« Titre »"),
    ],
)
def test_a_faulty_header_is_refused(
    edited: Callable[[Edit], Path], corpus: Corpus, on: date, label: str, column: int, text: str, reason: str
) -> None:
    problems = check_templates(edited(_header_cell(label, column, text)), corpus.articles, on)
    assert any(reason in str(problem) for problem in problems), [str(problem) for problem in problems]


def test_law_out_of_force_is_refused_at_load_time(templates_folder: Path, corpus: Corpus) -> None:
    problems = check_templates(templates_folder, corpus.articles, date(2026, 8, 21))
    works = [str(problem) for problem in problems if problem.path.name == "execution-travaux.docx"]
    assert any("L2112-2" in problem and "n’est pas en vigueur au 21/08/2026" in problem for problem in works)


def test_tags_outside_the_body_are_refused(edited: Callable[[Edit], Path], corpus: Corpus, on: date) -> None:
    def change(document: WordDocument) -> None:
        document.sections[0].footer.paragraphs[0].add_run("{{ heures }}")

    problems = check_templates(edited(change), corpus.articles, on)
    assert any("hors du corps" in problem.reason for problem in problems)


def test_fields_that_act_on_opening_are_refused(edited: Callable[[Edit], Path], corpus: Corpus, on: date) -> None:
    def change(document: WordDocument) -> None:
        field = f'<w:fldSimple {nsdecls("w")} w:instr=" DDEAUTO cmd calc "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
        document.add_paragraph()._p.append(parse_xml(field))

    problems = check_templates(edited(change), corpus.articles, on)
    assert any("champ Word non admis" in problem.reason for problem in problems)


def test_objects_outside_the_document_are_refused(
    edited: Callable[[Edit], Path], corpus: Corpus, on: date
) -> None:
    def change(document: WordDocument) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
        document.part.relate_to("https://example.org/piege.dotm", kind, is_external=True)

    problems = check_templates(edited(change), corpus.articles, on)
    assert any("objet extérieur" in problem.reason for problem in problems)


def test_a_document_without_its_card_is_refused(edited: Callable[[Edit], Path], corpus: Corpus, on: date) -> None:
    def change(document: WordDocument) -> None:
        card = document.tables[0]._tbl
        card.getparent().remove(card)

    problems = check_templates(edited(change), corpus.articles, on)
    assert any("Fiche du modèle" in problem.reason for problem in problems)


def test_a_file_that_is_not_word_is_refused(tmp_path: Path, corpus: Corpus, on: date) -> None:
    (tmp_path / "faux.docx").write_text("bonjour", encoding="utf-8")
    assert "Word" in str(check_templates(tmp_path, corpus.articles, on)[0])


def test_an_empty_folder_is_refused(tmp_path: Path, corpus: Corpus, on: date) -> None:
    with pytest.raises(BrokenCorpusFile, match="aucun modèle"):
        load_templates(tmp_path, corpus.articles, on)


def test_the_lock_file_of_word_is_ignored(edited: Callable[[Edit], Path], corpus: Corpus, on: date) -> None:
    folder = edited(_add("Un paragraphe de plus, sans balise."))
    (folder / "~$ecution-travaux.docx").write_bytes(b"lock")
    assert list(load_templates(folder, corpus.articles, on)) == ["execution-travaux"]


def test_the_guide_of_the_facilitator_is_complete(templates_folder: Path) -> None:
    guide = (templates_folder / "LISEZMOI.md").read_text(encoding="utf-8")
    columns = [column for table in TABLES.values() for column in table]
    for word in (*CONDITIONS, *TABLES, *columns, *CALCULATED):
        assert f"`{word}`" in guide
    assert all(bracket in guide for bracket in BRACKETS)
    assert all(kind.value in guide for kind in ClauseKind)
