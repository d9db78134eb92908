"""« Je dois l’écrire quelque part ? », once a social condition is said to be due: where it is written, and where its absence is."""

from __future__ import annotations

from assistant.answer import BlockKind, Verdict
from assistant.conversation.duty_asked import exceptions_told
from assistant.conversation.question_form import is_closed
from assistant.conversation.state import Draft
from assistant.conversation.writers.decisions import decision_texts, reference_text, side_told
from assistant.conversation.writers.desk import Desk, block
from assistant.market import BuyerKind

_CLAUSES, _DUTY, _KEPT = "L2112-2", "L2112-2-1", "L2184-1"
_MAY_BE_WRITTEN = "Rédige la clause d’insertion pour ce marché"
_REASONS = "Rédige la note de motifs"


def write_duty_written(desk: Desk) -> Draft:
    """The clauses of the contract for the condition, the documents kept for the reasons of its absence."""
    decision = desk.toolbox.obligation(desk.facts, desk.on, side_told(desk))
    free = decision.verdict is Verdict.NON
    entity = desk.facts.buyer_kind is not None and desk.facts.buyer_kind.value is BuyerKind.CONTRACTING_ENTITY
    clauses = desk.citer.cite(_CLAUSES, used_for="où s’écrit une condition d’exécution")
    duty = desk.citer.cite(_DUTY, used_for="où s’écrivent les motifs")
    kept = desk.citer.cite(_KEPT, used_for="documents conservés") if desk.citer.knows(_KEPT) and not entity else ()
    verdict = Verdict.OUI if is_closed(desk.said) and not free else None
    summary = desk.sentences.render("condition_ecrite", free=free)
    said = [desk.summarise(verdict, summary, clauses)]
    if not free:
        absent = desk.sentences.render("absence_ecrite", entity=entity)
        set_aside = bool(exceptions_told(desk.before))
        said.append(desk.summarise(verdict if set_aside else None, absent, duty, kept))
        if set_aside:
            # What was asked of last is written first.
            said = [said[1], desk.summarise(None, summary, clauses)]
    refs = (_CLAUSES,) if free else (_CLAUSES, *((_KEPT,) if kept else ()))
    return Draft(
        verdict=verdict,
        blocks=(
            *block(BlockKind.SUMMARY, said),
            *block(BlockKind.PARAGRAPH, [reference_text(desk, ref) for ref in refs], "Textes de référence"),
        ),
        citations=desk.citer.citations,
        follow_ups=(_MAY_BE_WRITTEN,) if free else (_MAY_BE_WRITTEN, _REASONS),
        evidence=desk.evidence(decision_texts(decision)),
    )
