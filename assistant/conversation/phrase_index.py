"""Find known phrases in a message: without accents, any inflection, small words ignored, typos forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

import Stemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.conversation.wording import Wording, fold

T = TypeVar("T")

# Shorter words are too close to each other to be corrected.
_CORRECTED_FROM = 5
_TWO_ERRORS_FROM = 9
_ACRONYM = re.compile(r"[A-Z]{2,3}$")
_WORD = re.compile(r"[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a message: its stem, whether it was typed in capitals, and its place."""

    stem: str
    capitals: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found: what it stands for, its place in the folded text, its number of content words."""

    value: T
    start: int
    end: int
    length: int


class Spelling:
    """The words the vocabularies know, to bring a misspelt word back to the one meant."""

    def __init__(self, vocabulary: Iterable[str], common: Iterable[str], stop_words: Iterable[str]) -> None:
        self.stop_words = frozenset(fold(word) for word in stop_words)
        self._vocabulary = sorted({w for text in vocabulary for w in words_of(text) if len(w) >= _CORRECTED_FROM})
        self._known = frozenset(stems(self._vocabulary)) | frozenset(
            stems(sorted({w for text in common for w in words_of(text)}))
        )
        self._corrected = lru_cache(maxsize=8192)(self._correct)

    def terms(self, wording: Wording) -> tuple[Term, ...]:
        """The content words of the message, stemmed, misspellings brought back to a known word."""
        kept = [word for word in wording.words() if word.text not in self.stop_words]
        return tuple(
            Term(stem, wording.typed(word.start, word.end).isupper(), word.start, word.end)
            for word, stem in zip(kept, (self._corrected(word.text) for word in kept), strict=True)
        )

    def phrase(self, text: str) -> tuple[str, ...]:
        """The stems of a vocabulary phrase, as :meth:`terms` would read it."""
        return tuple(stems(word for word in words_of(text) if word not in self.stop_words))

    def knows(self, word: str) -> bool:
        """Whether the folded word belongs to the vocabularies or to common French."""
        return stems([word])[0] in self._known

    def _correct(self, word: str) -> str:
        stem = stems([word])[0]
        if stem in self._known or len(word) < _CORRECTED_FROM or word.isdigit():
            return stem
        allowed = 2 if len(word) >= _TWO_ERRORS_FROM else 1
        found = process.extractOne(word, self._vocabulary, scorer=OSA.distance, score_cutoff=allowed)
        if found is None or (allowed == 1 and found[0][0] != word[0]):
            return stem
        return stems([found[0]])[0]


class PhraseIndex(Generic[T]):
    """Phrases by their first stem; the longest found at a place wins, and consumes its words."""

    def __init__(self, spelling: Spelling, phrases: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], bool, T]]] = {}
        for phrase, value in phrases:
            key = spelling.phrase(phrase)
            if key:
                capitals = bool(_ACRONYM.match(phrase))
                self._by_first.setdefault(key[0], []).append((key, capitals, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, terms: tuple[Term, ...]) -> tuple[Match[T], ...]:
        """The phrases of the message from left to right, none overlapping."""
        found: list[Match[T]] = []
        position = 0
        while position < len(terms):
            match = next(self._at(terms, position), None)
            if match is not None:
                found.append(match)
            position += match.length if match is not None else 1
        return tuple(found)

    def find_all(self, terms: tuple[Term, ...]) -> tuple[Match[T], ...]:
        """Every phrase of the message, overlapping ones included."""
        return tuple(match for position in range(len(terms)) for match in self._at(terms, position))

    def _at(self, terms: tuple[Term, ...], position: int) -> Iterator[Match[T]]:
        for key, capitals, value in self._by_first.get(terms[position].stem, ()):
            window = terms[position : position + len(key)]
            if tuple(term.stem for term in window) != key or (capitals and not window[0].capitals):
                continue
            yield Match(value, window[0].start, window[-1].end, len(key))


def words_of(text: str) -> list[str]:
    """The folded words of a vocabulary phrase."""
    return _WORD.findall(fold(text))


def stems(words: Iterable[str]) -> list[str]:
    """French stems of folded words. A stemmer is not safe to share between threads: one a call."""
    # Without its accent, « réservée » would not meet « réservé ».
    return list(Stemmer.Stemmer("french").stemWords([re.sub(r"(?<=[a-z]{3}e)es?$", "", word) for word in words]))
