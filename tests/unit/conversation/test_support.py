"""When an article that is not installed answers better than those found."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from assistant.conversation.support import Signals

FOUND = Signals(
    asked=0.93,
    meant=0.4,
    explained=1.0,
    strange=0.0,
    score=40.0,
    outside=0.88,
    surrounded=0.0,
    share=0.9,
    around=0.5,
    outside_around=0.3,
    about=0.7,
    outside_about=0.2,
    foreign=-3.0,
)


def test_nothing_is_missing_when_every_article_is_installed() -> None:
    assert FOUND.asleep == -inf
    assert not FOUND.is_missing
    assert not FOUND.may_be_missing


@pytest.mark.parametrize("nearer", [1.0, 1.5])
def test_the_same_nearness_is_missing_for_words_that_no_installed_article_holds(nearer: float) -> None:
    held = replace(FOUND, asleep=nearer)
    unheld = replace(held, explained=0.4)
    assert not held.is_missing
    assert held.may_be_missing
    assert unheld.is_missing
    assert unheld.confidence == -inf
