"""How to help local firms: never where they are, but lots of their size, contacts before the call, small purchases, insertion."""

from __future__ import annotations

import re

from assistant.answer import BlockKind
from assistant.conversation.question_form import asks_openly, is_closed
from assistant.conversation.state import Draft
from assistant.conversation.writers.decisions import reference_text
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded

_LOCAL = re.compile(
    r"\b(?:local|locale|(?<!nos )(?<!les )(?<!des )(?<!de )(?<!ces )locaux"
    r"|locales|landais\w*|du coin|du canton|du pays|d'ici|de proximite|de chez nous|circuits? courts?"
    r"|du territoire"
    r"|des landes|de la commune)\b"
)
_FAVOURS = re.compile(
    r"\b(?:favoris|privilegi|avantag|encourag)\w*|\baider\b|\bpriorite\b|\bpreference\b|\bfaire travailler\b|\bsoutenir\b"
)
_FIRMS = re.compile(
    r"\b(?:entreprises?|artisan\w*|pme|tpe|producteurs?|fournisseurs?|candidats?|societes?|boites?|economie"
    r"|circuits?)\b"
)
# Who asks for a lever has them ranked; structures of insertion and disability have texts of their own.
_LEVER = re.compile(r"\bleviers?\b|\binsertion\b|\badaptee?s?\b|\besats?\b|\bsiae\b")
_PRINCIPLE = "L3"
_MEANS = {
    "L2113-10": "local_allotir",
    "R2111-1": "local_rencontrer",
    "R2122-8": "local_petit_besoin",
    "L2112-2": "local_insertion",
}


def asks_how_to_favour_local(desk: Desk) -> bool:
    """Whether an open question asks how local firms may be favoured."""
    text = folded(desk.said)
    asked = asks_openly(desk.said) and not is_closed(desk.said) and _LEVER.search(text) is None
    told = all(cue.search(text) for cue in (_LOCAL, _FAVOURS, _FIRMS))
    return asked and told and desk.is_ordinary and all(desk.citer.knows(ref) for ref in (_PRINCIPLE, *_MEANS))


def write_local_firms(desk: Desk) -> Draft:
    """What equal treatment excludes, and what the texts allow that suits small firms nearby."""
    principle = desk.citer.cite(_PRINCIPLE, used_for="égalité de traitement")
    means = [desk.say(name, desk.citer.cite(ref)) for ref, name in _MEANS.items()]
    return Draft(
        blocks=(
            *block(BlockKind.SUMMARY, [desk.say("local_principe", principle)]),
            *block(BlockKind.STEPS, means, "Ce que les textes permettent"),
            *block(BlockKind.PARAGRAPH, [reference_text(desk, _PRINCIPLE)], "Texte de référence"),
        ),
        citations=desk.citer.citations,
        follow_ups=("Rédige la clause d’insertion", "Qui peut répondre ?"),
        evidence=desk.evidence(),
    )
