"""What the words around a sum make of it: itself, one end of a range, or a limit it is compared with."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.conversation.withdrawn import is_changed_to


class Bound(StrEnum):
    """What a word before the sum makes of it."""

    EXACT = ""
    COMPARED = "comparée"
    RANGE = "fourchette"


_UNIT = r"(?:(?:k|m|millions?|mille|k€|m€|€|euros?|ke|meuros?|keuros?)(?![a-z]))"
_RANGE_BEFORE = re.compile(
    rf"(?:\bentre|\bfourchette\sde)\s+[\d .,'¤]*\d\s?{_UNIT}?\s?(?:d'euros\s?)?(?:ht|ttc)?\s+(?:et|a|ou)\s+$"
    rf"|\bde\s+[\d .,'¤]*\d\s?{_UNIT}?\s?(?:d'euros\s?)?(?:ht|ttc)?\s+(?:a|ou)\s+$"
    rf"|(?<!lot\s)(?<!°)(?<!°\s)\d\s?{_UNIT}?\s?(?:ht|ttc)?\s*(?:-|\sou\s|\sa\s)\s*$"
)
_RANGE_AFTER = re.compile(rf"^\s*(?:-|\bou\b|\ba\b)\s*\d[\d .,']*\s?{_UNIT}")
_BETWEEN = re.compile(r"\bentre\s+$")
_LESS_OR_MORE = re.compile(
    r"(?:(?<!\bni\s)moins\sd[e'’]|plus\sd[e'’]|inferieure?s?\sa|superieure?s?\sa|(?:au[- ])?dessous\sd[e'’]"
    r"|(?:au[- ])?dessus\sd[e'’]"
    r"|au[- ]dela\sd[e'’]|en\sdeca\sd[e'’]|a\spartir\sd[e'’]|jusqu'a|excede(?:nt|r|ra)?|depasse(?:nt|r|ra|rait)?|atteint"
    r"|sous\sles?|sous|seuils?(?:\sd[e'’s]s?|\sa)?|(?<![-=])[<>≤≥]=?)\s?(?:l[ae]s?\s)?(?:seuils?\sde\s)?$"
)


def bound_of(before: str, after: str) -> Bound:
    """What the folded text ``before`` and ``after`` a sum makes of it."""
    # « passé de 400 000 à 460 000 € » is a change, not a range.
    if is_changed_to(before):
        return Bound.EXACT
    if _RANGE_BEFORE.search(before) or _BETWEEN.search(before) or _RANGE_AFTER.match(after):
        return Bound.RANGE
    return Bound.COMPARED if _LESS_OR_MORE.search(before) else Bound.EXACT
