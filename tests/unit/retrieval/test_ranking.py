"""From parts of a score to an order."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assistant.retrieval.adapter import Adapter
from assistant.retrieval.companions import with_companions
from assistant.retrieval.ranking import ABSENT, Candidates, ranked


def candidates(
    text: list[list[float]],
    reading: list[list[float]],
    lexical: list[list[float]],
    about: list[float] | None = None,
) -> Candidates:
    size = len(text[0])
    return Candidates(
        positions=np.arange(size) * 10,
        paragraph=np.zeros((len(text), size), dtype=np.int32),
        text=np.array(text, dtype=np.float32),
        title=np.full((len(text), size), ABSENT, dtype=np.float32),
        reading=np.array(reading, dtype=np.float32),
        around=np.array(reading, dtype=np.float32),
        asked=np.array(reading, dtype=np.float32),
        lexical=np.array(lexical, dtype=np.float32),
        about=np.full(size, ABSENT, dtype=np.float32) if about is None else np.array(about, dtype=np.float32),
    )


def test_meaning_and_words_both_count() -> None:
    found = ranked(candidates([[0.9, 0.8, 0.7]], [[ABSENT] * 3], [[0, 0, 5]]))
    assert found.order() == [0, 20, 10]


def test_what_a_question_is_about_counts() -> None:
    found = ranked(candidates([[0.8, 0.8, 0.8]], [[ABSENT] * 3], [[0, 0, 0]], [0.2, 0.1, 0.9]))
    assert found.order() == [20, 0, 10]


def test_an_article_without_readings_counts_as_the_average_of_the_others() -> None:
    found = ranked(candidates([[0.8, 0.8, 0.8]], [[0.1, 0.9, ABSENT]], [[0, 0, 0]]))
    assert found.order() == [10, 20, 0]


def test_shares_are_chances_and_a_clear_first_has_nearly_all() -> None:
    even = ranked(candidates([[0.8, 0.8]], [[ABSENT] * 2], [[0, 0]])).shares
    assert even.tolist() == [0.5, 0.5]
    clear = ranked(candidates([[0.8, 0.6]], [[0.9, 0.7]], [[9, 2]])).shares
    assert clear[0] > 0.99
    assert np.isclose(clear.sum(), 1.0)


def test_the_best_part_weighs_in_beside_the_whole() -> None:
    found = ranked(candidates([[0.8, 0.8, 0.8], [0.1, 0.1, 0.9]], [[ABSENT] * 3] * 2, [[0, 0, 0]] * 2))
    assert found.order()[0] == 20


def test_companions_complete_the_list_without_passing_before() -> None:
    order = with_companions([1, 2, 3, 4, 5, 6, 7], {9: 1, 2: 1, 8: 2, 10: 3})
    assert order == [1, 2, 3, 4, 5, 9, 8, 6, 7]


def test_the_correction_serves_its_own_model_only(tmp_path: Path) -> None:
    path = tmp_path / "adapter.npz"
    np.savez(path, model=np.array("m 1"), left=np.array([[0.0], [1.0]]), right=np.array([[1.0, 0.0]]))
    vectors = np.array([[0.0, 1.0]], dtype=np.float32)
    moved = Adapter.load("m 1", path).apply(vectors)
    assert np.allclose(moved, [[2**-0.5, 2**-0.5]])
    assert Adapter.load("m 2", path).apply(vectors) is vectors
    assert Adapter.load("m 1", tmp_path / "absent.npz").apply(vectors) is vectors
