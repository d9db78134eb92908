"""« Un autre ? », « plus loin ? » after a list of structures: those it did not show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.answer import BlockKind, StructureMatch
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded
from assistant.partners import PartnerQuery

_EVERY = 100
_SHOWN = 8
_NAMED = (
    r"(?:structures?|adresses?|noms?|associations?|boites?|possibilites?|solutions?|contacts?|propositions?|pistes?|idees?|choix"
    r"|esats?|siae|chantiers d'insertion|entreprises?(?: adaptees?| d'insertion)?)"
)
_THERE = r"y a[- ]t[- ]il|(?:il )?y en a|il y a|(?:il )?n'y a|n'y a[- ]t[- ]il|en existe[- ]t[- ]il"
_HAVE = r"tu (?:en )?as|t'(?:en )?as|vous (?:en )?avez|vous auriez|(?:en )?avez[- ]vous|(?:donne|montre|cite)[rz]?[- ]moi"
_OPENING = rf"(?:(?:et|ok|mais|encore|sinon|alors|donc|merci|bon|svp|pas|je veux|un peu|{_THERE}|{_HAVE})[, ]+)*"
_OTHERS = (
    r"(?:une? autres?|l'autre|d'autres|les autres|autres?|la suite|les suivante?s|quelqu'un d'autre|qui d'autre|personne d'autre"
    r"|plus loin|ailleurs|au[- ]dela)"
)
_ENDING = r"(?: (?:que celles?[- ](?:ci|la)|svp|dans le coin|sinon|peut[- ]etre|encore|possibles?))*"
_ASKED = re.compile(rf"^\W*{_OPENING}{_OTHERS}(?: {_NAMED})?{_ENDING}\W*$")


def asks_for_more(message: str) -> bool:
    """Whether a message asks for other structures than those of a list, and nothing else."""
    return _ASKED.match(folded(message)) is not None


def write_more(desk: Desk, query: PartnerQuery) -> Draft | None:
    """The structures that the last lists did not show, the distance then the kind asked for given up where none is left.

    ``None`` where no list came before.
    """
    shown = _shown(desk)
    if not shown:
        return None
    wider = replace(query, radius_km=None)
    for name, tried in (
        ("autres_structures", query),
        ("autres_plus_loin", wider),
        ("autres_types", replace(wider, kinds=frozenset())),
    ):
        found = desk.toolbox.partners(replace(tried, limit=_EVERY)).matches
        left = tuple(one for one in found if (one.name, one.city) not in shown)[:_SHOWN]
        if left:
            return _listed(desk, name, left)
    return _listed(desk, "aucune_autre_structure", ())


def match_texts(matches: Iterable[StructureMatch]) -> list[str]:
    """What is told of structures, for the verification of the figures shown."""
    return [f"{m.distance_km} km {' '.join(m.reasons)} {' '.join(m.unknown)}" for m in matches]


def _listed(desk: Desk, name: str, left: tuple[StructureMatch, ...]) -> Draft:
    return Draft(
        blocks=block(BlockKind.STRUCTURES, [desk.say(name)], "Qui peut répondre"),
        structures=left,
        partial=not left,
        heard=True,
        follow_ups=("Leurs coordonnées ?",) if left else (),
        evidence=desk.evidence(match_texts(left)),
    )


def _shown(desk: Desk) -> frozenset[tuple[str, str]]:
    """The structures of the last list, and of those that it went on from."""
    seen: set[tuple[str, str]] = set()
    turns = zip(reversed(desk.previous_questions), reversed(desk.previous_answers), strict=True)
    for question, answer in turns:
        seen |= {(one.name, one.city) for one in answer.structures}
        if answer.structures and not asks_for_more(question):
            break
    return frozenset(seen)
