"""Asking what was retained, or where an answer comes from, is about the conversation, not the law."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversation.understanding import Intent, Lexicon, load_lexicon, understand

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ROOT / "corpus")


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("qu'est-ce que tu as retenu ?", Intent.RECALL),
        ("Rappelez-moi ce que vous avez compris de mon marché", Intent.RECALL),
        ("quelle est ta source et sa date ?", Intent.SOURCES),
        ("d'où vient ce chiffre ?", Intent.SOURCES),
        ("Quelles offres peuvent être retenues après négociation ?", Intent.LEGAL),
        ("Quel est le taux de la retenue de garantie ?", Intent.LEGAL),
    ],
)
def test_the_conversation_is_told_from_the_law(message: str, intent: Intent, lexicon: Lexicon) -> None:
    assert understand(message, lexicon, None, Intent.LEGAL, 1).intent is intent
