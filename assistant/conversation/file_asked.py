"""Whether a message asks for a draft as a file: « sors-le en Word », « je peux le télécharger ? »."""

from __future__ import annotations

import re

from assistant.folding import folded

_FILE = re.compile(
    r"\b(?:en|au|sous|format|fichier|document|version)\s(?:format\s|fichier\s)?(?:word|docx?|pdf|odt)\b"
    r"|\b(?:telecharg\w+|export\w+|imprim\w+)\b|\b(?:fichier|document) word\b"
)
_FEW_WORDS = 12


def asks_for_the_file(message: str) -> bool:
    """Whether a short message asks for the text as a file."""
    said = folded(message)
    return len(said.split()) <= _FEW_WORDS and _FILE.search(said) is not None
