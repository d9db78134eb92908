"""How insertion hours are computed, told to who asks: the steps, their dated figures, the market's own or an example."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import BlockKind, Calculation
from assistant.conversation.intents import Intent
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.errors import MissingFact, UnknownFigure
from assistant.folding import folded
from assistant.market import Fact, MarketFacts, MarketNature

_ABOUT = (
    r"(?:calculs?|formule|methode|taux d'insertion|efforts?|couts? horaires?|part de (?:la )?main|main d'?.?oeuvre"
    r"|(?:nombre|volume) d'heures)"
)
_ASKED = re.compile(
    rf"\b(?:expli\w+|detaill?\w*|decompos\w*|montre[rz]?)\b.{{0,45}}\b(?:{_ABOUT}|calcule\w*)\b"
    r"|\b(?:comment|pourquoi)\b.{0,45}\b(?:pass(?:e|er|ez|ons)|arriv\w*|obten\w*|obtien\w*|calcul\w*|estim\w*|trouv\w*)\b"
    r".{0,50}\bheures\b"
    r"|\bcomment\b.{0,30}\bheures\b.{0,30}\bcalcul\w*"
    r"|\bcomment (?:vous |tu )?(?:avez|as|l'avez|les avez)(?:[- ](?:vous|tu))? calcul\w*"
    r"|\b(?:quelle|la) (?:est )?(?:la |votre )?(?:formule|methode)(?: de calcul| des heures)?\s*\?*$"
    rf"|\bd'ou\b.{{0,25}}\b(?:vien\w*|sor\w*|tir\w*|sais|savez)\b.{{0,30}}\b(?:{_ABOUT}|taux|chiffre|heures)\b"
    rf"|\b(?:{_ABOUT}|taux|chiffre|heures)\b.{{0,30}}\bd'ou\b.{{0,15}}\b(?:vien\w*|sor\w*|tir\w*)\b"
    r"|\b(?:taux|efforts?|pourcentages?|part de main d'?.?oeuvre)\b(?: d'(?:effort|insertion|heures))?"
    r"(?! d[eu'] ?(?:tva|penalit|emploi|avance|formation|retenue)).{0,15}"
    r"\b(?:conseill\w*|recommand\w*|preconis\w*|habituel\w*|usuel\w*|courant\w*|de reference)\b"
    r"|\bquel(?:le)? (?:taux|effort|pourcentage|part)\b.{0,30}\b(?:retenir|retenez|defend\w*|conseill\w*|choisir|appliqu\w*"
    r"|prendre|mettre|proposer|raisonnable|habituel\w*)\b"
)
# The formula of what was just computed.
_FORMULA = re.compile(
    r"\b(?:affich\w*|redonn\w*|donne[rz]?|rappel\w*|(?:re)?montre\w*|(?:re)?voir|(?:re)?met\w*|ecri[sr]\w*|envoy\w*|avoir|copie\w*|fourni\w*|partag\w*)\b"
    r".{0,25}\b(?:formules?|details? d[ue] calcul|calcul (?:detaille|complet|exact))\b|\bc'est quoi (?:la|ta|votre) formule\b"
)
# What is computed or told besides hours.
_OF_ELSE = re.compile(
    r"\b(?:notation|ponder\w*|revision|prix|seuils?|declar\w*|penalit\w*|avances?|variation|offres?"
    r"|criteres?|entreprise pour|delais?)\b"
)
_HOURS = re.compile(r"\b(?:heures?|insertion|main d'?.?oeuvre|cout horaire|effort)\b")
# The market of the example, where none is told.
_EXAMPLE = Decimal(100_000)


def asks_method(desk: Desk, intent: Intent) -> bool:
    """Whether the message asks how hours are found, or where the figures of their calculation come from."""
    said = folded(desk.said)
    about = intent is Intent.HOURS or desk.previous_intent is Intent.HOURS or _HOURS.search(said)
    return bool(about and _ASKED.search(said)) and _OF_ELSE.search(said) is None


def asks_formula(desk: Desk) -> bool:
    """Whether the message asks for the formula of the hours that the answer before computed."""
    computed = bool(desk.previous_answers) and desk.previous_answers[-1].calculation is not None
    said = folded(desk.said)
    return computed and _FORMULA.search(said) is not None and _OF_ELSE.search(said) is None


def write_method(desk: Desk) -> Draft:
    """The steps with their sources, then the calculation of the market told, or that of an example."""
    steps = desk.toolbox.hours_method(desk.on)
    calculation, own = _calculation(desk)
    shown = desk.say("heures_du_marche" if own else "heures_exemple", formula=calculation.formula)
    law = desk.citer.cite("L2112-2", "Les clauses du marché précisent", "conditions d’exécution sociales")
    texts = (*steps, calculation.formula)
    method = block(BlockKind.STEPS, [desk.say("phrase", text=step) for step in steps], "La méthode")
    told = desk.say("heures_methode", law)
    if own and asks_formula(desk):
        blocks = (*block(BlockKind.SUMMARY, [shown, told]), *method)
    else:
        blocks = (*block(BlockKind.SUMMARY, [told]), *method, *block(BlockKind.PARAGRAPH, [shown]))
    return Draft(
        blocks=blocks,
        citations=desk.citer.citations,
        calculation=calculation if own else None,
        follow_ups=("Rédige la clause d’insertion avec ces heures", "Et avec un effort de 7 % ?") if own else (),
        evidence=desk.evidence(texts),
    )


def _calculation(desk: Desk) -> tuple[Calculation, bool]:
    """The calculation of the market told, or of works of a round amount; whether it is the market's."""
    try:
        return desk.toolbox.hours(desk.facts, desk.on), True
    except (MissingFact, UnknownFigure):
        # Works of a round amount lack nothing.
        facts = MarketFacts(
            nature=Fact(value=MarketNature.TRAVAUX, source="exemple", turn=0),
            amount_ht=Fact(value=_EXAMPLE, source="exemple", turn=0),
        )
        return desk.toolbox.hours(facts, desk.on), False
