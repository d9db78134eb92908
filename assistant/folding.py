"""Small letters without accents, as the patterns of the program are written."""

from __future__ import annotations

import unicodedata

# Combining accents go, and typographic apostrophes become straight.
_UNACCENTED = {**dict.fromkeys(range(0x300, 0x370)), ord("’"): "'"}


def folded(text: str) -> str:
    """Lower case without accents or ligatures."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return plain.translate(_UNACCENTED)
