"""Which of the lots known a folded text names: by the words of its label, by its number or by its sum."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

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

# « Le lot à 90k laisse tomber ».
_OF_A_SUM = re.compile(
    r"\b(?:lot|celui)\s(?:a|de|d'un\smontant\sde|qui\sfait)\s"
    r"(?P<sum>\d{1,3}(?:[ .]\d{3})+|\d+(?:[.,]\d+)?)\s?(?P<unit>k€?|m€?|€|euros?)?(?!\w)"
)
_UNITS = {"k": 1_000, "m": 1_000_000}


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
    by_sum = [
        (lot, found.start(), found.end())
        for found in _OF_A_SUM.finditer(text)
        for lot in lots
        if lot.amount_ht is not None and _sum(found) == lot.amount_ht
    ]
    if numbered or by_sum:
        return numbered or by_sum
    stems = Counter(stem for lot in lots for stem in {word[:_STEM] for word in _words(lot)})
    worded = [(lot, *span) for lot in lots if (span := _span(lot, text, stems)) is not None]
    places = [start for _, start, _ in worded]
    return [one for one in worded if places.count(one[1]) == 1]


def called(lot: LotFacts) -> str:
    """The lot as a sentence calls it: « lot 2 », « lot peinture »."""
    return lot.label if lot.label.casefold().startswith("lot") else f"lot « {lot.label} »"


def _sum(found: re.Match[str]) -> Decimal:
    plain = re.sub(r"[ .](?=\d{3}\b)", "", found["sum"]).replace(",", ".")
    return Decimal(plain) * _UNITS.get((found["unit"] or " ")[0], 1)


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
