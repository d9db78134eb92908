"""What is asked of structures and no directory holds: their capacity, their references, their prices."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Sentence, StructureMatch
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded

_THEY = (
    r"(?:ils|elles?|il|elle|celle-ci|celui-ci|cette structure|ces structures|la structure|l'esat|l'association)"
)
_CAPACITY = re.compile(
    rf"\bcapacites?\b|\b{_THEY}(?: \w+)? (?:sont|est|serai\w+) (?:assez |suffisamment )?"
    r"(?:capables?|dimensionn\w+|equipe\w*|gros\w*|grand\w*|disponibles?)"
    r"|\b(?:capables? de|de taille a)\b|\bdisponibilites?\b|\beffectifs?\b"
    r"|\bassez (?:de (?:monde|bras|salaries|personnel)|grosses?|grandes?)\b"
    rf"|\b{_THEY} (?:peu(?:t|vent)|pourrai\w+|saurai\w+|arriverai\w+ a) (?:\w+ ){{0,4}}"
    r"(?:suivre|tenir|absorber|assumer|encaisser)\b"
    r"|\bcombien (?:de |d')(?:salarie\w*|personnes|agents|employes|ouvriers) (?:ont|a|emploi\w+|travaill\w+|chez|dans)\b"
)
_REFERENCES = re.compile(
    r"\breferences?\b(?! (?:de l'|du |des |d'un )?(?:article|texte|marche|dossier|loi|decret))"
    r"|\b(?:qui|laquelle|lesquelles|lequel|lesquels|ils|elles?|il|ont|a)\b.{0,12}\bdeja (?:ete )?"
    r"(?:fait|realise|travaille|execute|eu|repondu|bosse|assure|nettoye|intervenu\w*)"
    r"|\b(?:a|ont) (?:l'|de l'|une )(?:habitude|experience)\b"
)
_PRICES = re.compile(
    r"\b(?:leurs?|chez eux|chez elles?)\b.{0,25}\b(?:prix|tarifs?|couts?|devis)\b"
    r"|\b(?:prix|tarifs?|cout\w*|heure)\b.{0,25}\b(?:chez eux|chez elles?|qu'(?:ils|elles?) (?:prennent|facturent|pratiquent))\b"
    rf"|\b{_THEY} (?:factur\w+|prennent|prend) combien\b|\bcombien (?:factur\w+|prennent|prend|demandent)\b"
)
_ASKED = {
    "capacite_inconnue": _CAPACITY,
    "references_inconnues": _REFERENCES,
    "tarifs_inconnus": _PRICES,
}
_FEW_WORDS = 14
_NAMED = 3


def unknown_details(desk: Desk) -> tuple[Sentence, ...]:
    """What the directory does not hold of what the message asks of structures, and who to ask; empty when it asks none of it."""
    said = folded(desk.said)
    names = [name for name, asked in _ASKED.items() if asked.search(said)]
    if not names:
        return ()
    numbers = desk.citer.cite("R2111-1", used_for="échanges avant la consultation")
    return (*(desk.say(name) for name in names), desk.say("details_a_demander", numbers))


def asked_of_the_list(desk: Desk) -> tuple[StructureMatch, ...]:
    """The structures of the last list, where a short message asks something of them and tells nothing of the market."""
    listed = next((a.structures for a in reversed(desk.previous_answers) if a.structures), ())
    short = len(desk.said.split()) <= _FEW_WORDS
    return listed if short and not desk.understanding.facts.tells_anything else ()


def write_details(desk: Desk, unknown: tuple[Sentence, ...], listed: tuple[StructureMatch, ...]) -> Draft:
    """The answer on structures already listed: what is not known of them, and the first to call."""
    names = ", ".join(f"{one.name} ({one.kind}, {one.city})" for one in listed[:_NAMED])
    said = desk.say("a_interroger", names=names, one=len(listed) == 1)
    return Draft(
        blocks=(*block(BlockKind.SUMMARY, unknown), *block(BlockKind.PARAGRAPH, [said])),
        citations=desk.citer.citations,
        follow_ups=("Leurs coordonnées ?", "Ce marché peut-il être réservé ?"),
        heard=True,
        evidence=desk.evidence((names,)),
    )
