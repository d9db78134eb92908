"""The steps of a turn, one function each; :mod:`assistant.conversation.graph` wires them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import structlog
from langgraph.config import get_stream_writer

from assistant.answer import Answer, Block, BlockKind, Sentence, Status
from assistant.conversation.citing import Citer
from assistant.conversation.correcting import corrected
from assistant.conversation.fact_merging import describe_facts, merge_facts, named_facts
from assistant.conversation.followups import answered_intent, continued, only_forgets, whole_question
from assistant.conversation.limits import Limit, limit_of
from assistant.conversation.outside import OutsideExamples
from assistant.conversation.pasted import own_words
from assistant.conversation.rendering import render_text
from assistant.conversation.routing import (
    CLOSE_QUESTION,
    SAME_QUESTION,
    answers_by_law,
    answers_by_threshold,
)
from assistant.conversation.sentences import Sentences
from assistant.conversation.state import (
    Draft,
    State,
    Turn,
    finished_turns,
    remembered_clause,
    remembered_facts,
)
from assistant.conversation.support import ON_SUBJECT, Support, assess
from assistant.conversation.understanding import Intent, Lexicon, Understanding, understand
from assistant.conversation.writers.clause import write_clause
from assistant.conversation.writers.counted import leading
from assistant.conversation.writers.decisions import (
    write_obligation,
    write_procedure,
    write_reservation,
    write_spaser,
)
from assistant.conversation.writers.desk import Desk, block, merge
from assistant.conversation.writers.figures import FigureQuestions, write_figure
from assistant.conversation.writers.hours import write_hours
from assistant.conversation.writers.law import refuse, write_law
from assistant.conversation.writers.lever import write_lever
from assistant.conversation.writers.manners import is_manners, write_manners
from assistant.conversation.writers.partners import write_partners
from assistant.errors import InvalidInput
from assistant.market import Fact, MarketFacts
from assistant.tools import Toolbox
from assistant.verification import Evidence, check_sentence

log = structlog.get_logger(__name__)

_WRITERS: dict[Intent, Callable[[Desk], Draft]] = {
    Intent.RESERVATION: write_reservation,
    Intent.HOURS: write_hours,
    Intent.CLAUSE: write_clause,
    Intent.CLAUSE_UPDATE: write_clause,
    Intent.PARTNERS: write_partners,
    Intent.OBLIGATION: write_obligation,
    Intent.LEVER: write_lever,
    Intent.SPASER: write_spaser,
    Intent.LEGAL: write_law,
}
MAX_TURNS_KEPT = 200
_PUBLICITY = frozenset({"R2131-12"})
# So few words may ask nothing alone; what tools answer has its own way to continue.
_ELLIPTIC = 4
_TEXTUAL = frozenset({Intent.LEGAL, Intent.OUT_OF_SCOPE, Intent.OBLIGATION, Intent.PROCEDURE})
_EARLIER = 3
# A message this short may continue the question before it, unless an example of another subject is this much nearer to
# it than any margin question.
_FEW_WORDS = 14
_FOREIGN = 0.02
# Asked in general, these are questions on the law; asked of a market, they call a rule or a tool.
_EITHER = (frozenset(_WRITERS) | {Intent.PROCEDURE}) - {Intent.LEGAL, Intent.CLAUSE_UPDATE}
# A change of a contract under way may be told in the words of these.
_READ_AS_LAW = frozenset({Intent.LEGAL, Intent.PROCEDURE, Intent.LEVER, Intent.OBLIGATION})
# What the sources never hold is refused for questions on the law; the tools answer the rest.
_LIMITED = frozenset(
    {Intent.LEGAL, Intent.OUT_OF_SCOPE, Intent.PARTNERS, Intent.PROCEDURE, Intent.HOURS, Intent.LEVER}
)


class Nodes:
    """The steps, with the tools they use."""

    def __init__(
        self,
        toolbox: Toolbox,
        lexicon: Lexicon,
        sentences: Sentences,
        limits: tuple[Limit, ...],
        outside: OutsideExamples,
        figures: FigureQuestions,
        stale_after_days: int,
    ) -> None:
        self._figures = figures
        self._limits = limits
        self._outside = outside
        self._toolbox = toolbox
        self._lexicon = lexicon
        self._sentences = sentences
        self._stale_after_days = stale_after_days

    def understand(self, state: State) -> dict[str, Any]:
        """Read the facts and the intent of the message, and merge them with what was known."""
        _progress("understand")
        before = remembered_facts(state)
        turns = state.get("turns", [])
        said = own_words(state["message"])
        read = understand(said, self._lexicon, before, _previous_intent(state), len(turns))
        kept = before if read.is_follow_up else _same_market(before, read.facts)
        return {"understanding": read, "market": merge_facts(kept, read.facts, read.forgotten)}

    def write(self, state: State) -> dict[str, Any]:
        """Compute and write the answer, part by part; tell the question the conversation is now about."""
        _progress("search")
        said, topic = own_words(state["message"]), state.get("topic", "")
        whole = whole_question(said, topic, state["understanding"], _previous_intent(state))
        if whole == said and topic and self._is_elliptic(state, said, topic):
            whole = continued(topic, said)
        draft = self._answer(self._desk(state, whole))
        if draft.refused and whole == said and self._may_continue(said, state["on"]):
            for question in _earlier(state, topic):
                again = self._answer(self._desk(state, continued(question, said)))
                if not again.refused:
                    whole, draft = continued(question, said), again
                    break
        return {"draft": draft, "topic": _topic(state, whole, refused=draft.refused)}

    def _desk(self, state: State, message: str) -> Desk:
        turns = finished_turns(state)
        return Desk(
            toolbox=self._toolbox,
            sentences=self._sentences,
            outside=self._outside,
            limits={limit.name: limit for limit in self._limits},
            citer=Citer(self._toolbox.corpus.articles, state["on"], self._stale_after_days),
            message=message,
            said=own_words(state["message"]),
            understanding=state["understanding"],
            facts=state["market"],
            previous_facts=remembered_facts(state),
            previous_intent=_previous_intent(state),
            on=state["on"],
            previous_clause=remembered_clause(state),
            previous_questions=tuple(turn.question for turn in turns),
            previous_answers=tuple(turn.answer for turn in turns),
        )

    def _answer(self, desk: Desk) -> Draft:
        read = desk.understanding
        if only_forgets(read, desk.previous_intent):
            return _forgetting(desk, named_facts(desk.previous_facts, read.forgotten))
        figure = self._figures.asked(desk.said)
        if figure is not None and not _has_figures(desk.facts) and read.intent in _LIMITED:
            return write_figure(desk, figure)
        limit = limit_of(desk.said, self._limits)
        if limit is not None and read.intent in _LIMITED:
            return _limited(desk, limit)
        drafts = []
        for intent in _intents(read, desk.previous_intent):
            try:
                drafts.append(_write(intent, desk))
            except InvalidInput as refusal:
                drafts.append(_invalid(desk, refusal))
        return corrected(desk, merge(drafts))

    def _is_elliptic(self, state: State, message: str, topic: str) -> bool:
        """Whether few words ask what no margin question asks alone, and the texts answer once the earlier one is added."""
        read, on = state["understanding"], state["on"]
        if read.length > _ELLIPTIC or read.refs or read.intent not in _TEXTUAL:
            return False
        alone = assess(self._toolbox, self._outside, message, on).signals
        if alone.asked >= SAME_QUESTION or alone.outside - alone.asked >= _FOREIGN:
            return False
        whole = assess(self._toolbox, self._outside, continued(topic, message), on).signals
        return whole.confidence >= ON_SUBJECT

    def _may_continue(self, message: str, on: date) -> bool:
        """Whether a message refused alone may be a few words on the question before it, and not on another subject."""
        if len(message.split()) > _FEW_WORDS or limit_of(message, self._limits) is not None:
            return False
        signals = assess(self._toolbox, self._outside, message, on).signals
        return signals.outside - signals.asked < _FOREIGN

    def verify(self, state: State) -> dict[str, Any]:
        """Drop every sentence that its evidence does not support, then render the answer."""
        _progress("verify")
        draft = state["draft"]
        evidence = _with_answer(draft, state).in_force(state["on"])
        blocks = tuple(kept for part in draft.blocks if (kept := _checked(part, evidence)) is not None)
        understood = describe_facts(state["market"])
        status = Status.REFUSED if draft.refused else Status.PARTIAL if draft.partial else Status.ANSWERED
        questions = tuple(dict.fromkeys((*state["understanding"].needs, *draft.questions)))[:2]
        if questions:
            said = tuple(Sentence(text=question) for question in questions)
            blocks += (Block(kind=BlockKind.QUESTIONS, sentences=said, title="Pour préciser la réponse"),)
        answer = Answer(
            verdict=draft.verdict,
            status=status,
            text=render_text(blocks, draft.citations, draft.structures, draft.clause),
            blocks=blocks,
            citations=draft.citations,
            calculation=draft.calculation,
            structures=draft.structures,
            clause=draft.clause,
            understood=understood,
            questions=questions,
            follow_ups=draft.follow_ups,
            conversation_id=state["conversation_id"],
            intent=state["understanding"].intent.value,
            as_of=state["on"],
            corpus_date=self._toolbox.corpus.latest_consolidation,
        )
        return {"answer": answer, "evidence": evidence}

    def remember(self, state: State) -> dict[str, Any]:
        """Keep the facts, the clause and the turn for the next message."""
        answer = state["answer"]
        turn = Turn(question=state["message"], answer=answer, at=datetime.now(UTC))
        intent = state["understanding"].intent
        if intent is Intent.OUT_OF_SCOPE and answer.status is not Status.REFUSED:
            # The texts answered what no cue told.
            intent = Intent.LEGAL
        kept = state.get("intent") if is_manners(intent) or intent is Intent.FACT_UPDATE else intent.value
        clause = answer.clause.model_dump(mode="json") if answer.clause else state.get("clause")
        turns = [*state.get("turns", []), turn.model_dump(mode="json")][-MAX_TURNS_KEPT:]
        facts = state["market"].model_dump(mode="json")
        return {"facts": facts, "intent": kept or "", "clause": clause, "turns": turns}


def _topic(state: State, whole: str, *, refused: bool) -> str:
    """The question the conversation is about once this turn is over; ``whole`` is the one just read."""
    read, before = state["understanding"], state.get("topic", "")
    if is_manners(read.intent) and (refused or read.intent is not Intent.OUT_OF_SCOPE):
        return before
    if read.intent is Intent.FACT_UPDATE or (refused and before):
        return before
    said = own_words(state["message"])
    # What continues a question does not replace it: the next message continues the same one.
    return before if before and whole != said else said


def _earlier(state: State, topic: str) -> tuple[str, ...]:
    """The questions a message may continue: the one the conversation is about, then the last ones asked."""
    asked = [own_words(turn.question) for turn in reversed(finished_turns(state))]
    return tuple(dict.fromkeys(question for question in (topic, *asked) if question))[:_EARLIER]


def _previous_intent(state: State) -> Intent | None:
    return Intent(state["intent"]) if state.get("intent") else None


def _intents(read: Understanding, previous: Intent | None) -> tuple[Intent, ...]:
    if read.intent is Intent.FACT_UPDATE:
        return (answered_intent(read, previous),)
    return read.intents or (read.intent,)


def _forgetting(desk: Desk, names: str) -> Draft:
    said = desk.say("oubli", names=names) if names else desk.say("rien_a_oublier")
    return Draft(blocks=block(BlockKind.SUMMARY, [said]), evidence=desk.evidence())


def _write(intent: Intent, desk: Desk) -> Draft:
    if intent is Intent.OUT_OF_SCOPE:
        # No cue was recognised: the texts may still answer, and only they can tell.
        support = _support(desk)
        lead = leading(desk, support)
        if lead is not None:
            support = _support(desk, lead)
        draft = write_law(desk, support)
        engine = desk.toolbox.engine
        missing = draft.refused and desk.outside.is_missing_text(engine, desk.message)
        near = missing and desk.outside.similarity(engine, desk.message) >= CLOSE_QUESTION
        return write_manners(desk) if draft.refused and not near else draft
    if is_manners(intent):
        return write_manners(desk)
    if intent in {*_EITHER, Intent.LEGAL}:
        support = _support(desk)
        lead = leading(desk, support) if intent in _READ_AS_LAW else None
        if lead is not None:
            return write_law(desk, _support(desk, lead))
        if answers_by_threshold(intent, desk.message, desk.facts, support):
            return write_procedure(desk, support)
        if intent is Intent.LEGAL or answers_by_law(intent, desk.message, desk.facts, support):
            draft = write_law(desk, support)
            # Without an amount, the rule still says what it needs.
            foreign = support.signals.outside >= CLOSE_QUESTION and not _has_figures(desk.facts)
            return (
                write_procedure(desk, support)
                if draft.refused and intent is Intent.PROCEDURE and not foreign
                else draft
            )
        if intent is Intent.PROCEDURE:
            draft = write_procedure(desk, support)
            # Where the procedure is still open, the texts on publicity may answer without it.
            return write_law(desk, support) if draft.partial and support.article.ref in _PUBLICITY else draft
    return _WRITERS[intent](desk)


def _support(desk: Desk, lead: str | None = None) -> Support:
    return assess(desk.toolbox, desk.outside, desk.message, desk.on, lead)


def _same_market(before: MarketFacts, new: MarketFacts) -> MarketFacts:
    """What may be carried to a new question: everything, unless it names another trade, lot or kind of contract.

    Who buys and where does not change with the subject.
    """
    moved = _differs(before.trade, new.trade) or _differs(before.contract, new.contract)
    moved = moved or (_differs(before.nature, new.nature) and new.amount_ht is not None)
    if not moved:
        return before
    return MarketFacts(buyer_kind=before.buyer_kind, place=before.place, yearly_purchases=before.yearly_purchases)


def _differs(before: Fact[Any] | None, new: Fact[Any] | None) -> bool:
    return before is not None and new is not None and before.value != new.value


def _has_figures(facts: MarketFacts) -> bool:
    return any(fact is not None for fact in (facts.amount_ht, facts.labour_hours, facts.target_hours))


def _limited(desk: Desk, limit: Limit) -> Draft:
    for ref in limit.cite:
        desk.citer.cite(ref, used_for="champ d’application du code")
    return refuse(desk, desk.say("phrase", text=limit.say), where=limit.where)


def _invalid(desk: Desk, refusal: InvalidInput) -> Draft:
    said = [desk.say("phrase", text=refusal.message)]
    return Draft(blocks=block(BlockKind.WARNING, said), partial=True, evidence=desk.evidence((refusal.message,)))


def _with_answer(draft: Draft, state: State) -> Evidence:
    """The evidence of a draft, completed by its own citations' dates and the facts understood."""
    facts = tuple(f"{fact.value} {fact.source}" for fact in describe_facts(state["market"]))
    return replace(draft.evidence, user_texts=(*draft.evidence.user_texts, *facts))


def _checked(part: Block, evidence: Evidence) -> Block | None:
    kept = []
    for sentence in part.sentences:
        findings = check_sentence(sentence.text, evidence)
        if findings:
            log.warning("sentence_removed", kinds=sorted({finding.kind.name for finding in findings}))
        else:
            kept.append(sentence)
    if not kept and part.kind not in {BlockKind.STRUCTURES, BlockKind.CLAUSE}:
        return None
    return part.model_copy(update={"sentences": tuple(kept)})


def _progress(step: str) -> None:
    get_stream_writer()({"progress": step})
