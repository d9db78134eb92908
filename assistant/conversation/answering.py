"""One part of an answer: the rule, the tool or the texts that its intent calls, once the sources are looked at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Verdict
from assistant.conversation.asked_outright import READ_AS_LAW, asked_outright
from assistant.conversation.comparing import sides
from assistant.conversation.formalities import formality_in
from assistant.conversation.in_general import rule_in_general
from assistant.conversation.leads import known_article, likely_article
from assistant.conversation.named_reservation import named_reservation
from assistant.conversation.question_form import Modality, asks_openly, is_closed, modality
from assistant.conversation.reserved_operators import reserved_operators
from assistant.conversation.routing import (
    ANNOUNCES,
    CLOSE_QUESTION,
    PUBLICITY_REF,
    RULES,
    answers_by_law,
    answers_by_threshold,
    asks_where_published,
    describes_market,
    is_of_a_lot,
    is_ruled,
)
from assistant.conversation.same_chapter import beside_in_chapter
from assistant.conversation.settling import LIKELY, SURE, brings_facts
from assistant.conversation.several import separate_questions, write_each
from assistant.conversation.state import Draft
from assistant.conversation.support import Support, assess
from assistant.conversation.ties import tells_a_tie
from assistant.conversation.understanding import Intent
from assistant.conversation.writers.clause import write_clause
from assistant.conversation.writers.decisions import (
    write_obligation,
    write_reservation,
    write_spaser,
)
from assistant.conversation.writers.desk import Desk
from assistant.conversation.writers.direct import asks_directly, write_direct
from assistant.conversation.writers.entrusted_part import with_entrusted_part, write_entrusted_part
from assistant.conversation.writers.hours import write_hours
from assistant.conversation.writers.law import refuse, write_law
from assistant.conversation.writers.lever import write_lever
from assistant.conversation.writers.manners import is_manners, write_manners
from assistant.conversation.writers.noted import noted_opinion
from assistant.conversation.writers.partners import write_partners
from assistant.conversation.writers.procedure import settled_by_sum, write_procedure
from assistant.conversation.writers.released import asks_if_released, write_released
from assistant.conversation.writers.reopened import reopened
from assistant.folding import folded
from assistant.market import MarketFacts

_WRITERS: dict[Intent, Callable[[Desk], Draft]] = {
    Intent.RESERVATION: write_reservation,
    Intent.HOURS: write_hours,
    Intent.CLAUSE: write_clause,
    Intent.CLAUSE_UPDATE: write_clause,
    Intent.PARTNERS: write_partners,
    Intent.OBLIGATION: write_obligation,
    Intent.LEVER: write_lever,
    Intent.PROCEDURE: write_procedure,
    Intent.SPASER: write_spaser,
    Intent.LEGAL: write_law,
}
# Asked in general, these are questions on the law; asked of a market, they call a rule or a tool.
_EITHER = frozenset(_WRITERS) - {Intent.LEGAL, Intent.CLAUSE_UPDATE}
_READ_IN_PARTS = frozenset({Intent.LEGAL, Intent.PROCEDURE})
_TOOLS = frozenset({Intent.PARTNERS, Intent.HOURS})
_BY_TOOL = _TOOLS | {Intent.CLAUSE}
# Decided by a figure told beside a threshold.
_BY_FIGURE = frozenset({Intent.PROCEDURE, Intent.OBLIGATION, Intent.SPASER})
# Where buying from a structure is asked about.
_OF_STRUCTURES = frozenset({Intent.RESERVATION, Intent.PROCEDURE, Intent.LEGAL, Intent.PARTNERS})
# The most chance of a rule, and the least of the texts, for them to be read in its place.
_UNLIKELY = 0.05
_BY_LAW = 0.9
# The log-odds, by subject, from which a message that nothing answers is told to be about something else.
_ELSEWHERE = 2.0
_OF_LOTS = re.compile(r"\blots?\b")
# Where the contract is made known is settled by its amount, whatever else is named.
_PUBLISHES = re.compile(r"\bboamp\b|\bpublicite\b")


def write_part(intent: Intent, desk: Desk) -> Draft:
    """The draft of one intent of the message."""
    return write_entrusted_part(desk, intent) or with_entrusted_part(desk, _part(intent, desk))


def _part(intent: Intent, desk: Desk) -> Draft:
    outright = asked_outright(intent, desk)
    if outright is not None:
        return outright
    if intent is Intent.OUT_OF_SCOPE:
        return _unrecognised(desk)
    if is_manners(intent):
        return write_manners(desk, intent)
    if intent in _OF_STRUCTURES and asks_if_released(desk):
        return write_released(desk)
    if _asks_again(intent, desk):
        return _WRITERS[intent](desk)
    told = has_figures(desk.facts) and intent is Intent.PROCEDURE
    if intent in _READ_IN_PARTS and (parts := sides(desk) or (() if told else separate_questions(desk))):
        return write_each(desk, parts)
    if intent in {*_EITHER, Intent.LEGAL}:
        support = _support(desk)
        if intent in _BY_FIGURE | {Intent.LEGAL} and _asks_a_formality_missing(desk, support):
            return refuse(desk, desk.say("texte_non_installe"))
        lead = known_article(desk, support) if intent in READ_AS_LAW else None
        if lead is None and intent is Intent.RESERVATION:
            lead = named_reservation(desk)
        if lead is None and intent is Intent.LEGAL:
            lead = beside_in_chapter(desk, support)
        if lead is not None:
            return reopened(desk, write_law(desk, _support(desk, lead)), lead)
        likely = likely_article(desk, support) if intent in _BY_FIGURE | {Intent.LEGAL} else None
        if likely is not None:
            return write_law(desk, replace(_support(desk, likely), known=False, rather=True))
        ruled = rule_in_general(intent, desk, support)
        if ruled is not None:
            return _WRITERS[ruled](desk)
        by_sum = intent in {*_READ_IN_PARTS, Intent.LEVER} and settled_by_sum(desk, support)
        if by_sum or answers_by_threshold(intent, desk.message, desk.facts, support):
            return write_procedure(desk, support)
        if intent in _OF_STRUCTURES and asks_directly(desk) and desk.facts.structure_kinds is not None:
            return write_direct(desk)
        told_of = reserved_operators(desk.message, desk.before) if intent is Intent.RESERVATION else None
        # What the rule decides, before anything is written: what it cites is no source of the texts' answer.
        decided = None if told_of is None else desk.toolbox.reservation(desk.facts, desk.on, told_of).verdict
        refused = decided is Verdict.NON
        # A part to reserve, or a share of workers too low, is told by the rule, however few words tell it.
        part = told_of is not None and told_of.of_a_part
        counted = part or (refused and told_of is not None and told_of.worker_share is not None)
        asks_for_part = part and _may(desk.message)
        reads = not _is_certain(intent, desk, support) and (
            (not counted and support.article.ref != ANNOUNCES and _is_unlikely(intent, desk))
            or (not asks_for_part and answers_by_law(intent, desk.message, desk.facts, support, refused=refused))
        )
        if reads or intent is Intent.LEGAL:
            draft = write_law(desk, support)
            # Without an amount, the rule still says what it needs.
            elsewhere = support.signals.is_missing or support.signals.outside >= CLOSE_QUESTION
            foreign = elsewhere and not has_figures(desk.facts)
            if draft.refused and intent is Intent.PROCEDURE and not foreign:
                return write_procedure(desk, support)
            if draft.refused and intent is Intent.LEVER and describes_market(desk.facts):
                # A market told without a figure still gets the levers.
                return write_lever(desk)
            return _otherwise(desk, draft) if draft.refused and not foreign else draft
        if intent is Intent.PROCEDURE:
            draft = write_procedure(desk, support)
            # Where the procedure is still open, the texts on publicity may answer without it.
            return write_law(desk, support) if draft.partial and support.article.ref == PUBLICITY_REF else draft
        if decided is not None:
            return _reservation(desk, support, decided, part=asks_for_part)
        if intent is Intent.CLAUSE and support.signals.asked >= CLOSE_QUESTION:
            return _clause(desk, support)
    return _WRITERS[intent](desk)


def _asks_again(intent: Intent, desk: Desk) -> bool:
    """Whether a message only asks a tool or a rule again with other facts: « et pour 55 000 € ? », « pénalité 60 € par heure »."""
    if desk.understanding.intent is not Intent.FACT_UPDATE:
        return False
    if intent is Intent.PROCEDURE and _OF_LOTS.search(folded(desk.message)):
        # The procedure of a lot is for the texts to tell (R2123-1, 2°).
        return False
    return intent in _TOOLS or (intent in RULES | _BY_TOOL and brings_facts(desk.understanding))


def _asks_a_formality_missing(desk: Desk, support: Support) -> bool:
    """Whether a message asks of a duty beside the procedure, and what is found on it is only about the procedure."""
    named = formality_in(desk.said)
    if named is None or _PUBLISHES.search(folded(desk.said)):
        return False
    # The text may name one where the message names several.
    return is_ruled(support.article.ref) and named.rstrip("s") not in folded(support.article.text)


def _may(message: str) -> bool:
    """Whether a message asks, by yes or no, if something may be done."""
    return is_closed(message) and modality(message) is Modality.PERMITTED


def _is_certain(intent: Intent, desk: Desk, support: Support) -> bool:
    """Whether a tool, or a rule on the market told, is what the message asks for: no text answers better."""
    ruled = is_ruled(support.article.ref)
    least = LIKELY if ruled and intent in _BY_FIGURE else SURE
    if intent is not desk.understanding.intent or desk.understanding.chance < least:
        return False
    if intent is Intent.PROCEDURE and (asks_where_published(desk.message) or is_of_a_lot(desk.message, support)):
        return False
    if intent in {Intent.PROCEDURE, Intent.OBLIGATION}:
        # An exception to the threshold is for the texts to tell (« 70 000 € de livres non scolaires »).
        told = desk.facts.amount_ht or desk.facts.amount_per_year
        return told is not None and (ruled or support.signals.asked < CLOSE_QUESTION)
    if intent is Intent.SPASER:
        # « Peut-on rejoindre le schéma du Département ? » does not ask who must have one.
        return desk.facts.yearly_purchases is not None and modality(desk.message) is not Modality.PERMITTED
    return intent in _BY_TOOL or describes_market(desk.facts)


def _is_unlikely(intent: Intent, desk: Desk) -> bool:
    """Whether a rule is called by a word alone: in conversations, who says so asks for the texts, and no sum is told."""
    read = desk.understanding
    return intent in RULES and read.chance < _UNLIKELY and read.law >= _BY_LAW and not has_figures(desk.facts)


def _otherwise(desk: Desk, refused: Draft) -> Draft:
    """What a tool answers of a market told, where the texts hold nothing."""
    tool = desk.understanding.otherwise
    told = has_figures(desk.facts) and describes_market(desk.facts)
    return _WRITERS[tool](desk) if tool is not None and told else refused


def _clause(desk: Desk, support: Support) -> Draft:
    """The template; the texts where none covers a question (« je rédige mon marché subséquent : que doit-il contenir ? »)."""
    draft = write_clause(desk)
    asks = is_closed(desk.message) or asks_openly(desk.message)
    law = write_law(desk, support) if draft.refused and asks else draft
    return draft if law.refused else law


def _reservation(desk: Desk, support: Support, decided: Verdict, *, part: bool) -> Draft:
    """The rule; the texts where the notes of a circumstance it does not know say otherwise, or on another contract."""
    if decided is Verdict.SANS_OBJET:
        law = write_law(desk, support)
        return write_reservation(desk) if law.refused and not support.signals.is_missing else law
    # What is told rules it out: no note knows better.
    told = has_figures(desk.facts) or decided is Verdict.NON or part
    opinion = None if told else noted_opinion(desk, support)
    otherwise = opinion is not None and opinion.is_firm and opinion.verdict is not decided
    return write_law(desk, support) if otherwise else write_reservation(desk)


def _support(desk: Desk, lead: str | None = None) -> Support:
    return assess(desk.toolbox, desk.outside, desk.message, desk.on, lead)


def _unrecognised(desk: Desk) -> Draft:
    """No cue was recognised: the texts may still answer, and only they can tell."""
    support = _support(desk)
    lead = known_article(desk, support) or beside_in_chapter(desk, support)
    draft = write_law(desk, support if lead is None else _support(desk, lead))
    tied = tells_a_tie(desk.message)
    foreign = not support.signals.is_missing and support.signals.foreign >= _ELSEWHERE
    # The words of another subject (« la recette de… ») tell it, however near an article that is not installed comes.
    elsewhere = not tied and (foreign or desk.understanding.off_topic)
    return write_manners(desk, Intent.OUT_OF_SCOPE) if draft.refused and elsewhere else draft


def has_figures(facts: MarketFacts) -> bool:
    """Whether a sum or hours of the market are known."""
    return any(fact is not None for fact in (facts.amount_ht, facts.labour_hours, facts.target_hours))
