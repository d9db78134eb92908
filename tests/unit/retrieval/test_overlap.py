"""The words that two questions share count by their rarity."""

from __future__ import annotations

import pytest

from assistant.retrieval.overlap import shared_words


def rarity(stem: str) -> float:
    return 0.1 if stem.startswith("march") else 1.0


def test_the_same_question_shares_all_and_another_nothing() -> None:
    same, other = shared_words(
        "Faut-il allotir le marché ?", ["Faut-il allotir le marché ?", "Qui paie ?"], rarity
    )
    assert same == pytest.approx(1.0)
    assert other == 0.0


def test_a_rare_word_in_common_counts_more_than_a_common_one() -> None:
    rare, common = shared_words("allotir un marché", ["allotir des travaux", "payer un marché"], rarity)
    assert rare > common


def test_an_empty_question_shares_nothing() -> None:
    assert shared_words("", ["", "allotir"], rarity) == [0.0, 0.0]
