"""Hours of insertion told lot by lot: « 3 lots : gros œuvre 300 h, électricité 120 h, peinture 90 h » aims at 510 hours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.conversation.quantities import Quantity

_LOTS = re.compile(r"\blots?\b")
# What stands between the hours of one lot and those of the next: a mark, then the name of the next.
_NEXT = re.compile(
    r"\s?(?:d'insertion\s?)?(?:[,;/+&\n]|\bet\b|\bpuis\b)(?!.*\b(?:total\w*|soit|dont|sur|lieu|plutot|passe\w*|pas|mais|ensemble|moins|plus)\b)"
    r"[^.?!\d]{2,40}(?:\b\d{1,2}\s?[:)-]?\s?[^.?!\d]{0,40})?"
)
_NAMES = frozenset({None, "target_hours"})


def over_the_lots(hours: Sequence[Quantity], text: str) -> Quantity | None:
    """The hours aimed at over all the lots; ``None`` where they are not an enumeration of the hours of each."""
    told = [one for one in hours if one.name in _NAMES and not one.monthly and not one.bound]
    if len(told) < 2 or len(told) != len(hours) or not _LOTS.search(text[: told[-1].start]):
        return None
    if not all(_NEXT.fullmatch(text[before.end : one.start]) for before, one in pairwise(told)):
        return None
    whole = sum((one.value for one in told), Decimal(0))
    return replace(told[0], value=whole, end=told[-1].end, name="target_hours")
