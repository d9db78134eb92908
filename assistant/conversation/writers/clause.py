"""Draft clauses: the department's template filled from the calculator and the question, nothing invented."""

from __future__ import annotations

from assistant.answer import BlockKind, Calculation, Clause
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.hours import calculation_texts
from assistant.errors import MissingFact, NoTemplate, UnknownFigure
from assistant.tools import query_of

# What may be asked next of a draft, by the variable it changes.
_UPDATES = {"effort": "Passe à 7 %", "penalite_heure": "Ajoute une pénalité de 60 € par heure non réalisée"}
_ASK_WHO = "Qui peut répondre ?"
_STARTS = ("Rédige la clause d’insertion", "Rédige une clause de marché réservé", "Rédige la note de motifs")


def write_clause(desk: Desk) -> Draft:
    """A clause to paste, its citations, where each variable came from, and what is left to fill in."""
    calculation, reason = _hours(desk)
    structures = desk.toolbox.partners(query_of(desk.facts)).matches if desk.facts.trade else ()
    try:
        clause = desk.toolbox.draft(
            desk.message, desk.facts, desk.on, calculation, structures[:5], desk.previous_clause
        )
    except NoTemplate as refusal:
        sentences = [desk.say("phrase", text=refusal.message)]
        return Draft(
            blocks=block(BlockKind.REFUSAL, sentences),
            refused=True,
            follow_ups=_STARTS,
            evidence=desk.evidence((refusal.message,)),
        )
    numbers = tuple(number for ref in clause.refs for number in desk.citer.cite(ref, used_for=clause.title))
    opening = desk.say("clause_modifiee" if clause.changes else "clause_redigee", title=clause.title,
                       document=clause.document)  # fmt: skip
    warnings = [desk.say("phrase", text=text) for text in (*clause.remarks, *([reason] if reason else []))]
    blocks = (
        *block(BlockKind.SUMMARY, [opening.model_copy(update={"citations": numbers[:4]})]),
        *block(BlockKind.PARAGRAPH, [desk.say("phrase", text=change) for change in clause.changes], "Changements"),
        *block(BlockKind.CLAUSE, [desk.say("clause_texte")], clause.title),
        *block(BlockKind.WARNING, warnings),
        *block(BlockKind.QUESTIONS, [desk.say("phrase", text=p) for p in clause.to_complete], "Reste à compléter"),
    )
    return Draft(
        blocks=blocks,
        citations=desk.citer.citations,
        calculation=calculation if _sets_hours(clause) else None,
        clause=clause,
        follow_ups=_updates(clause),
        evidence=desk.evidence((*_texts(clause, calculation), reason or "")),
    )


def _updates(clause: Clause) -> tuple[str, ...]:
    """The changes that make sense for this draft: what the buyer said himself is not offered to change."""
    left = {variable.name for variable in clause.variables if variable.origin != "question"}
    return (*(said for name, said in _UPDATES.items() if name in left), _ASK_WHO)


def _hours(desk: Desk) -> tuple[Calculation | None, str | None]:
    """The calculation that feeds the clause, or why there is none yet."""
    try:
        return desk.toolbox.hours(desk.facts, desk.on), None
    except (MissingFact, UnknownFigure) as missing:
        return None, missing.message


def _sets_hours(clause: Clause) -> bool:
    return any(variable.origin == "calculateur" for variable in clause.variables)


def _texts(clause: Clause, calculation: Calculation | None) -> tuple[str, ...]:
    variables = (f"{variable.label} {variable.value}" for variable in clause.variables)
    hours = calculation_texts(calculation) if calculation else ()
    return (clause.text, clause.title, clause.document, *clause.changes, *clause.remarks, *clause.to_complete,
            *variables, *hours)  # fmt: skip
