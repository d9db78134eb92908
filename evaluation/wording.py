"""Comparing words and figures of French texts whatever their accents, spaces and typography."""

from __future__ import annotations

import re
import unicodedata

ALTERNATIVES = " / "


def folded(text: str) -> str:
    """The text in lower case, without accents, typographic variants or repeated spaces."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("’", "'"))
    bare = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return re.sub(r"\s+", " ", bare).strip()


def holds_figure(text: str, figure: str) -> bool:
    """Whether the text writes the figure as a whole number or phrase, whatever its spaces and currency sign."""
    return re.search(rf"(?<![\d,.]){re.escape(_figure_form(figure))}(?!\d)", _figure_form(text)) is not None


def mentions(text: str, wanted: str) -> bool:
    """Whether the text holds the words; ``wanted`` may list alternatives separated by `` / ``.

    Words that start with a digit are read as figures: « 5 % » is not found in « 15 % ».
    """
    return any(
        holds_figure(text, words) if words[:1].isdigit() else _figure_form(words) in _figure_form(text)
        for words in wanted.split(ALTERNATIVES)
    )


def _figure_form(text: str) -> str:
    bare = re.sub(r"\beuros?( hors taxes?)?\b|€ ht\b", "€", folded(text))
    bare = re.sub(r"(?<=\d) (?=\d{3}\b)", "", bare)
    return re.sub(r"\s*([%€])", r"\1", bare)
