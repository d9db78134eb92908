"""The notes of articles that are not installed, weighed as those of installed ones are."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.retrieval.ranking import closeness
from assistant.retrieval.sleeping import SleepingNotes

VECTORS = np.array([[1, 0], [0.6, 0.8], [0, 1], [0, 1], [0, 1]], dtype=np.float32)


def test_the_nearest_article_is_the_one_whose_notes_weigh_most() -> None:
    notes = SleepingNotes(VECTORS, np.array([0, 2], dtype=np.int64))
    question = np.array([[0, 1]], dtype=np.float32)
    expected = closeness(np.array([1], dtype=np.float32), np.array([1], dtype=np.float32))
    assert notes.closeness(question, question) == pytest.approx(float(expected[0]))


def test_the_neighbourhood_is_read_on_the_corrected_question() -> None:
    notes = SleepingNotes(VECTORS[:2], np.array([0], dtype=np.int64))
    plain, corrected = np.array([[1, 0]], dtype=np.float32), np.array([[0, 1]], dtype=np.float32)
    expected = closeness(np.array([1], dtype=np.float32), np.array([0.4], dtype=np.float32))
    assert notes.closeness(plain, corrected) == pytest.approx(float(expected[0]))


def test_no_note_sleeps_when_every_article_is_installed() -> None:
    notes = SleepingNotes(np.empty((0, 2), dtype=np.float32), np.empty(0, dtype=np.int64))
    assert notes.closeness(VECTORS[:1], VECTORS[:1]) is None
