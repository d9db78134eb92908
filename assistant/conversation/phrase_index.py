"""Find known phrases in a message: without accents, any inflection, small words ignored, typos forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

import Stemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from assistant.conversation.wording import Wording, fold

T = TypeVar("T")

# Shorter words are too close to each other to be corrected.
_CORRECTED_FROM = 5
_TWO_ERRORS_FROM = 9
# Longest difference between two inflections of a word: « réserver », « réservation ».
_INFLECTION = 4
_SHORT = 3
_ACRONYM = re.compile(r"[A-Z]{2,3}$")
_WORD = re.compile(r"[a-z]+|\d+")
_VERBS = ("er", "ir", "dre", "oir", "uire")
_NOUNS = ("ier",)
_FEMININES = (
    ("eaux", "eau"),
    ("aux", "al"),
    ("euse", "eur"),
    ("trice", "teur"),
    ("iere", "ier"),
    ("ienne", "ien"),
    ("elle", "el"),
    ("ive", "if"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a message, spelling corrected: its stem, whether it was typed in capitals, its place."""

    word: str
    stem: str
    capitals: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found: what it stands for, its place in the folded text, its number of content words.

    ``same`` counts those written as the phrase writes them, and not only inflected.
    """

    value: T
    start: int
    end: int
    length: int
    same: int = 0


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
        """The words of the message, stemmed, misspellings brought back to a known word."""
        typed = tuple(wording.words())
        corrected = [self._corrected(word.text) for word in typed]
        return tuple(
            Term(right, stem, wording.typed(word.start, word.end).isupper(), word.start, word.end)
            for word, right, stem in zip(typed, corrected, stems(corrected), strict=True)
        )

    def knows(self, word: str) -> bool:
        """Whether the folded word belongs to the vocabularies or to common French."""
        return stems([word])[0] in self._known

    def _correct(self, word: str) -> str:
        if len(word) < _CORRECTED_FROM or word.isdigit() or self.knows(word):
            return word
        allowed = 2 if len(word) >= _TWO_ERRORS_FROM else 1
        found = process.extractOne(word, self._vocabulary, scorer=OSA.distance, score_cutoff=allowed)
        if found is None or (allowed == 1 and found[0][0] != word[0]):
            return word
        return str(found[0])


class PhraseIndex(Generic[T]):
    """Phrases by their first stem; the longest found at a place wins, and consumes its words.

    Small words are ignored on both sides unless ``exact``, where they tell phrases apart. With ``nouns``, a phrase
    of one word is met only in the singular, the plural or the feminine: « voirie » is not « voir ».
    """

    def __init__(
        self,
        spelling: Spelling,
        phrases: Iterable[tuple[str, T]],
        *,
        exact: bool = False,
        nouns: bool = False,
    ) -> None:
        self._ignored = frozenset() if exact else spelling.stop_words
        self._by_first: dict[str, list[_Entry[T]]] = {}
        for phrase, value in phrases:
            words = tuple(word for word in words_of(phrase) if word not in self._ignored)
            if words:
                entry = _Entry(words, tuple(stems(words)), bool(_ACRONYM.match(phrase)), nouns, value)
                self._by_first.setdefault(entry.stems[0], []).append(entry)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry.stems))

    def find(self, terms: tuple[Term, ...]) -> tuple[Match[T], ...]:
        """The phrases of the message from left to right, none overlapping."""
        kept = self._kept(terms)
        found: list[Match[T]] = []
        position = 0
        while position < len(kept):
            # Of the longest phrases, the one written as it was typed: « fleurs » is not « fleurir ».
            match = max(self._at(kept, position), key=lambda one: (one.length, one.same), default=None)
            if match is not None:
                found.append(match)
            position += match.length if match is not None else 1
        return tuple(found)

    def find_all(self, terms: tuple[Term, ...]) -> tuple[Match[T], ...]:
        """Every phrase of the message, overlapping ones included."""
        kept = self._kept(terms)
        return tuple(match for position in range(len(kept)) for match in self._at(kept, position))

    def _kept(self, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(term for term in terms if term.word not in self._ignored)

    def _at(self, terms: tuple[Term, ...], position: int) -> Iterator[Match[T]]:
        for entry in self._by_first.get(terms[position].stem, ()):
            window = terms[position : position + len(entry.stems)]
            if entry.is_said_by(window):
                same = sum(term.word == word for term, word in zip(window, entry.words, strict=True))
                yield Match(entry.value, window[0].start, window[-1].end, len(entry.stems), same)


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    """A phrase ready to be compared: its words, their stems, whether only capitals name it, or only its own inflections."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    capitals: bool
    noun: bool
    value: T

    def is_said_by(self, window: tuple[Term, ...]) -> bool:
        if tuple(term.stem for term in window) != self.stems or (self.capitals and not window[0].capitals):
            return False
        only = self.words[0]
        if self.noun and len(self.words) == 1 and (only.endswith(_NOUNS) or not only.endswith(_VERBS)):
            return singular(window[0].word) == singular(only)
        # « commune » and « communication », « loi » and « loyer » share a stem, not a meaning.
        return all(_inflects(term.word, word) for term, word in zip(window, self.words, strict=True))


def _inflects(one: str, other: str) -> bool:
    """Whether two words of one stem are close enough to be inflections of the same word."""
    if one == other:
        return True
    if min(len(one), len(other)) <= _SHORT:
        # « connaît » is no inflection of a word of three letters.
        return abs(len(one) - len(other)) <= 1
    shared = Prefix.similarity(one, other)
    return abs(len(one) - len(other)) <= _INFLECTION and shared >= max(3, min(len(one), len(other)) - 2)


@lru_cache(maxsize=16384)
def singular(word: str) -> str:
    """The masculine singular of a folded noun, good enough to compare two forms of it."""
    for feminine, masculine in _FEMININES:
        word = word.removesuffix("s")
        if word.endswith(feminine) and len(word) > len(feminine) + 1:
            return word.removesuffix(feminine) + masculine
    word = word.removesuffix("x")
    return word.removesuffix("e") if len(word) > _SHORT + 1 else word


def words_of(text: str) -> list[str]:
    """The folded words of a vocabulary phrase."""
    return _WORD.findall(fold(text))


def stems(words: Iterable[str]) -> list[str]:
    """French stems of folded words. A stemmer is not safe to share between threads: one a call."""
    # Without its accent, « réservée » would not meet « réservé ».
    return list(Stemmer.Stemmer("french").stemWords([re.sub(r"(?<=[a-z]{3}e)es?$", "", word) for word in words]))
