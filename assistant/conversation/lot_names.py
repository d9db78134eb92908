"""Which of the lots known a folded text names: by the words of its label, or by its number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.folding import folded
from assistant.market import LotFacts

_SHORTEST = 3
_STEM = 5
# « elec » for « électricité ».
_ABBREVIATED = 4
_NO_NAME = frozenset(
    {"lot", "lots", "travaux", "marche", "prestation", "prestations", "partie", "ensemble", "gros"}
)
_NUMBERED = re.compile(
    r"\blots?\s(?:n\s?[°o]\s?|numero\s)?(?P<numbers>\d{1,2}(?:\s?(?:,|et)\s?(?:le\s)?\d{1,2}\b)*)\b"
)


def named_lots(lots: Sequence[LotFacts], text: str) -> list[tuple[LotFacts, int, int]]:
    """The lots named, each with the place of its name in the text, its number or the first to the last word of its label.

    A label of several words is named by all of them, or by the first where no other label has it; the one word that
    several labels share names none.
    """
    numbered = [
        (lot, found.start(), found.end())
        for found in _NUMBERED.finditer(text)
        for lot in lots
        if str(lot.number) in re.findall(r"\d+", found["numbers"])
    ]
    if numbered:
        return numbered
    stems = Counter(stem for lot in lots for stem in {word[:_STEM] for word in _words(lot)})
    worded = [(lot, *span) for lot in lots if (span := _span(lot, text, stems)) is not None]
    places = [start for _, start, _ in worded]
    return [one for one in worded if places.count(one[1]) == 1]


def _words(lot: LotFacts) -> list[str]:
    return [word for word in re.findall(r"[a-z]+", folded(lot.label)) if len(word) >= _SHORTEST]


def _span(lot: LotFacts, text: str, stems: Counter[str]) -> tuple[int, int] | None:
    words = _words(lot)
    said = [re.search(rf"\b(?:{word[:_STEM]}\w*|{word[:_ABBREVIATED]}\b)", text) for word in words]
    found = [match for match in said if match is not None]
    if not found:
        return None
    first = said[0]
    if len(found) < len(words):
        # « la plomberie » is the lot « plomberie chauffage »; « lot » or « travaux » is no name.
        alone = first is not None and stems[words[0][:_STEM]] == 1 and words[0] not in _NO_NAME
        return first.span() if first is not None and alone else None
    return min(match.start() for match in found), max(match.end() for match in found)
