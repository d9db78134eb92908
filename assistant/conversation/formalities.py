"""Duties beside the procedure, which its thresholds do not decide: essential data, census, buyer profile, notice of award."""

from __future__ import annotations

import re

from assistant.folding import folded

_FORMALITY = re.compile(
    r"\b(?:donnees essentielles|open ?data|recensement (?:economique|des marches|des achats)|au recensement|profils? d'acheteurs?"
    r"|avis d'attribution|avis d'intention|controle de legalite|dume|signatures? electroniques?)\b"
)


def formality_in(text: str) -> str | None:
    """The formality that a text names, in small letters without accents; ``None`` when it names none."""
    found = _FORMALITY.search(folded(text))
    return found.group() if found else None
