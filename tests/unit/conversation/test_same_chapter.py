"""The law and the regulations of a chapter have the same four digits."""

from __future__ import annotations

import pytest

from assistant.conversation.same_chapter import chapter_of


@pytest.mark.parametrize(
    ("ref", "chapter"),
    [
        ("R2192-10", "2192"),
        ("L2192-13", "2192"),
        ("D2192-35", "2192"),
        ("L2113-13-1", "2113"),
        ("L5132-4 (travail)", None),
        ("CCAG-FCS 16.1", None),
        ("Annexe 2", None),
        ("L6", None),
    ],
)
def test_chapter_of_an_article(ref: str, chapter: str | None) -> None:
    assert chapter_of(ref) == chapter
