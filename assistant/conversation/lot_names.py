"""Which of the lots known a folded text names: by the words of its label, or by its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.folding import folded
from assistant.market import LotFacts

_SHORTEST = 3
_STEM = 5
_NUMBERED = re.compile(
    r"\blots?\s(?:n\s?[°o]\s?|numero\s)?(?P<numbers>\d{1,2}(?:\s?(?:,|et)\s?(?:le\s)?\d{1,2}\b)*)\b"
)


def named_lots(lots: Sequence[LotFacts], text: str) -> list[tuple[LotFacts, int, int]]:
    """The lots named, each with the place of its name in the text, its number or the first to the last word of its label.

    A label of several words is named by all of them; the one word that several labels share names none.
    """
    numbered = [
        (lot, found.start(), found.end())
        for found in _NUMBERED.finditer(text)
        for lot in lots
        if str(lot.number) in re.findall(r"\d+", found["numbers"])
    ]
    if numbered:
        return numbered
    worded = [(lot, *span) for lot in lots if (span := _span(lot, text)) is not None]
    places = [start for _, start, _ in worded]
    return [one for one in worded if places.count(one[1]) == 1]


def _span(lot: LotFacts, text: str) -> tuple[int, int] | None:
    words = [word for word in re.findall(r"[a-z]+", folded(lot.label)) if len(word) >= _SHORTEST]
    said = [re.search(rf"\b{word[:_STEM]}\w*", text) for word in words]
    found = [match for match in said if match is not None]
    if not found or len(found) < len(words):
        return None
    return min(match.start() for match in found), max(match.end() for match in found)
