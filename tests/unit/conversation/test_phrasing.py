"""What a model may touch in a draft, line by line; the exchange with a server is tested over real sockets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Block, BlockKind, Citation, Sentence, Verdict
from assistant.conversation.citing import Citer
from assistant.conversation.fidelity import load_linking_words
from assistant.conversation.manuscript import Manuscript, Task
from assistant.conversation.phrasing import _Lines
from assistant.conversation.state import Draft
from assistant.model_tools import Found
from assistant.verification import Evidence
from corpus.load import Corpus

LINKING = load_linking_words(Path(__file__).parents[3] / "corpus")
FIRST = "Ce marché peut être réservé à des entreprises adaptées et à des ESAT."
SECOND = "La décision de réserver est mentionnée dans l’avis d’appel à la concurrence."
THIRD = "L’attributaire emploie au moins 50 % de travailleurs handicapés (article R2113-7)."


@pytest.fixture
def draft(corpus: Corpus) -> Draft:
    citer = Citer(corpus.articles, date(2026, 11, 22), 365)
    law, notice = citer.cite("L2113-12"), citer.cite("R2113-7")
    quote = f"L’article L2113-12 : « {corpus.articles['L2113-12'].paragraphs[0]} »"
    blocks = (
        Block(kind=BlockKind.SUMMARY, sentences=(Sentence(text=f"Oui. {FIRST}", citations=law),)),
        Block(
            kind=BlockKind.STEPS,
            sentences=(Sentence(text=SECOND, citations=notice), Sentence(text=THIRD, citations=notice)),
        ),
        Block(kind=BlockKind.PARAGRAPH, sentences=(Sentence(text=quote, citations=law),)),
        Block(kind=BlockKind.PARAGRAPH, sentences=(Sentence(text="Le lot n° [à compléter] est réservé."),)),
        Block(kind=BlockKind.CALCULATION, sentences=(Sentence(text="300 000 € × 80 % × 5 % ÷ 20 €/h = 600 h"),)),
        Block(kind=BlockKind.CLAUSE, sentences=(Sentence(text="Texte à reprendre, crochets à remplir."),)),
        Block(kind=BlockKind.QUESTIONS, sentences=(Sentence(text="Quelle est la durée du marché, en mois ?"),)),
    )
    evidence = Evidence(citer.used_articles, (FIRST, SECOND, THIRD))
    return Draft(verdict=Verdict.OUI, blocks=blocks, citations=citer.citations, evidence=evidence)


@pytest.fixture
def manuscript(draft: Draft) -> Manuscript:
    return Manuscript(draft, draft.evidence, LINKING)


def test_prose_may_be_reworded_quotations_explained_and_the_rest_left_alone(manuscript: Manuscript) -> None:
    tasks = [(unit.number, unit.task, unit.block) for unit in manuscript.units]
    assert tasks == [(1, Task.REWORD, 0), (2, Task.REWORD, 1), (3, Task.REWORD, 1), (4, Task.EXPLAIN, 2)]
    assert manuscript.units[0].text == FIRST


def test_the_verdict_stays_and_citations_follow(manuscript: Manuscript, draft: Draft) -> None:
    assert manuscript.take("[1] Vous pouvez réserver ce marché à des ESAT et à des entreprises adaptées.") is None
    (said,) = manuscript.block(0).sentences
    assert said.text == "Oui. Vous pouvez réserver ce marché à des ESAT et à des entreprises adaptées."
    assert said.citations == draft.blocks[0].sentences[0].citations
    assert manuscript.is_settled(0)
    assert not manuscript.is_settled(1)


@pytest.mark.parametrize(
    "line",
    [
        f"[2,3] {SECOND} {THIRD}",
        f"- [2, 3] : {SECOND} {THIRD}",
        f"[2] [3] {SECOND} {THIRD}",
        f"**[2;3]** {SECOND} {THIRD}",
    ],
)
def test_neighbours_of_a_block_may_be_joined(line: str, manuscript: Manuscript) -> None:
    assert manuscript.take(line) is None
    (said,) = manuscript.block(1).sentences
    assert said.text.replace("\u00a0", " ") == f"{SECOND} {THIRD}"


@pytest.mark.parametrize(
    "line",
    [
        f"[1,2] {FIRST} {SECOND}",
        f"[1,4] {FIRST}",
        f"[9] {FIRST}",
        f"{FIRST}",
        "1. Ce marché peut être réservé.",
        "",
    ],
)
def test_a_line_that_stands_for_nothing_of_the_kind_is_ignored(line: str, manuscript: Manuscript) -> None:
    assert manuscript.take(line) is None
    assert not manuscript.touched


def test_a_sentence_is_reworded_once(manuscript: Manuscript, draft: Draft) -> None:
    manuscript.take(f"[2] {SECOND}")
    manuscript.take("[2] Dans l’avis d’appel à la concurrence, la décision de réserver est mentionnée.")
    assert manuscript.block(1).sentences[0].text == SECOND


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "[1] Non. Ce marché peut être réservé à des entreprises adaptées et à des ESAT.",
            "texte contraire au verdict",
        ),
        (
            "[1] Oui, sous conditions : ce marché peut être réservé à des entreprises adaptées et à des ESAT.",
            "verdict",
        ),
        (
            "[3] L’attributaire emploie au moins 30 % de travailleurs handicapés (article R2113-7).",
            "chiffre sans source",
        ),
        (
            "[3] L’attributaire emploie au moins 50 % de travailleurs handicapés (article R2313-7).",
            "article absent",
        ),
    ],
)
def test_a_refused_line_says_why_and_leaves_the_sentence(
    line: str, reason: str, manuscript: Manuscript, draft: Draft
) -> None:
    refused = manuscript.take(line)
    assert refused is not None
    assert any(reason in told for told in refused.reasons)
    assert [manuscript.block(index) for index in range(len(draft.blocks))] == list(draft.blocks)


def test_a_limiting_condition_stays_in_the_sentence_that_carries_it(draft: Draft) -> None:
    condition = "au moins 50 % de travailleurs handicapés"
    bound = Manuscript(replace(draft, conditions=(condition,)), draft.evidence, LINKING)
    refused = bound.take("[3] L’attributaire emploie des travailleurs handicapés (article R2113-7).")
    assert refused is not None
    assert "condition omise" in refused.reasons


def test_what_a_tool_gave_is_numbered_after_and_explained_with_its_citation(
    manuscript: Manuscript, draft: Draft, corpus: Corpus
) -> None:
    article = corpus.articles["R2113-7"]
    (unit,) = manuscript.add([Found("La décision de réserver est mentionnée dans l’avis.", article)])
    assert (unit.number, unit.task) == (5, Task.EXPLAIN)
    assert manuscript.take("[5] Concrètement, la décision de réserver est mentionnée dans l’avis.") is None
    block = manuscript.explained_block(draft.citations)
    assert block is not None
    (said,) = block.sentences
    assert cited(draft.citations, said) == ["R2113-7"]


def test_without_explanations_there_is_no_such_block(manuscript: Manuscript, draft: Draft) -> None:
    assert manuscript.explained_block(draft.citations) is None


def cited(citations: tuple[Citation, ...], sentence: Sentence) -> list[str]:
    return [citations[number - 1].ref for number in sentence.citations]


def test_french_typography_is_given_to_what_a_model_types(manuscript: Manuscript) -> None:
    assert manuscript.take(f"[3] {THIRD.replace('’', chr(39))}") is None
    said = manuscript.block(1).sentences[1].text
    assert said == THIRD.replace("50 %", "50\u00a0%")


def test_lines_are_whole_and_thoughts_are_not_lines() -> None:
    lines = _Lines()
    got: list[str] = []
    for piece in ["<think>\n[1] peut", "-être\n</think>\n[1] Un", "e phrase.\n\n[2] Une", " autre."]:
        got += lines.feed(piece)
    assert [*got, *lines.rest()] == ["[1] Une phrase.", "[2] Une autre."]
    assert lines.rest() == []
