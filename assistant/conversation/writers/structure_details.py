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
# Whom the words are about: structures, not the buyer (« il y a », « nous avons »), its rooms or its market.
_STRUCTURES = r"(?:esats?|entreprises? (?:adaptees?|d'insertion)|structures?|associations?|chantiers? d'insertion|siae|geiqs?|etti)"
_WHO = rf"(?:qui(?! (?:avez|avons|ai)\b)|(?:la|le|les)quel(?:le)?s?|ils|elles?|il(?! y)|{_STRUCTURES})"
_HAVE = r"(?:ont|a|aurai\w+|auront|aura|avoir)(?:[- ]t)?(?:[- ](?:ils|elles?|il))?"
_QUANTITY = r"\d[\d ]*(?:kg|kilos?|tonnes?|repas|couverts|m2|hectares?|ha|pieces|plis|cartons)\b"
_PEOPLE = r"(?:de |d')(?:salarie\w*|personnes|monde|gens|agents|employe\w*|ouvriers?)"
_CAPACITY = re.compile(
    r"\b(?:leurs?|sa|ses) (?:\w+ )?(?:capacites?|disponibilites?|effectifs?)\b"
    r"|\b(?:capacites?|disponibilites?|effectifs?) (?:\w+ )?(?:de |d'|des |du |chez )(?:ce |cet |cette |ces |la |l'|les )?"
    rf"{_STRUCTURES}\b"
    rf"|\b{_WHO}\b.{{0,25}}\b(?:{_HAVE}) (?:bien |vraiment )?(?:(?:la|une|assez de|de la|des|quelles?|les) )?"
    r"(?:capacites?|disponibilites?)\b"
    rf"|\b{_HAVE}[- ](?:ils|elles?|il) (?:la|une|assez de|des|les) (?:capacites?|disponibilites?)\b"
    rf"|\b{_THEY}(?: \w+)? (?:sont|est|serai\w+) (?:assez |suffisamment )?"
    r"(?:capables?|dimensionn\w+|equipe\w*|gros\w*|disponibles?|de taille a)"
    rf"|\b(?:sont|est|serai\w+)[- ](?:ils|elles?|il) (?:assez |suffisamment )?"
    r"(?:capables?|dimensionn\w+|equipe\w*|gros\w*|disponibles?|de taille a)"
    rf"|\bcapables? (?:de|d')\b.{{0,40}}{_QUANTITY}"
    rf"|\b(?:{_WHO}|ont[- ](?:ils|elles)|sont[- ](?:ils|elles))\b.{{0,30}}\bassez "
    r"(?:de (?:monde|bras|salaries|personnel)|grosses?|grandes?)\b"
    rf"|\b{_THEY} (?:peu(?:t|vent)|pourrai\w+|saurai\w+|arriverai\w+ a) (?:\w+ ){{0,4}}"
    r"(?:suivre|tenir|absorber|assumer|encaisser)\b"
    rf"|\b(?:ils|elles|il|elle)(?! y)\b (?:ont|a|sont|emploi\w+|font travailler)(?: a)? combien(?: {_PEOPLE}|\W*$)"
    rf"|\bcombien {_PEOPLE}.{{0,25}}\b(?:sont|ont|emploi\w+|a)[- ](?:t[- ])?(?:ils|elles|il|elle)\b"
    rf"|^\W*(?:et |ils sont )?combien {_PEOPLE}(?: en (?:parcours|insertion))?(?: chez (?:eux|elles?))?\W*$"
    r"|\bcombien (?:de |d')(?:salarie\w*|personnes|agents|employes|ouvriers) "
    r"(?:ont|a|emploi\w+|travaill\w+|chez|dans)\b(?!.{0,25}\b(?:nos|notre|mes|mon|ma|mairie|commune)\b)"
)
_REFERENCES = re.compile(
    r"\b(?:leurs|ses) (?:\w+ )?references\b|\breferences (?:de |d'|des |chez )(?:ce |cet |cette |ces |la |l'|les )?"
    rf"{_STRUCTURES}\b"
    rf"|\b{_WHO}\b.{{0,25}}\b(?:{_HAVE}) (?:(?:deja|bien|de|des|les|quelles) )*references\b"
    rf"|\b{_HAVE}[- ](?:ils|elles?|il) (?:(?:de|des|quelles) )?references\b|^\W*(?:et )?(?:des|les|quelles) references\b"
    rf"|\b{_WHO}\b.{{0,20}}(?<!y a )(?<!on a )\bdeja (?:ete )?"
    r"(?:fait|realise|travaille|execute|eu|repondu|bosse|assure|nettoye|intervenu\w*)"
    rf"|\b{_WHO}\b.{{0,25}}(?<!\bon )\b(?:a|ont) (?:bien )?(?:l'|de l'|une )(?:habitude|experience)\b"
)
_PRICES = re.compile(
    r"\bleurs? (?:\w+ (?:de |des |d')?)?(?:prix|tarifs?|couts?|devis)\b"
    r"|\b(?:chez eux|chez elles?)\b.{0,25}\b(?:prix|tarifs?|couts?|devis)\b"
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


def details_asked(message: str) -> tuple[str, ...]:
    """The sentences, by their names, that answer what a message asks of structures and no directory holds."""
    said = folded(message)
    return tuple(name for name, asked in _ASKED.items() if asked.search(said))


def unknown_details(desk: Desk) -> tuple[Sentence, ...]:
    """What the directory does not hold of what the message asks of structures, and who to ask; empty when it asks none of it."""
    names = details_asked(desk.said)
    if not names:
        return ()
    numbers = desk.citer.cite("R2111-1", used_for="échanges avant la consultation")
    return (*(desk.say(name) for name in names), desk.say("details_a_demander", numbers))


def asked_of_the_list(desk: Desk) -> tuple[StructureMatch, ...]:
    """The structures of the last list, where a short message asks something of them and tells nothing of the market."""
    short = len(desk.said.split()) <= _FEW_WORDS
    return desk.listed if short and not desk.understanding.facts.tells_anything else ()


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
