"""Questions on the law that figures settle: an advance, a change of low value, a turnover required. Rules decide."""

from __future__ import annotations

import re

from assistant.answer import Verdict
from assistant.conversation.contract_changes import read_change, read_turnover
from assistant.conversation.question_form import Modality, is_closed, modality
from assistant.conversation.support import Support
from assistant.conversation.writers.desk import Desk
from assistant.errors import InvalidInput
from assistant.folding import folded
from assistant.rules import advance, modification, necessary_change, turnover
from assistant.rules.decision import Decision

# The articles that lead to each rule: its own, and those that send to it.
_ADVANCE = frozenset({advance.REF, "L2191-2"})
_CHANGES = frozenset({modification.REF, "R2194-9", "L2194-1"})
_ABOUT_ADVANCE = re.compile(r"\bavances?\b")
_REFUSES = re.compile(r"\b(refus\w+|ne (pas|plus) (verser|accorder|payer|donner)|sans (verser|avance))\b")
_ANEW = re.compile(
    r"\b(remettre|remise) en concurrence|\brelanc\w+|\bnouve(au|lle|l) (marche|procedure|consultation|appel|mise)|\brepasser\b"
)
_FIRST = re.compile(
    r"\bpremier(e)? (avenant|modification|changement)|\b(aucun|pas d)\w*['e]? ?(autre )?(avenant|modification)"
    r"|\b(seul|unique) (avenant|changement)|\bseule modification|\bjamais (modifie|fait d'avenant)"
)
_LOW_VALUE = re.compile(r"\b(faible|petit\w*|minime)\b")
# « … 90 000 € exigés, c’est trop ? » asks the contrary of « puis-je exiger 90 000 € ? ».
_EXCESSIVE = re.compile(r"\btrop\b|\bexcessi\w*|\babusi\w*|\bexager\w*|\bdisproportion\w*|\binterdit|\billegal")
_UNJUSTIFIED = re.compile(r"\bsans (raison|justif\w*|motif|le justifier|explication)")


def counted(desk: Desk, support: Support) -> Decision | None:
    """The decision of a rule on the figures told, its verdict turned to what the question asks; ``None`` when none decides.

    An open question, or one without the figures that decide, is left to the texts.
    """
    try:
        decision = _decision(desk, support.article.ref)
    except InvalidInput:
        # The figures are not those of a contract: the texts answer without them.
        return None
    return decision if decision is not None and desk.citer.knows(decision.steps[0].ref or "") else None


def _decision(desk: Desk, ref: str) -> Decision | None:
    question, figures, on = desk.message, desk.toolbox.figures, desk.on
    if not is_closed(question) and "?" in question:
        return None
    if ref in _ADVANCE and _ABOUT_ADVANCE.search(folded(question)):
        request = advance.from_facts(desk.facts)
        if request.amount_ht is None and request.months is None:
            return None
        return _for_advance(question, advance.decide_advance(request, figures, on))
    if ref in _CHANGES:
        return _for_change(desk, question)
    if ref in necessary_change.REFS:
        return _for_necessary_change(desk, question)
    if ref == turnover.REF and not _UNJUSTIFIED.search(folded(question)):
        said = read_turnover(question)
        known = desk.facts.amount_ht.value if desk.facts.amount_ht else None
        estimated = said[1] or known if said else None
        decision = turnover.decide_turnover(said[0] if said else None, estimated, figures, on)
        return _as_excess(decision) if decision and _EXCESSIVE.search(folded(question)) else decision
    return None


def _for_necessary_change(desk: Desk, question: str) -> Decision | None:
    request, asked = told_change(desk), modality(question)
    if request is None or (asked is Modality.REQUIRED and not _ANEW.search(folded(question))):
        return None
    decision = necessary_change.decide_necessary_change(
        request.known_share, request.buyer_kind, desk.toolbox.figures, desk.on
    )
    return _of_a_change(decision, asked) if decision else None


def _as_excess(decision: Decision) -> Decision:
    """The answer to whether a requirement exceeds what is allowed: it does where only reasons could allow it."""
    verdict = Verdict.NON if decision.verdict is Verdict.OUI else Verdict.OUI
    return decision.model_copy(update={"verdict": verdict})


def _for_advance(question: str, decision: Decision) -> Decision | None:
    asked = modality(question)
    if asked is Modality.PERMITTED:
        # A buyer may always grant one (R2191-4): another question than whether it is due.
        return None
    denied = asked in (Modality.RELEASED, Modality.FORBIDDEN) or bool(_REFUSES.search(folded(question)))
    return decision.turned() if denied else decision


def told_change(desk: Desk) -> modification.ModificationRequest | None:
    """What the message tells of a change of the contract, completed by the facts known."""
    change = read_change(desk.message)
    if change is None:
        return None
    facts = desk.facts
    known = facts.amount_ht.value if facts.amount_ht else None
    return modification.ModificationRequest(
        initial_ht=change.initial_ht or (known if known != change.added_ht else None),
        added_ht=change.added_ht,
        share=change.share,
        first=bool(_FIRST.search(folded(desk.message))),
        nature=facts.nature.value if facts.nature else None,
        buyer_kind=facts.buyer_kind.value if facts.buyer_kind else None,
    )


def _for_change(desk: Desk, question: str) -> Decision | None:
    request = told_change(desk)
    if request is None or request.known_share is None:
        return None
    limits = {limit.value for limit in modification.limits_of(None, desk.toolbox.figures, desk.on)}
    if request.added_ht is None and request.share in limits:
        # « le calcul des 10 % » speaks of the limit itself.
        return None
    decision = modification.decide_small_modification(request, desk.toolbox.figures, desk.on)
    text = folded(question)
    asked = modality(question)
    if asked is Modality.REQUIRED and not _ANEW.search(text):
        return None
    if decision.verdict is Verdict.NON and not _LOW_VALUE.search(text):
        # Above the limits, the other cases of L2194-1 may still allow it.
        return decision.model_copy(update={"verdict": Verdict.SOUS_CONDITIONS})
    return _of_a_change(decision, asked)


def _of_a_change(decision: Decision, asked: Modality) -> Decision:
    """The answer to « may I change it », turned for « must I start anew » and « is it forbidden »."""
    return decision.turned() if asked in (Modality.REQUIRED, Modality.FORBIDDEN) else decision
