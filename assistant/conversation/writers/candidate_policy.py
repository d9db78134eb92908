"""A criterion on what a firm is in general (« sa politique RSE », « son index d’égalité ») has no tie with the contract."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Verdict
from assistant.conversation.question_form import is_closed
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded

_REF = "Décret 2022-767, art. 2"
_RATES = re.compile(r"\bcriteres?\b|\bnot(?:er|e|ons|ez|ation)\b|\bponder\w*|\bpoints\b|\bdepartag\w+")
_IN_GENERAL = re.compile(
    r"\b(?:politique|demarche|strategie|engagements?|performance|responsabilite)s? (?:\w+ ){0,2}?(?:rse|societale?|sociale) ?"
    r"(?:globale?|generale?|d'entreprise|du groupe|de l'entreprise|des? candidats?|du candidat)\b"
    r"|\b(?:politique|demarche) (?:globale?|generale?)\b"
    r"|\b(?:politique|demarche|note|score|label|index) (?:de )?rse\b|\bindex (?:de l'|d')?egalite\b"
    r"|\btaux d'emploi (?:de )?(?:th|travailleurs handicapes|personnes handicapees)\b"
)
_TIED = re.compile(
    r"\b(?:affectes?|lie[es]*|propres?|dedie[es]*) (?:a |au |aux )|\bpour (?:ce|le|notre) (?:marche|chantier)\b"
    r"|\bsur (?:ce|le) (?:marche|chantier)\b"
    r"|\bexecution\b|\bobjet du marche\b"
)
# « Est-ce interdit ? », « peut-on l'exclure de la notation ? »: a no would be read the wrong way round.
_REVERSED = re.compile(
    r"\b(?:interdi\w+|illega\w+|illicites?|irreguli\w+|exclu\w*|evite\w*|ecarte\w*|retire\w*|supprime\w*|renonce\w*|abst\w+"
    r"|refuse\w*|risque\w*|probleme|contraire|faux|tort)\b"
    r"|\bne (?:pas|plus|jamais|rien)\b|\b(?:ne |n')\w+[ -](?:\w+ )?(?:pas|plus)\b|\bsans (?:noter|critere)"
)


def asks_to_rate_a_policy(desk: Desk) -> bool:
    """Whether a closed question would award on what a firm does in general, and not for the contract."""
    text = folded(desk.said)
    rates = _RATES.search(text) is not None and _IN_GENERAL.search(text) is not None
    return rates and _TIED.search(text) is None and is_closed(desk.said) and desk.citer.knows(_REF)


def denies_or_forbids(message: str) -> bool:
    """Whether a message asks if it is forbidden, or may be left out."""
    return _REVERSED.search(folded(message)) is not None


def write_candidate_policy(desk: Desk) -> Draft:
    """No, where what is asked is whether it may be done: criteria are tied to what the contract buys, or to how it is performed."""
    numbers = desk.citer.cite(_REF, "liés à l'objet du marché", "lien des critères avec le marché")
    verdict = None if denies_or_forbids(desk.said) else Verdict.NON
    said = desk.summarise(verdict, desk.sentences.render("critere_sans_lien"), numbers)
    return Draft(
        verdict=verdict,
        blocks=block(BlockKind.SUMMARY, [said]),
        citations=desk.citer.citations,
        follow_ups=("Rédige le critère social d’attribution",),
        evidence=desk.evidence(),
    )
