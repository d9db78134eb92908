"""Draft clauses: the department's template filled from the calculator and the question, nothing invented."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answer import Block, BlockKind, Calculation, Clause, Sentence, StructureMatch
from assistant.conversation.draft_requests import is_lone_order
from assistant.conversation.fact_merging import describe_facts
from assistant.conversation.file_asked import asks_for_the_file
from assistant.conversation.reserved_part import reserved_part
from assistant.conversation.settling import brings_facts
from assistant.conversation.state import Draft
from assistant.conversation.unapplied import unapplied, unwritten
from assistant.conversation.understanding import Intent
from assistant.conversation.words_asked import asks_for_words, unquoted
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.draft_notes import facts_to_draft, irregular_offer, notes_on
from assistant.conversation.writers.hours import calculation_texts
from assistant.conversation.writers.notice_words import was_shown_whole, write_notice_words
from assistant.drafting.articles import mention, named_articles
from assistant.drafting.choice import kind_of
from assistant.drafting.lot_progress import LotProgress
from assistant.drafting.values import CALCULATOR, QUESTION, TO_COMPLETE
from assistant.drafting.wording import lower_first
from assistant.errors import MissingFact, NoTemplate, UnknownFigure
from assistant.retrieval.lexicon import stems
from assistant.tools import query_of
from corpus.models import ClauseKind

# What may be asked next of a draft, by the variable it changes.
_RAISE_EFFORT = "Passe à 7 %"
_PENALTY = "Ajoute une pénalité de 60 € par heure non réalisée"
# A paragraph that shares so many words with a change asked for already treats it.
_ENOUGH_SHARED = 2
_SENTENCE = 60
# The changes named to who asked for one that no template makes.
_MOST_NAMED = 8
_HOURS = "heures"
_SET_HOURS = frozenset({ClauseKind.EXECUTION, ClauseKind.COMMITMENT})
_RESERVED = "perimetre"
_RESERVATIONS = frozenset({ClauseKind.RESERVATION, ClauseKind.SOCIAL_ECONOMY_RESERVATION})
_MOST_ARTICLES = 2
_WORDS = "Phrase à reprendre dans l’avis"
_ARTICLE = "Ce que vous demandez, à part"
_ASK_WHO = "Qui peut répondre ?"
_DONE_BY_SOMEBODY = frozenset({ClauseKind.EXECUTION, ClauseKind.RESERVATION, ClauseKind.SUBCONTRACTING})
# What names the texts between which a message goes from one to another.
_KINDS_SAID = ("critère", "clause", "condition d’exécution", "réservation")
_STARTS = ("Rédige la clause d’insertion", "Rédige une clause de marché réservé", "Rédige la note de motifs")


def write_clause(
    desk: Desk,
    request: str | None = None,
    progress: tuple[LotProgress, ...] = (),
    values: Mapping[str, str] | None = None,
) -> Draft:
    """A clause to paste, its citations, where each variable came from, and what is left to fill in.

    ``request`` names the text where the message itself does not, ``values`` are then those of its variables, and
    ``progress`` the hours due and done of each lot.
    """
    calculation, reason = _hours(desk)
    structures = desk.toolbox.partners(query_of(desk.facts)).matches if desk.facts.trade else ()
    try:
        asked = request or _ordered(desk) or unquoted(desk.message)
        clause = _drafted(desk, asked, calculation, structures[:5], values, progress)
    except NoTemplate as refusal:
        sentences = [desk.say("phrase", text=refusal.message)]
        return Draft(
            blocks=block(BlockKind.REFUSAL, sentences),
            refused=True,
            follow_ups=_STARTS,
            evidence=desk.evidence((refusal.message,)),
        )
    if (alone := write_notice_words(desk, clause)) is not None:
        return alone
    numbers = tuple(number for ref in clause.refs for number in desk.citer.cite(ref, used_for=clause.title))
    part = _part_asked(desk, clause)
    left = _left_out(desk, clause, part)
    opening = _opening(desk, clause, part, left)
    already = None if part or not was_shown_whole(desk) else _already(desk, clause)
    told = (*clause.remarks, *([reason] if reason and _lacks_hours(desk, clause) else []))
    warnings = [*notes_on(desk, clause), *(desk.say("phrase", text=text) for text in told)]
    blocks = (
        *block(BlockKind.SUMMARY, [opening.model_copy(update={"citations": numbers[:4]}), *left]),
        *block(BlockKind.PARAGRAPH, [desk.say("phrase", text=change) for change in clause.changes], "Changements"),
        *block(
            BlockKind.PARAGRAPH,
            [desk.say("phrase", text=f"«\u00a0{already}\u00a0»")] if already else [],
            "Ce que le projet dit déjà",
        ),
        *part,
        *block(BlockKind.CLAUSE, [desk.say("clause_texte")], clause.title),
        *block(BlockKind.WARNING, warnings),
        *block(BlockKind.QUESTIONS, [desk.say("phrase", text=p) for p in clause.to_complete], "Reste à compléter"),
    )
    return Draft(
        blocks=blocks,
        citations=desk.citer.citations,
        heard=desk.previous_clause is not None,
        calculation=calculation if _sets_hours(clause) else None,
        clause=clause,
        follow_ups=_updates(desk, clause),
        evidence=desk.evidence((*_texts(clause, calculation), reason or "", *_said_before(desk))),
    )


def _drafted(
    desk: Desk,
    asked: str,
    calculation: Calculation | None,
    structures: tuple[StructureMatch, ...],
    values: Mapping[str, str] | None,
    progress: tuple[LotProgress, ...],
) -> Clause:
    """The text asked for; of a reservation, the part told in the conversation is the one reserved."""
    facts, drafter, before = facts_to_draft(desk), desk.toolbox.drafter, desk.previous_clause
    template = drafter.choose(asked, facts, before)
    part, one_lot = None, False
    if drafter.templates[template].kind in _RESERVATIONS:
        messages = (asked, *reversed(desk.previous_questions))
        part, one_lot = reserved_part(
            messages, lambda said: drafter.updates(said, template, facts.lots).get(_RESERVED)
        )
    overrides = {**(values or {}), _RESERVED: part} if part is not None else values
    return desk.toolbox.draft(asked, facts, desk.on, calculation, structures, before, overrides, one_lot, progress)


def _ordered(desk: Desk) -> str | None:
    """The text that « rédige » alone means, by what the conversation was about; ``None`` where a draft is there already."""
    if desk.previous_clause is not None:
        return None
    if asks_for_words(desk.said) and kind_of(unquoted(desk.said)) is None:
        # A sentence asked for without saying of what is that of the notice.
        return _STARTS[1]
    return _STARTS[desk.previous_intent is Intent.RESERVATION] if is_lone_order(desk.said) else None


def _left_out(desk: Desk, clause: Clause, part: tuple[Block, ...]) -> list[Sentence]:
    """What the message asks of the text and this one does not take."""
    if desk.previous_clause is None:
        values = (variable.value for variable in clause.variables if variable.typed)
        missing = unwritten(unquoted(desk.said), clause.text, values)
        return [desk.say("clause_sans_ajout", asked=missing)] if missing else []
    if part:
        return []
    before = desk.previous_clause
    told = [fact.source for fact in describe_facts(desk.understanding.facts)]
    other = before.template != clause.template
    changes = (before.title, clause.title, *_KINDS_SAID) if other else clause.changes
    asked = unapplied(unquoted(desk.said), changes, () if other else told)
    return [desk.say("clause_non_appliquee", asked=asked)] if asked else []


def _opening(desk: Desk, clause: Clause, part: tuple[Block, ...], left: list[Sentence]) -> Sentence:
    """What this draft is: a new one, the last one changed, or the last one as it was, with what may be changed in it."""
    said = {"title": clause.title, "document": clause.document}
    if not clause.changes and asks_for_the_file(desk.said):
        return desk.say("clause_fichier", **said)
    if clause.changes:
        return desk.say("clause_modifiee", **said)
    before = desk.previous_clause
    if before is not None and before.template != clause.template:
        return desk.say("clause_autre_modele", before=before.title, **said)
    if not _is_unchanged(desk, clause) or not was_shown_whole(desk):
        return desk.say("clause_redigee", **said)
    if part:
        return desk.say("clause_contient", **said)
    if brings_facts(desk.understanding) and not left:
        return desk.say("clause_sans_effet", **said)
    meanings = (lower_first(meaning.partition(",")[0]) for meaning in desk.toolbox.changeable(clause))
    can = ", ".join(tuple(dict.fromkeys(meanings))[:_MOST_NAMED])
    return desk.say("clause_inchangee", can=can, **said)


def _part_asked(desk: Desk, clause: Clause) -> tuple[Block, ...]:
    """The part of the text that the message asks for, to be read alone: the words of the notice, or the articles it names."""
    if clause.changes:
        return ()
    if asks_for_words(desk.said) and (words := mention(clause.text)):
        return block(BlockKind.PARAGRAPH, [desk.say("phrase", text=line) for line in words[-1:]], _WORDS)
    if irregular := irregular_offer(desk, clause):
        return block(BlockKind.PARAGRAPH, irregular, _ARTICLE)
    articles = named_articles(unquoted(desk.said), clause.text)
    if desk.previous_clause is None and len(articles) > 1:
        # « La clause, avec les publics et la pénalité » asks for the whole text.
        return ()
    lines = [desk.say("phrase", text=line) for article in articles[:_MOST_ARTICLES] for line in article]
    return block(BlockKind.PARAGRAPH, lines, _ARTICLE)


def _is_unchanged(desk: Desk, clause: Clause) -> bool:
    return desk.previous_clause is not None and desk.previous_clause.text == clause.text


def _already(desk: Desk, clause: Clause) -> str | None:
    """The paragraph of the last draft nearest in words to a change that it does not take, where some says enough."""
    if clause.changes or not _is_unchanged(desk, clause):
        return None
    asked = frozenset(stems(desk.said))
    paragraphs = [line.strip() for line in clause.text.splitlines() if len(line) >= _SENTENCE]
    shared, nearest = max(((len(asked & frozenset(stems(line))), line) for line in paragraphs), default=(0, ""))
    return nearest if shared >= _ENOUGH_SHARED else None


def _updates(desk: Desk, clause: Clause) -> tuple[str, ...]:
    """The changes that make sense for this draft: a rate that is set and that the buyer did not say, a penalty left open.

    Who may answer is asked for work to be done, and not of a note, a letter or a statement.
    """
    origins = {variable.name: variable.origin for variable in clause.variables}
    rated = origins.get("effort") not in {None, TO_COMPLETE, QUESTION}
    offers = {
        _RAISE_EFFORT: rated,
        _PENALTY: origins.get("penalite_heure") == TO_COMPLETE,
        _ASK_WHO: desk.toolbox.drafter.templates[clause.template].kind in _DONE_BY_SOMEBODY,
    }
    return tuple(said for said, fits in offers.items() if fits)


def _hours(desk: Desk) -> tuple[Calculation | None, str | None]:
    """The calculation that feeds the clause, or why there is none yet."""
    try:
        return desk.toolbox.hours(desk.facts, desk.on), None
    except (MissingFact, UnknownFigure) as missing:
        return None, missing.message


def _sets_hours(clause: Clause) -> bool:
    return any(variable.origin == CALCULATOR for variable in clause.variables)


def _lacks_hours(desk: Desk, clause: Clause) -> bool:
    """Whether the text sets hours and has none yet: what their calculation lacks is told there, and nowhere else."""
    sets = desk.toolbox.drafter.templates[clause.template].kind in _SET_HOURS
    return sets and any(v.name == _HOURS and v.origin == TO_COMPLETE for v in clause.variables)


def _said_before(desk: Desk) -> tuple[str, ...]:
    return (desk.previous_clause.title,) if desk.previous_clause else ()


def _texts(clause: Clause, calculation: Calculation | None) -> tuple[str, ...]:
    variables = (f"{variable.label} {variable.value}" for variable in clause.variables)
    hours = calculation_texts(calculation) if calculation else ()
    return (clause.text, clause.title, clause.document, *clause.changes, *clause.remarks, *clause.to_complete,
            *variables, *hours)  # fmt: skip
