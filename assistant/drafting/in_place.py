"""A text made easy to match, each character where it was: what is found is then read as the user typed it."""

from __future__ import annotations

import unicodedata


def in_place(text: str) -> str:
    """The text without accents nor capitals, each character in its place."""
    return "".join(_unaccented(character) for character in text.replace("’", "'"))


def _unaccented(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[:1].lower()
    return base if len(base) == 1 else character
