"""Article numbers, in every spelling a buyer or a text uses, resolved against the articles that exist."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

_NUMBER = r"\d{1,4}(?:\s?[-‑–.]\s?\d{1,3})*"
_LETTERED = re.compile(rf"(?<![\w])([LRD])\s?\.?\s?\*?\s?({_NUMBER})(?![\d°])", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w.,-])(\d{4}(?:\s?[-‑–]\s?\d{1,3})+)(?![\w-])")
_FOLLOWER = re.compile(
    rf"\s*(?P<link>,|et|ou|à|a|au|;)\s*(?:[LRD]\s?\.?\s?)?(?P<number>{_NUMBER})(?![\d°\w])", re.IGNORECASE
)
_ANNEX = re.compile(r"\bannexe\s*(?:n\s?°\s*)?(\d{1,2})\b", re.IGNORECASE)
_CCAG = re.compile(
    r"\b(\d{1,2}(?:\.\d{1,2}){1,3})\s*(?:du|des)\s*CCAG[\s-]*(FCS|Travaux|PI|TIC|MI|MOE)"
    r"|\bCCAG[\s-]*(FCS|Travaux|PI|TIC|MI|MOE)\b[\s,]*(?:art(?:icle|\.)?\s*)?(\d{1,2}(?:\.\d{1,2}){1,3})",
    re.IGNORECASE,
)
_DECREE = re.compile(
    r"\bd[ée]cret\s*(?:n\s?°\s*)?(\d{4}-\d+)(?:[^.;]{0,40}?\bart(?:icle|\.)?\s*(\d+))?", re.IGNORECASE
)
_LABOUR_CODE = " (travail)"


class ReferenceReader:
    """Finds the articles of a known set that a text names."""

    def __init__(self, refs: Iterable[str]) -> None:
        self._by_spelling = {_folded(ref): ref for ref in refs}
        keyed = ((_sort_key(ref), ref) for ref in self._by_spelling.values())
        self._ordered = sorted((key, ref) for key, ref in keyed if key)
        self._keys = [key for key, _ in self._ordered]

    def read(self, text: str, *, bare: bool = False) -> tuple[str, ...]:
        """The references named, in order of appearance, once each.

        ``L. 2113-12 à L. 2113-16`` gives every article between; ``bare`` also accepts a number without its
        letter (``2113-12``), which then stands for each of the L, R and D articles of that number.
        """
        found: list[tuple[int, str]] = []
        for match in _LETTERED.finditer(text):
            found += [(match.start(), ref) for ref in self._with_followers(text, match)]
        if bare:
            found += self._without_letter(text)
        for match in _ANNEX.finditer(text):
            found += self._spelt(match.start(), f"annexe {match[1]}")
        for match in _CCAG.finditer(text):
            article, document = (match[1], match[2]) if match[1] else (match[4], match[3])
            found += self._spelt(match.start(), f"CCAG-{document} {article}")
        for match in _DECREE.finditer(text):
            start = _folded(f"décret {match[1]}, art. {match[2]}" if match[2] else f"décret {match[1]}")
            found += [(match.start(), ref) for key, ref in self._by_spelling.items() if key.startswith(start)]
        return tuple(dict.fromkeys(ref for _, ref in sorted(found, key=lambda item: item[0])))

    def bare(self, text: str) -> tuple[str, ...]:
        """The references that a text names by a number without its letter."""
        return tuple(dict.fromkeys(ref for _, ref in self._without_letter(text)))

    def _without_letter(self, text: str) -> list[tuple[int, str]]:
        named = (
            (match.start(), self._known(letter, match[1])) for match in _BARE.finditer(text) for letter in "LRD"
        )
        return [(start, ref) for start, ref in named if ref]

    def _with_followers(self, text: str, match: re.Match[str]) -> list[str]:
        letter, previous = match[1], match[2]
        refs = [self._known(letter, previous)]
        position = match.end()
        while follower := _FOLLOWER.match(text, position):
            if follower["link"] in ("à", "a", "au"):
                refs += self._between(letter, previous, follower["number"])
            elif "-" in follower["number"]:
                refs.append(self._known(letter, follower["number"]))
            previous, position = follower["number"], follower.end()
        return [ref for ref in refs if ref]

    def _known(self, letter: str, number: str) -> str | None:
        spelling = f"{letter}{number}"
        return self._by_spelling.get(_folded(spelling)) or self._by_spelling.get(_folded(spelling + _LABOUR_CODE))

    def _between(self, letter: str, first: str, last: str) -> list[str]:
        low, high = _sort_key(f"{letter}{_dashed(first)}"), _sort_key(f"{letter}{_dashed(last)}")
        if not low or not high:
            return []
        return [ref for _, ref in self._ordered[bisect_left(self._keys, low) : bisect_right(self._keys, high)]]

    def _spelt(self, start: int, spelling: str) -> list[tuple[int, str]]:
        ref = self._by_spelling.get(_folded(spelling))
        return [(start, ref)] if ref else []


def _dashed(number: str) -> str:
    return re.sub(r"\s?[-‑–.]\s?", "-", number)


def _folded(ref: str) -> str:
    dashed = re.sub(r"[-‑–.\s,]+", "-", ref.lower())
    return dashed.replace("é", "e")


def _sort_key(ref: str) -> tuple[str, tuple[int, ...]] | None:
    match = re.fullmatch(r"([LRD])(\d+(?:-\d+)*)", ref, re.IGNORECASE)
    return (match[1].upper(), tuple(int(part) for part in match[2].split("-"))) if match else None
