"""A list of structures as plain text: those of which the same is told on one line, what holds for several said once."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import StructureMatch
from assistant.drafting.wording import lower_first
from assistant.partners.wording import DEDUCED

NBSP = "\u00a0"
# What a line already tells by itself (« lue dans le code NAF »), so that the count is enough.
_TOLD_ON_THE_LINE = frozenset({DEDUCED})
_DISTANCE, _CLOSE = "À ", "À moins"


def structure_lines(structures: Sequence[StructureMatch]) -> list[str]:
    """One line for each structure, or for several of which the same is told, then what is unknown of all or of many."""
    points = tuple(dict.fromkeys(point for one in structures for point in one.unknown))
    counts = {point: sum(point in one.unknown for one in structures) for point in points}
    several = len(structures) > 1
    shared = tuple(point for point in points if several and counts[point] == len(structures))
    many = tuple(
        point for point in points if point not in shared and counts[point] > 1 and point in _TOLD_ON_THE_LINE
    )
    lines = []
    alike: dict[tuple[str, ...], list[StructureMatch]] = {}
    for one in structures:
        alike.setdefault(_details(one, (*shared, *many)), []).append(one)
    for details, group in alike.items():
        tail = f"{NBSP}: {' ; '.join(details)}" if details else ""
        lines.append(f"– {', '.join(map(called, group))}{tail}")
    if shared:
        lines.append(f"Pour toutes{NBSP}: {' ; '.join(map(lower_first, shared))}.")
    return [
        *lines,
        *(f"Pour {counts[point]} des {len(structures)}{NBSP}: {lower_first(point)}." for point in many),
    ]


def called(structure: StructureMatch) -> str:
    """``ASSOC FORUM (EI, Peyrehorade, 18 km)``."""
    far = f", {structure.distance_km:.0f}{NBSP}km" if structure.distance_km else ""
    return f"{structure.name} ({structure.kind}, {structure.city}{far})"


def _details(structure: StructureMatch, apart: tuple[str, ...]) -> tuple[str, ...]:
    """Why a structure fits and what is unknown of it, less what is told apart and the distance that its name is followed by."""
    told = structure.distance_km
    reasons = (
        reason
        for reason in structure.reasons
        if not (told and reason.startswith(_DISTANCE)) or reason.startswith(_CLOSE)
    )
    return (*reasons, *(point for point in structure.unknown if point not in apart))
