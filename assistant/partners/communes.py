"""How the name of a commune is said after « de » and « à »."""

from __future__ import annotations

import re

from assistant.elision import with_of

_ARTICLE = re.compile(r"(Le|Les)\s+(?=\w)")


def of_commune(name: str) -> str:
    """« de Dax », « d’Amou », « du Vignau »."""
    article = _ARTICLE.match(name)
    if article is not None:
        return ("du " if article[1] == "Le" else "des ") + name[article.end() :]
    return with_of(name)


def at_commune(name: str) -> str:
    """« à Dax », « au Vignau »."""
    article = _ARTICLE.match(name)
    if article is None:
        return f"à {name}"
    return ("au " if article[1] == "Le" else "aux ") + name[article.end() :]
