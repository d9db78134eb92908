"""The monthly hours of staff to take over, told worker by worker: « une personne à 35 h, une autre à 60 h »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.conversation.quantities import Quantity

_TOTAL_BEFORE = re.compile(r"(?:\b(?:soit|total|en\stout|ensemble|au\stotal)\b[^.,;?!\n\d]{0,20}|=\s?)$")
_TOTAL_AFTER = re.compile(r"\s?(?:[a-z]+\s){0,2}?(?:en\stout|au\stotal|ensemble|tous\sconfondus)\b")
_PART_BEFORE = re.compile(r"\bdont\b[^.;?!\n\d]{0,30}$")
# A stop belongs to no sentence's end in « M. Lafitte ».
_WORDS = r"(?:[^.?!\d]|(?<=\bm)\.)*"
_LINKED = re.compile(rf"{_WORDS}(?:,|;|\+|\n|\bet\b|\bpuis\b|\bplus\b){_WORDS}")
_REPLACED = re.compile(r"\b(?:ou|non|pardon|plutot|finalement|en\sfait|contre|dont|mais|au\slieu)\b")


def all_staff_hours(told: Sequence[Quantity], text: str) -> Quantity:
    """The hours of all the staff: the total said, else the sum of those enumerated, else the last told.

    ``told`` holds at least one quantity, in the order of the folded ``text``.
    """
    total = [q for q in told if _TOTAL_BEFORE.search(text[: q.start]) or _TOTAL_AFTER.match(text[q.end :])]
    if total:
        return total[-1]
    whole = [q for q in told if not _PART_BEFORE.search(text[: q.start])] or list(told)
    last = whole[-1]
    between = [text[one.end : following.start] for one, following in pairwise(whole)]
    if not between or not all(_LINKED.fullmatch(words) and not _REPLACED.search(words) for words in between):
        return last
    value = sum((q.value for q in whole[1:]), whole[0].value)
    return Quantity(value, whole[0].start, last.end, last.name, monthly=last.monthly)
