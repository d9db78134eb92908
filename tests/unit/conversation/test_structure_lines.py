"""Structures as plain text: what is told of several is told once, the distance once on each line."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer import StructureMatch
from assistant.conversation.structure_lines import structure_lines
from assistant.partners.wording import DEDUCED

LENDS = "Mise à disposition de personnel"
PROFILES = "Profils à demander"


def _match(name: str, km: int | None, reasons: tuple[str, ...], unknown: tuple[str, ...]) -> StructureMatch:
    return StructureMatch(
        name=name,
        kind="AI",
        kind_label="association intermédiaire",
        city="Tartas",
        distance_km=None if km is None else Decimal(km),
        reasons=reasons,
        unknown=unknown,
        source="annuaire",
    )


def test_what_is_told_alike_is_on_one_line() -> None:
    does = _match("A", 12, ("Activité\u00a0: couture", "À 12\u00a0km de Dax"), (DEDUCED, "Sans téléphone"))
    also = _match("D", 20, ("Activité\u00a0: linge", "À 20\u00a0km de Dax"), (DEDUCED, "Sans téléphone"))
    lends = [
        _match(n, km, (LENDS, f"À {km}\u00a0km de Dax"), (PROFILES, "Sans téléphone"))
        for n, km in (("B", 3), ("C", 9))
    ]
    lines = structure_lines((does, lends[0], also, lends[1]))
    assert lines == [
        "– A (AI, Tartas, 12\u00a0km)\u00a0: Activité\u00a0: couture",
        f"– B (AI, Tartas, 3\u00a0km), C (AI, Tartas, 9\u00a0km)\u00a0: {LENDS} ; {PROFILES}",
        "– D (AI, Tartas, 20\u00a0km)\u00a0: Activité\u00a0: linge",
        "Pour toutes\u00a0: sans téléphone.",
        "Pour 2 des 4\u00a0: activité déduite, non déclarée par la structure.",
    ]


def test_one_structure_alone_keeps_all_that_is_said_of_it() -> None:
    alone = _match("A", None, ("À Tartas",), (DEDUCED,))
    assert structure_lines((alone,)) == [f"– A (AI, Tartas)\u00a0: À Tartas ; {DEDUCED}"]
