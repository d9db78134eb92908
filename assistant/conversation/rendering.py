"""From blocks to the whole answer as plain text, with its sources and their dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.answer import Block, BlockKind, Citation, Clause, StructureMatch
from assistant.conversation.structure_lines import structure_lines

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
            lines += structure_lines(tuple(structures))
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


_LISTED = frozenset({BlockKind.STEPS, BlockKind.LEVERS, BlockKind.QUESTIONS, BlockKind.UNDERSTOOD})
