"""The points of a social criterion, shared out between the lines of its grid as the template shares a hundred."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from assistant.drafting.wording import number
from assistant.folding import folded
from corpus.models import ClauseTemplate

_IN_POINTS = re.compile(r"\d\s*(?:points?|pts?)\b")
_LINES = "points_"
_WHOLE = Decimal(100)


def shared_points(message: str, weight: str | None, template: ClauseTemplate) -> dict[str, str]:
    """``{"points_publics": "2,5 points [à confirmer]", …}`` where a message tells the ``weight`` in points; none otherwise."""
    if weight is None or _IN_POINTS.search(folded(message)) is None:
        return {}
    try:
        total = Decimal(weight.replace(",", "."))
    except InvalidOperation:
        return {}
    lines = {
        v.name: Decimal(v.default.split()[0])
        for v in template.variables
        if v.name.startswith(_LINES) and v.default
    }
    if not 0 < total < _WHOLE or sum(lines.values()) != _WHOLE:
        return {}
    shared = {name: part * total / _WHOLE for name, part in lines.items()}
    return {name: f"{number(part)} point{'s' if part >= 2 else ''} [à confirmer]" for name, part in shared.items()}
