"""« Laquelle est la meilleure ? », after a list of structures: the directory tells no quality, and why one comes first."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, StructureMatch
from assistant.conversation.settling import brings_facts
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded

_FEW_WORDS = 12
_JUDGES = re.compile(
    r"\b(?:l(?:e|a)quel(?:le)?|l(?:e|a) quel(?:le)?|quelle?|qui|l(?:e|a)\s?qu'elle)\b.{0,12}"
    r"\b(?:meilleure?s?|mieux|bonne?|bien|serieu(?:x|se)s?|fiables?|conseill\w+|recommand\w+|prefer\w+)\b"
    r"|\b(?:elles?|ils?|cette structure|cette association|celle-ci|celle-la|celui-la)\b.{0,12}"
    r"\b(?:bien\W*$|bonnes?\W*$|bons?\W*$|serieu(?:x|se)s?|fiables?|competente?s?)\b"
    r"|\b(?:que vaut|que valent|ca vaut quoi|elles? vaut quoi|elles? valent quoi|ton avis|votre avis)\b"
)
# « La mieux placée », « la plus proche » ask for a distance.
_BY_PLACE = re.compile(r"\bproches?\b|\bmieux plac\w+\b|\bpres\b|\bloin\b|\bdistances?\b")


def asks_which_is_best(desk: Desk) -> bool:
    """Whether few words ask to judge the structures just listed, and tell nothing new."""
    last = desk.previous_answers[-1] if desk.previous_answers else None
    if last is None or not last.structures or last.verdict is not None or brings_facts(desk.understanding):
        return False
    text = folded(desk.said)
    return len(text.split()) <= _FEW_WORDS and _JUDGES.search(text) is not None and not _BY_PLACE.search(text)


def write_unranked(desk: Desk) -> Draft:
    """That structures are not ranked, and which is first in the list."""
    listed = desk.previous_answers[-1].structures
    named = desk.say("premiere_de_la_liste", first=_named(listed[0]))
    return Draft(
        blocks=block(BlockKind.SUMMARY, [desk.say("pas_de_classement"), named]),
        # The list stays the one the next message speaks of.
        structures=listed,
        follow_ups=("Leurs coordonnées ?", "Ce marché peut-il être réservé ?"),
        evidence=desk.evidence((named.text,)),
    )


def _named(structure: StructureMatch) -> str:
    distance = f", {structure.distance_km:.0f}\u00a0km" if structure.distance_km else ""
    return f"{structure.name} ({structure.kind}, {structure.city}{distance})"
