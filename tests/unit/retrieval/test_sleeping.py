"""The notes of articles that are not installed, weighed as those of installed ones are."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.retrieval.ranking import closeness
from assistant.retrieval.sleeping import SleepingNotes

VECTORS = np.array([[1, 0], [0.6, 0.8], [0, 1], [0, 1], [0, 1]], dtype=np.float32)


def test_the_nearest_article_is_the_one_whose_notes_weigh_most() -> None:
    notes = SleepingNotes(VECTORS, VECTORS, np.array([0, 2], dtype=np.int64))
    question, one = np.array([[0, 1]], dtype=np.float32), np.array([1], dtype=np.float32)
    expected = closeness(one, one, one)
    assert notes.closeness(question, question, question[0]) == pytest.approx(float(expected[0]))


def test_the_neighbourhood_is_read_on_the_corrected_question_and_on_its_subject() -> None:
    notes = SleepingNotes(VECTORS[:2], VECTORS[2:4], np.array([0], dtype=np.int64))
    plain, corrected = np.array([[1, 0]], dtype=np.float32), np.array([[0, 1]], dtype=np.float32)
    one, mean, none = (np.array([value], dtype=np.float32) for value in (1, 0.4, 0))
    expected = closeness(one, mean, none)
    assert notes.closeness(plain, corrected, plain[0]) == pytest.approx(float(expected[0]))


def test_no_note_sleeps_when_every_article_is_installed() -> None:
    empty = np.empty((0, 2), dtype=np.float32)
    notes = SleepingNotes(empty, empty, np.empty(0, dtype=np.int64))
    assert notes.closeness(VECTORS[:1], VECTORS[:1], VECTORS[0]) is None
