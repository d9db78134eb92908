"""How a search is scored, and when a report fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.models import LegalArticle
from evaluation.bench import copies
from evaluation.cases import Case
from evaluation.retrieval import answerable, score
from evaluation.thresholds import accept, check, evaluated_on, read_thresholds


def article(ref: str, text: str = "Un alinéa.\nUn autre.") -> LegalArticle:
    return LegalArticle(ref, "Code", (), date(2026, 1, 1), text, "https://example.org", "source")


ARTICLES = {ref: article(ref) for ref in ("L2113-12", "R2113-7", "L2313-6", "L3113-1", "L3")}
CASE = Case(
    id="a",
    type="simple",
    question="Puis-je réserver ?",
    expected=("L2113-12", "R2113-7"),
    useful=("L3",),
    verdict=None,
    condition=(),
    figures=(),
    spellings=(),
    corpus="excerpts",
    answerable=True,
    reason=None,
    expect=None,
    note="",
    theme="t",
    split="dev",
)


def test_a_score_counts_every_expected_article() -> None:
    found = score("s", lambda _: ["L3", "L2113-12", "R2113-7"], [CASE], ARTICLES)
    assert found.all_at == {1: 0, 5: 1, 10: 1}
    assert found.recall_at == {1: 0, 5: 1, 10: 1}
    assert found.mrr == 0.5
    assert 0 < found.ndcg < 1
    assert found.by_type == {"simple": (1, 1.0, 0.5)}


def test_a_missing_article_and_an_empty_result_are_counted() -> None:
    half = score("s", lambda _: ["L2113-12"], [CASE], ARTICLES)
    assert (half.all_at[10], half.recall_at[10], half.mrr) == (0, 0.5, 1)
    assert half.outcomes[0].missing == ("R2113-7",)
    nothing = score("s", lambda _: [], [CASE], ARTICLES)
    assert (nothing.mrr, nothing.ndcg, nothing.outcomes[0].first_rank) == (0, 0, None)


def test_another_regime_is_wrong_unless_the_question_names_it() -> None:
    twin = score("s", lambda _: ["L2313-6", "L2113-12"], [CASE], ARTICLES)
    assert twin.wrong_regime == 1
    named = replace(CASE, question="Puis-je réserver une concession ?")
    assert score("s", lambda _: ["L3113-1"], [named], ARTICLES).wrong_regime == 0


def test_only_cases_the_corpus_can_answer_are_kept() -> None:
    absent = replace(CASE, id="b", expected=("L9",))
    refused = replace(CASE, id="c", answerable=False, expected=())
    assert answerable([CASE, absent, refused], ARTICLES) == (CASE,)


def test_a_threshold_missed_or_a_loss_fails(tmp_path: Path) -> None:
    accepted = tmp_path / "accepted.json"
    accept({"retrieval.full.mrr": 0.95, "retrieval.full.wrong_regime": 0.0, "answers.latency_p50": 1.0}, accepted)
    limits = {"tolerated_drop": 0.01, "retrieval": {"full": {"mrr": {"min": 0.88}}}}
    measures = {"retrieval.full.mrr": 0.9, "retrieval.full.wrong_regime": 0.0, "retrieval.full.ndcg": 0.1}
    lost, kept = check(measures, limits, accepted)
    assert (lost.reached, lost.regressed, lost.passed) == (True, True, False)
    assert (kept.name, kept.passed) == ("retrieval.full.wrong_regime", True)
    (low,) = check({"retrieval.full.mrr": 0.8}, limits, tmp_path / "absent.json")
    assert not low.reached


def test_a_rise_of_what_should_be_low_is_a_loss(tmp_path: Path) -> None:
    accepted = tmp_path / "accepted.json"
    accept({"answers.answerable_refused": 0.0}, accepted)
    (rise,) = check({"answers.answerable_refused": 0.02}, {"tolerated_drop": 0.01}, accepted)
    assert rise.regressed


def test_the_thresholds_of_the_repository_are_readable() -> None:
    thresholds = read_thresholds()
    assert isinstance(evaluated_on(thresholds), date)
    assert {"full", "excerpts"} <= set(thresholds["retrieval"])


@pytest.mark.parametrize("size", [1, 2, 5])
def test_copies_are_distinct_and_as_many_as_asked(size: int) -> None:
    made = copies([article("L1"), article("L2")], size)
    assert len({a.ref for a in made}) == size
    assert made[0].text == "Un alinéa.\nUn autre."
    assert all("(copie" in paragraph for a in made[2:] for paragraph in a.paragraphs)
