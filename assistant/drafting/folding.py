"""The words of a request or of a text without accents, capitals or ligatures, as the patterns of this package are written."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Small letters, no accents, straight apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("’", "'"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
