"""A draft asked for as a file is no change to it."""

from __future__ import annotations

import pytest

from assistant.conversation.file_asked import asks_for_the_file


@pytest.mark.parametrize(
    "message", ["sors le en word", "je peux le télécharger ?", "en PDF svp", "au format docx"]
)
def test_a_file_is_asked(message: str) -> None:
    assert asks_for_the_file(message)


@pytest.mark.parametrize(
    "message", ["ajoute un mot sur les apprentis", "une clause pour l’achat de fichiers numériques"]
)
def test_other_words_ask_for_none(message: str) -> None:
    assert not asks_for_the_file(message)
