"""Questions asked of no market in particular that a rule answers by its thresholds: « à partir de quel montant… ? »."""

from __future__ import annotations

import re

from assistant.answer import Verdict
from assistant.conversation.question_form import Modality, is_closed, modality
from assistant.conversation.routing import asks_where_published, has_amount
from assistant.conversation.support import Support
from assistant.conversation.understanding import Intent
from assistant.conversation.writers.desk import Desk
from assistant.conversation.writers.noted import noted_opinion
from assistant.folding import folded
from assistant.market import ContractKind

_DUTY_REF = "L2112-2-1"
_OF_THE_DUTY = frozenset({_DUTY_REF, "Annexe 2"})
# The article of concessions, older than the duty, says nothing of what is due since.
_OF_CONCESSIONS = frozenset({_DUTY_REF, "L3114-2"})
_DUE = frozenset({Modality.REQUIRED, Modality.RELEASED, Modality.FACT})
_OF_THE_PROCEDURE = frozenset({"Annexe 2", "R2122-8", "R2123-1", "L2124-1", "L2123-1"})
_SCALE = re.compile(
    r"\b(a partir|au dela|au[- ]dessus|en dessous|au[- ]dessous|jusqu'?|sous) ?(d[eu']|a)? ?"
    r"(quel(le)?s? (montant|seuil|somme|valeur|prix|limite|plafond)s?|combien(?! (de |d')(?!euros)))\b"
    r"|\bquel(le)?s?( \w+){0,3} (seuils?|montants? (mini|maxi)\w*)\b"
    r"|\b(c'?est quoi|quid des?) (les |le |des |du )?seuils?\b"
    r"|^(le |les |et le |et les )?seuils?\b|\bnouveaux seuils\b"
)
_SOCIAL = re.compile(
    r"(?<!services )\bsocia\w+|\binsertion|\bconsideration|\binclusi|\bspaser|\bschema|\breserv\w+"
)
_COMPETITION = re.compile(
    r"\bpubli(er|e|cite)\b|\bmise en concurrence|\bmettre en concurrence|\bappels? d'offres?|\bmapa\b|\bdevis\b|\bprocedures?\b"
    r"|\bconsultation\b|\bseuils?\b|\bformalise"
)
_POPULATION = re.compile(r"\bhabitants?\b|\bpopulation\b|\bpetite commune\b")
_OF_A_LOT = re.compile(r"\blots?\b|\bconcession|\bdsp\b|\bavenant|\bavance|\bgarantie|\bpaiement|\bsous[- ]trait")


def rule_in_general(intent: Intent, desk: Desk, support: Support) -> Intent | None:
    """The rule whose thresholds answer the message, where no sum of a market is known; ``None`` when the texts are to answer."""
    if intent is Intent.SPASER and asks_of_population(desk.said):
        return Intent.SPASER
    if _is_due_of_a_concession(intent, desk, support):
        return Intent.OBLIGATION
    if has_amount(desk.facts) or desk.facts.contract is not None or _OF_A_LOT.search(folded(desk.message)):
        return None
    text, ref = folded(desk.message), support.article.ref
    social = _SOCIAL.search(text) is not None
    if asks_scale(desk.message):
        if social:
            return Intent.OBLIGATION if intent is Intent.OBLIGATION and ref in _OF_THE_DUTY else None
        near = ref in _OF_THE_PROCEDURE and not support.signals.is_missing
        asked = intent is not Intent.LEGAL or near
        return Intent.PROCEDURE if asked and _COMPETITION.search(text) and not asks_where_published(text) else None
    return Intent.OBLIGATION if intent is Intent.OBLIGATION and _is_the_duty(desk, support) else None


def _is_due_of_a_concession(intent: Intent, desk: Desk, support: Support) -> bool:
    """Whether a message asks if the duty of a social condition reaches a concession: its article alone would answer no."""
    contract = desk.facts.contract.value if desk.facts.contract else None
    if contract is not ContractKind.CONCESSION or intent not in {Intent.LEGAL, Intent.OBLIGATION}:
        return False
    asked = is_closed(desk.message) and modality(desk.message) in _DUE
    return asked and support.article.ref in _OF_CONCESSIONS and _SOCIAL.search(folded(desk.message)) is not None


def asks_scale(question: str) -> bool:
    """Whether a message asks from what sum something is so."""
    return _SCALE.search(folded(question)) is not None


def asks_of_population(question: str) -> bool:
    """Whether a message tells how many people a town has, as if that decided."""
    return _POPULATION.search(folded(question)) is not None


def _is_the_duty(desk: Desk, support: Support) -> bool:
    """Whether the duty itself is asked, and no circumstance of it: its notes say what the rule says without a sum."""
    if support.article.ref != _DUTY_REF or not is_closed(desk.message):
        return False
    if modality(desk.message) is not Modality.REQUIRED:
        return False
    notes = desk.toolbox.asks(_DUTY_REF, desk.message, desk.on)
    opinion = noted_opinion(desk, support)
    agrees = opinion is None or opinion.verdict is Verdict.SOUS_CONDITIONS
    return agrees and bool(notes) and max(notes, key=lambda note: note.weight or 0.0).paragraph == 0
