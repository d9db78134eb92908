"""A message made easy to read by rules, each part traceable to the user's own words.

``text`` is the message folded: lower case, no accents, plain spaces and apostrophes, French number
words turned into digits. Every position of it leads back to the message as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import find_numbers, text2num

_LIGATURES = {"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss"}
_INVISIBLE = {"Cf", "Mn", "Cc"}
_WORD = re.compile(r"[a-z]+|\d+")
_MULTIPLIER = {"million", "millions", "milliard", "milliards", "mille", "cent", "cents"}
# « neuf » is also an adjective: alone, it counts only before a unit.
_MILLIONS = {"million", "millions"}
_EUROS_AFTER = re.compile(r"\s*(?:d'\s?)?(?:€|euros?\b|eur\b)")
_UNIT_AFTER = re.compile(r"\s+(?:ans?|annees?|mois|jours?|semaines?|heures?|lots?|euros?|mille|millions?|fois)\b")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the folded text and where it stands in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wording:
    """The message as typed, its folded text, and for each folded character its place in the message."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def source(self, start: int, end: int) -> str:
        """The user's own words for a span of the folded text, trimmed."""
        if start >= end:
            return ""
        return " ".join(self.original[self.starts[start] : self.ends[end - 1]].split()).strip(" ,;:.?!")

    def typed(self, start: int, end: int) -> str:
        """The span exactly as typed, for its capitals."""
        return self.original[self.starts[start] : self.ends[end - 1]] if start < end else ""

    def words(self) -> Iterator[Word]:
        """The words and the numbers of the folded text, in order."""
        for match in _WORD.finditer(self.text):
            yield Word(match.group(), match.start(), match.end())

    def masked(self, spans: list[tuple[int, int]]) -> Wording:
        """The same wording with those spans blanked, so that nothing is read from them twice."""
        characters = list(self.text)
        for start, end in spans:
            characters[start:end] = "¤" * (end - start)
        return Wording(self.original, "".join(characters), self.starts, self.ends)


def fold(text: str) -> str:
    """Lower case without accents, for comparing words."""
    return "".join(folded for char in text for folded in _fold_char(char))


def read_wording(message: str) -> Wording:
    """The message folded, number words turned into digits."""
    characters: list[str] = []
    origins: list[int] = []
    for index, char in enumerate(message):
        for folded in _fold_char(char):
            characters.append(folded)
            origins.append(index)
    return _with_digits(message, "".join(characters), origins)


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in _LIGATURES:
        return _LIGATURES[char]
    if char in "\n\t\r":
        return "\n" if char == "\n" else " "
    if char in "’ʼ‘`´":
        return "'"
    category = unicodedata.category(char)
    if category in _INVISIBLE:
        return ""
    if category == "Zs":
        return " "
    if category == "Pd":
        return "-"
    kept = (c for c in unicodedata.normalize("NFKD", char) if unicodedata.category(c) not in _INVISIBLE)
    return "".join(kept).lower()


class _NumberToken:
    """A word as :func:`text_to_num.find_numbers` reads it."""

    def __init__(self, word: str, apart: bool) -> None:
        self.word = word
        self.apart = apart

    def text(self) -> str:
        return self.word

    def text_lowercase(self) -> str:
        return self.word

    def nt_separated(self, _previous: object) -> bool:
        """Whether punctuation keeps the word from continuing the number before it."""
        return self.apart

    def not_a_number_part(self) -> bool:
        return self.word.isdigit()


def _with_digits(message: str, folded: str, origins: list[int]) -> Wording:
    words = [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(folded)]
    tokens = [
        _NumberToken(w.text, bool(i) and folded[words[i - 1].end : w.start].strip(" -") != "")
        for i, w in enumerate(words)
    ]
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0

    def copy(until: int) -> None:
        for position in range(done, until):
            out.append(folded[position])
            starts.append(origins[position])
            ends.append(origins[position] + 1)

    for found in find_numbers(tokens, "fr", 0.0):
        first, last, value = _settled(words, found.start, found.end, found.value, folded)
        if value is None or found.is_ordinal:
            continue
        copy(words[first].start)
        for digit in str(value):
            out.append(digit)
            starts.append(origins[words[first].start])
            ends.append(origins[words[last - 1].end - 1] + 1)
        done = words[last - 1].end
    copy(len(folded))
    return Wording(message, "".join(out), tuple(starts), tuple(ends))


def _settled(words: list[Word], first: int, last: int, value: float, folded: str) -> tuple[int, int, int | None]:
    """The words a number really spans: articles stay words, and a digit keeps its own multiplier."""
    while first < last and words[first].text in _MULTIPLIER and first and words[first - 1].text.isdigit():
        first += 1
        # « 1,2 million et deux lots »: the link belongs to neither number.
        while first < last and words[first].text == "et":
            first += 1
        try:
            value = text2num(" ".join(w.text for w in words[first:last]), "fr") if first < last else value
        except ValueError:
            return first, last, None
    run = [w.text for w in words[first:last]]
    if run == ["million"] and first and words[first - 1].text == "demi":
        first -= 2 if first > 1 and words[first - 2].text == "un" else 1
        return first, last, 500_000
    if not run or run in (["un"], ["une"]) or any(word.isdigit() for word in run):
        return first, last, None
    if run == ["neuf"] and not _UNIT_AFTER.match(folded, words[last - 1].end):
        return first, last, None
    if run == ["un", "million"] or value != int(value):
        return first, last, 1_000_000 if run == ["un", "million"] else None
    return first, last, _as_spoken(run, int(value), folded[words[last - 1].end :])


def _as_spoken(run: list[str], value: int, after: str) -> int:
    """« un million deux » is 1 200 000 in speech, « un million deux cent » too; with « euros », the words say it all."""
    below = value % 1_000_000
    if not _MILLIONS & set(run[:-1]) or "mille" in run or not 0 < below < 1000:
        return value
    if below < 10:
        return value - below + below * 100_000
    return value if _EUROS_AFTER.match(after) else value - below + below * 1000
