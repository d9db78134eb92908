"""Words of a French text, folded so that accents, case and inflexions do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+")
_READ_AS = {"st": "saint", "ste": "sainte"} | dict.fromkeys(
    ("entretenir", "entretient", "entretiennent", "entretenons", "entretenez"), "entretien"
)
"""Words read as another: place-name abbreviations, and a verb whose noun has another stem."""
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its place (``text[start:end]``), without accents or case, and its stem."""

    start: int
    end: int
    folded: str
    stem: str
    capital: bool


def fold(text: str) -> str:
    """The text in lower case without accents or ligatures."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order; « St » is read « saint », « entretenir » as « entretien »."""
    found = []
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        folded = _READ_AS.get(folded, folded)
        found.append(Word(match.start(), match.end(), folded, stem(folded), match.group()[0].isupper()))
    return tuple(found)


def stems_of(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the words of several texts."""
    return frozenset(word.stem for text in texts for word in words(text))


def folded_words(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(word.folded for word in words(text))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The French stem of a folded word."""
    # A stemmer must not be shared between threads; making one is cheap and the results are kept.
    return str(Stemmer.Stemmer("french").stemWord(word))
