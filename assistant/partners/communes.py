"""How the name of a commune is said after « de » and « à »."""

from __future__ import annotations

import re

from assistant.partners.words import fold

# The h of these names is mute; before the others, « de » stays whole, which is never wrong.
_MUTE_H = ("habas", "hagetmau", "hastingues", "horsarrieu")
_VOWEL = re.compile(r"[aeiou]|y(?![aeiouy])")
_ARTICLE = re.compile(r"(Le|Les)\s+(?=\w)")


def of_commune(name: str) -> str:
    """« de Dax », « d’Amou », « du Vignau »."""
    article = _ARTICLE.match(name)
    if article is not None:
        return ("du " if article[1] == "Le" else "des ") + name[article.end() :]
    folded = fold(name)
    return f"d’{name}" if _VOWEL.match(folded) or folded.startswith(_MUTE_H) else f"de {name}"


def at_commune(name: str) -> str:
    """« à Dax », « au Vignau »."""
    article = _ARTICLE.match(name)
    if article is None:
        return f"à {name}"
    return ("au " if article[1] == "Le" else "aux ") + name[article.end() :]
