"""How structures may be reached: those of the last list, or the one that a message names."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, StructureMatch
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded
from assistant.partners import PartnerQuery

_CONTACT = re.compile(
    r"\b(?:numeros?|num|(?<!rien de )(?<!un )tel(?! que)|tel(?=\s*(?:$|[?.!,]|svp|stp|s.il|merci))"
    r"|telephones?|standard|portable|e ?-?mails?|courriels?|adresses?|coordonnees|joignables?|joindre"
    r"|contacter|contacts?|site (?:web|internet))\b"
)
_FEW_WORDS = 12
_NAMED = "Son nom est celui"
_MOST_NAMED = 3


def named_contact(desk: Desk) -> tuple[StructureMatch, ...]:
    """The structures whose names a short message says and asks to reach: « le tel de l’Arbre à pain à Tartas svp »."""
    said = folded(desk.said)
    if len(said.split()) > _FEW_WORDS or _CONTACT.search(said) is None:
        return ()
    found = desk.toolbox.partners(PartnerQuery(text=desk.said, limit=_MOST_NAMED)).matches
    return tuple(one for one in found if any(reason.startswith(_NAMED) for reason in one.reasons))


def contacts_asked(desk: Desk) -> tuple[StructureMatch, ...]:
    """The structures of the last list, where a short message asks how to reach them and tells nothing else."""
    said = folded(desk.said)
    tells = desk.understanding.facts.tells_anything
    short = len(said.split()) <= _FEW_WORDS
    return desk.listed if short and not tells and _CONTACT.search(said) else ()


def write_contacts(desk: Desk, known: tuple[StructureMatch, ...]) -> Draft:
    """How each structure of the last list may be reached, from the directory; what it does not hold is said."""
    lines = tuple(_reached(one) for one in known)
    reachable = any(one.phone or one.email for one in known)
    located = any(one.address or one.siret for one in known)
    absent = desk.say("coordonnees_absentes", one=len(known) == 1, located=located)
    said = desk.say("coordonnees") if reachable else absent
    return Draft(
        blocks=(
            *block(BlockKind.SUMMARY, [said]),
            *block(BlockKind.PARAGRAPH, [desk.say("phrase", text=line) for line in lines], "Où les trouver"),
        ),
        follow_ups=("Rédige la clause d’insertion",),
        heard=True,
        evidence=desk.evidence(lines),
    )


def _reached(one: StructureMatch) -> str:
    place = " ".join(filter(None, (one.postal_code, one.city)))
    found = (", ".join(filter(None, (one.address, place))), one.phone, one.email, one.website)
    siret = f"SIRET {one.siret}" if one.siret else None
    return f"{one.name} ({one.kind})\u00a0: {' ; '.join(filter(None, (*found, siret)))}."
