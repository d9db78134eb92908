"""Misspelt words of a question, brought back to the words of the texts and of their margin notes.

A word of a dictionary of French is never touched, whether or not a text holds it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from assistant.folding import folded
from corpus.models import LegalArticle
from corpus.reading_files import Reading

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_COMPOUND = re.compile(r"\b[^\W\d_]{3,}(?:-[^\W\d_]{3,})+\b", re.UNICODE)
# Shorter words are too close to each other to be corrected.
_CORRECTED_FROM = 4
_TWO_ERRORS_FROM = 9
_ELIDED = ("qu", "d", "l", "j", "n", "s", "c")
# What an article or a pronoun loses its vowel before.
_VOWELS = "aeiouyh"
_SHORTEST_PARTED = 3
_GLUED = {
    "qu": ("on", "il", "ils", "elle", "elles", "un", "une"),
    "d": ("un", "une"),
    "l": ("on",),
    "s": ("il", "ils"),
}
# A word the notes use once or twice may be a misspelling there too.
_SURE = 3


class Speller:
    """The words of a corpus; a word neither of it nor of French is brought to the nearest, when near enough."""

    def __init__(self, texts: Iterable[str], questions: Iterable[str]) -> None:
        """``texts`` are carefully written, ``questions`` may hold misspellings: their rare words are not trusted."""
        written = Counter(word for text in texts for word in _words(text))
        asked = Counter(word for question in questions for word in set(_words(question)))
        dictionary = SpellChecker(language="fr").word_frequency.dictionary
        self._known = frozenset(folded(word) for words in (dictionary, written) for word in words)
        # « loffre » is a word glued to its article, however often it is typed.
        sure = {w: count for w, count in asked.items() if count >= _SURE and not self._is_glued(folded(w))}
        trusted = written + Counter(sure)
        # What is shown is the commonest accented writing of a word.
        self._written: dict[str, str] = {}
        for word, _ in trusted.most_common():
            self._written.setdefault(folded(word).replace("-", ""), word)
        self._frequent = {folded(word).replace("-", ""): count for word, count in reversed(trusted.most_common())}
        self._candidates = sorted(w for w in self._written if len(w) >= _CORRECTED_FROM)
        self._corrected = lru_cache(maxsize=16_384)(self._correct)

    def corrected(self, question: str) -> str:
        """The question with its unknown words corrected, each only when a known word is one or two letters away."""
        return _WORD.sub(lambda match: match[0] if _is_name(match) else self._corrected(match[0]), question)

    def parted(self, question: str) -> str:
        """The question with the words glued to their article set apart: « lavis dattribution » is « l'avis d'attribution »."""
        return _WORD.sub(lambda match: match[0] if _is_name(match) else self._part(match[0]), question)

    def reads(self, word: str) -> bool:
        """Whether a word is one of French or of the texts, or near one of these."""
        plain = folded(word)
        return (
            plain in self._known
            or plain in self._written
            or self._near(plain) is not None
            or self._is_glued(plain)
        )

    def _is_glued(self, word: str) -> bool:
        if word in self._known:
            return False
        rests = ((elided, word.removeprefix(elided)) for elided in _ELIDED if word.startswith(elided))
        return any(
            rest in _GLUED.get(elided, ())
            or (rest[:1] in _VOWELS and len(rest) >= _SHORTEST_PARTED and rest in self._known)
            for elided, rest in rests
        )

    def _part(self, typed: str) -> str:
        word = folded(typed)
        if len(word) <= _SHORTEST_PARTED or typed.isupper() or word in self._known or word in self._written:
            return typed
        for elided in _ELIDED:
            rest = word.removeprefix(elided)
            glued = rest != word and rest[:1] in _VOWELS and len(rest) >= _SHORTEST_PARTED
            if glued and (rest in self._known or rest in self._written):
                return f"{typed[: len(elided)]}'{typed[len(elided) :]}"
        return typed

    def _correct(self, typed: str) -> str:
        word = folded(typed)
        if len(word) < _CORRECTED_FROM or typed.isupper() or word in self._known:
            return typed
        if word in self._written:
            return self._written[word]
        for elided in _ELIDED:
            rest = word.removeprefix(elided)
            if rest != word and rest in _GLUED.get(elided, ()):
                return f"{elided}'{rest}"
            if rest != word and len(rest) >= _CORRECTED_FROM and rest[0] in _VOWELS:
                near = rest if rest in self._written else self._near(rest) if elided in "dlqu" else None
                if near is not None:
                    return f"{elided}'{self._written[near]}"
        near = self._near(word)
        return typed if near is None else self._written[near]

    def _near(self, word: str) -> str | None:
        allowed = 2 if len(word) >= _TWO_ERRORS_FROM else 1
        found = process.extract(word, self._candidates, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        # One letter away in a short word may be another word: its first letter at least was meant.
        near = [(distance, -self._frequent[w], w) for w, distance, _ in found if w[0] == word[0]]
        return min(near)[2] if near else None


def _is_name(match: re.Match[str]) -> bool:
    """Whether a word in capitals, not the first of the question, is a name."""
    return match.start() > 0 and match[0][0].isupper()


def _words(text: str) -> list[str]:
    plain = text.lower().replace("’", "'")
    return [*_WORD.findall(plain), *_COMPOUND.findall(plain)]


def speller_of(articles: Sequence[LegalArticle], readings: Sequence[Reading]) -> Speller:
    """Corrects with the words of the texts and of their readings."""
    texts = (text for article in articles for text in (article.text, *article.path))
    said = (line for r in readings for line in (*(ask.question for ask in r.asks), *r.terms))
    return Speller((*texts, *(r.topic for r in readings)), said)
