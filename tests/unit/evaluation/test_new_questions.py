"""The new questions measure what no margin note holds: none may be noted."""

from __future__ import annotations

from assistant.settings import REPOSITORY
from corpus.reading_files import load_readings
from evaluation.cases import load_cases
from evaluation.wording import folded


def test_new_questions_are_noted_in_no_margin() -> None:
    noted = {folded(ask.question) for r in load_readings(REPOSITORY / "corpus" / "readings") for ask in r.asks}
    unfamiliar = load_cases(REPOSITORY / "evaluation" / "cases", "neuves")
    assert len(unfamiliar) >= 1_000
    assert [case.id for case in unfamiliar if folded(case.question) in noted] == []
