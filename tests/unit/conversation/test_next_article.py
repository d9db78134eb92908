"""« Et le suivant ? » is the article after the one shown, in the order of the code."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.conversation.next_article import stepped_to
from corpus.models import LegalArticle

REFS = (
    "L2113-9",
    "L2113-13",
    "L2113-13-1",
    "L2113-14",
    "R2113-7",
    "R2113-8",
    "L5132-4 (travail)",
    "L5132-5 (travail)",
)
ARTICLES = {
    ref: LegalArticle(ref, "Code", (), date(2026, 1, 1), "Texte.", "https://example.org", "s") for ref in REFS
}


@pytest.mark.parametrize(
    ("message", "shown", "ref"),
    [
        ("et le suivant ?", "L2113-9", "L2113-13"),
        ("le suivant", "L2113-13", "L2113-13-1"),
        ("Et encore le suivant ?", "L2113-13-1", "L2113-14"),
        ("l’article d’après", "R2113-7", "R2113-8"),
        ("montre-moi l’article suivant", "L5132-4 (travail)", "L5132-5 (travail)"),
        ("et celui d’avant ?", "L2113-14", "L2113-13-1"),
        ("l’article précédent ?", "L2113-13", "L2113-9"),
    ],
)
def test_the_next_article_of_the_code(message: str, shown: str, ref: str) -> None:
    assert stepped_to(message, shown, ARTICLES) == ref


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("et le suivant ?", None),
        ("et le suivant ?", "CCAG-FCS 16.1"),
        ("et le suivant ?", "R2113-8"),
        ("et celui d’avant ?", "L2113-9"),
        ("et le délai suivant ?", "L2113-9"),
        ("quel article ?", "L2113-9"),
    ],
)
def test_no_article_to_step_to(message: str, shown: str | None) -> None:
    assert stepped_to(message, shown, ARTICLES) is None
