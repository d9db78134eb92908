"""From blocks to the whole answer as plain text, with its sources and their dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.answer import Block, BlockKind, Citation, Clause, StructureMatch
from assistant.drafting.wording import lower_first

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
NBSP = "\u00a0"


def french_date(day: date) -> str:
    """« 1er avril 2026 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NBSP}{_MONTHS[day.month - 1]} {day.year}"


def french_month(day: date) -> str:
    """« avril 2026 »."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def render_text(
    blocks: Iterable[Block],
    citations: Iterable[Citation],
    structures: Iterable[StructureMatch] = (),
    clause: Clause | None = None,
) -> str:
    """The whole answer as plain text: titles, sentences with their numbers, structures, clause, sources."""
    parts: list[str] = []
    for block in blocks:
        lines = [_heading(block.title)] if block.title else []
        bullet = "– " if block.kind in _LISTED and len(block.sentences) > 1 else ""
        for sentence in block.sentences:
            marks = "".join(f"{NBSP}[{number}]" for number in sentence.citations)
            lines.append(f"{bullet}{sentence.text}{marks}")
        if block.kind is BlockKind.STRUCTURES:
            shared = _unknown_of_all(structures)
            lines += [f"– {structure_line(structure, shared)}" for structure in structures]
            lines += [f"Pour toutes{NBSP}: {' ; '.join(map(lower_first, shared))}."] if shared else []
        if block.kind is BlockKind.CLAUSE and clause is not None:
            lines.append(clause.text)
        parts.append("\n".join(lines))
    sources = [f"[{number}] {source_line(citation)}" for number, citation in enumerate(citations, start=1)]
    if sources:
        parts.append("\n".join([f"Sources{NBSP}:", *sources]))
    return "\n\n".join(part for part in parts if part)


def _heading(title: str) -> str:
    return title if title.endswith("?") else f"{title}{NBSP}:"


def source_line(citation: Citation) -> str:
    """One source with its dates: label, in force since, consolidated on, address."""
    since = f", en vigueur depuis le {french_date(citation.in_force_since)}" if citation.in_force_since else ""
    age = " (texte ancien, à vérifier)" if citation.stale else ""
    label = citation.label[0].upper() + citation.label[1:]
    return f"{label}{since}, texte consolidé au {french_date(citation.consolidated_on)}{age} — {citation.url}"


def _unknown_of_all(structures: Iterable[StructureMatch]) -> tuple[str, ...]:
    """What is unknown of every structure of a list, to be told once."""
    listed = tuple(structures)
    points = listed[0].unknown if len(listed) > 1 else ()
    return tuple(point for point in points if all(point in other.unknown for other in listed))


def structure_line(structure: StructureMatch, shared: tuple[str, ...] = ()) -> str:
    """One structure: name, kind, city, why it fits, what is unknown besides what is ``shared`` by the others of its list."""
    place = f"{structure.city}" + (f", {structure.distance_km:.0f}{NBSP}km" if structure.distance_km else "")
    details = [*structure.reasons, *(point for point in structure.unknown if point not in shared)]
    tail = f"{NBSP}: {' ; '.join(details)}" if details else ""
    return f"{structure.name} ({structure.kind}, {place}){tail}"


_LISTED = frozenset({BlockKind.STEPS, BlockKind.LEVERS, BlockKind.QUESTIONS, BlockKind.UNDERSTOOD})
