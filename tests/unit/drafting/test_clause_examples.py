"""Every template for a works, a services and a supplies market: whole, clean, and guarded by a golden text."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

from assistant.answer import Calculation, Clause, StructureMatch
from assistant.drafting.clause import ClauseDrafter
from assistant.market import MarketFacts
from corpus.clause_vocabulary import BRACKETS
from corpus.load import Corpus
from corpus.mentions import find_mentions

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "clauses"
TEMPLATE_IDS = (
    "annexe-engagement-heures",
    "courrier-entreprise",
    "courrier-relance",
    "critere-social",
    "etat-trimestriel",
    "execution-nettoyage-reprise",
    "execution-prestations-intellectuelles",
    "execution-services-fournitures",
    "execution-travaux",
    "note-de-motifs",
    "part-confiee-structures-inclusives",
    "reservation",
    "reservation-ess",
)
NATURES = ("travaux", "services", "fournitures")
pytestmark = [
    pytest.mark.parametrize("template_id", TEMPLATE_IDS),
    pytest.mark.parametrize("nature", NATURES),
]


@pytest.fixture
def clause(
    template_id: str,
    nature: str,
    drafter: ClauseDrafter,
    markets: dict[str, tuple[MarketFacts, Calculation]],
    structures: tuple[StructureMatch, ...],
    on: date,
) -> Clause:
    """The template drafted for the example."""
    facts, hours = markets[nature]
    return drafter.draft(template_id, facts, hours, structures, on)


def test_text_is_the_one_reviewed(clause: Clause, template_id: str, nature: str) -> None:
    path = GOLDEN / f"{template_id}.{nature}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(clause.text + "\n", encoding="utf-8")
    assert clause.text + "\n" == path.read_text(encoding="utf-8"), "relisez, puis UPDATE_GOLDEN=1 pour accepter"


def test_text_holds_no_tag_and_no_python_value(clause: Clause) -> None:
    assert not re.search(r"\{\{|\}\}|\{%|%\}|\bNone\b|\bTrue\b|\bFalse\b|Fiche du modèle", clause.text)


def test_every_bracket_is_for_the_buyer_and_listed(clause: Clause) -> None:
    brackets = re.findall(r"\[[^\]]*\]", clause.text)
    assert all(bracket.startswith(BRACKETS) for bracket in brackets)
    left = {bracket.strip("[]").partition(": ")[2] for bracket in brackets if bracket.startswith("[à compléter")}
    assert left <= set(clause.to_complete)


def test_every_article_named_is_in_force_in_the_corpus(clause: Clause, corpus: Corpus, on: date) -> None:
    for mention in find_mentions(clause.text, corpus.articles):
        assert mention.ref is not None, mention.words
        assert corpus.articles[mention.ref].is_in_force(on)
        assert mention.ref in clause.refs


def test_punctuation_follows_french_rules(clause: Clause) -> None:
    assert "'" not in clause.text
    assert not re.search(r"(?<=[^\W\d_]) [;?!%€»]|(?<=\w) :", clause.text)


def test_word_file_says_the_same_text(clause: Clause, drafter: ClauseDrafter, tmp_path: Path) -> None:
    path = tmp_path / "clause.docx"
    path.write_bytes(drafter.docx(clause))
    document = Document(str(path))
    shown = "".join("".join(node.text or "" for node in p.iter(qn("w:t"))) for p in _paragraphs(document))
    for line in clause.text.splitlines():
        for part in re.sub(r"^(Article \d+ – |\d+\.\d+ |– )", "", line).split(" | "):
            assert part.strip() in shown
    assert "Fiche du modèle" not in shown
    assert "{{" not in shown


def _paragraphs(document: WordDocument) -> list[_Element]:
    return list(document.element.body.iter(qn("w:p")))
