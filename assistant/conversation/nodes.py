"""The steps of a turn, one function each; :mod:`assistant.conversation.graph` wires them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from langgraph.config import get_stream_writer

from assistant.answer import Answer, Block, BlockKind, Sentence, Status
from assistant.conversation.answering import has_figures, write_part
from assistant.conversation.apart import Apart
from assistant.conversation.asides import AsideCues
from assistant.conversation.carried import same_market
from assistant.conversation.checking import checked, with_answer
from assistant.conversation.citing import Citer
from assistant.conversation.continuing import Continuing, earlier_questions, topic_after
from assistant.conversation.correcting import corrected
from assistant.conversation.courtesies import without_thanks
from assistant.conversation.deployment import Deployment
from assistant.conversation.draft_changes import changes_draft, without_values
from assistant.conversation.dropped_lots import forgotten_total, without_dropped_lots
from assistant.conversation.fact_merging import describe_facts, merge_facts, named_facts
from assistant.conversation.figure_answered import with_figure_answered
from assistant.conversation.followups import (
    answered_by_tool,
    answered_from_texts,
    answered_intent,
    as_asked_before,
    continued,
    only_forgets,
    whole_question,
)
from assistant.conversation.fresh_offers import fresh
from assistant.conversation.learnt_intent import InConversation, LearntIntent
from assistant.conversation.limits import Limit, limit_of
from assistant.conversation.next_article import stepped_to
from assistant.conversation.one_lot import of_one_lot
from assistant.conversation.outside import OutsideExamples
from assistant.conversation.pasted import own_words
from assistant.conversation.questions_back import questions_back
from assistant.conversation.rendering import render_text
from assistant.conversation.same_again import renewed
from assistant.conversation.sentences import Sentences
from assistant.conversation.settling import TOLD, settled, tried_otherwise
from assistant.conversation.state import (
    Draft,
    State,
    Turn,
    finished_turns,
    last_article,
    previous_intent,
    remembered_clause,
    remembered_facts,
    speaks_of_reservation,
)
from assistant.conversation.suiting import suited
from assistant.conversation.understanding import Intent, Lexicon, Understanding, understand
from assistant.conversation.unread import with_unread_said
from assistant.conversation.writers.asides import write_asides
from assistant.conversation.writers.desk import Desk, merge
from assistant.conversation.writers.doubting import doubts, stand_by
from assistant.conversation.writers.figures import FigureQuestions, write_figures
from assistant.conversation.writers.insisting import asks_of_other_facts, insists, refuse_again
from assistant.conversation.writers.manners import is_manners
from assistant.conversation.writers.uncomputed import write_forgetting, write_invalid, write_limit
from assistant.errors import InvalidInput
from assistant.tools import Toolbox

MAX_TURNS_KEPT = 200
# What the sources never hold is refused for questions on the law; the tools answer the rest.
_LIMITED = frozenset(
    {
        Intent.LEGAL,
        Intent.OUT_OF_SCOPE,
        Intent.PARTNERS,
        Intent.PROCEDURE,
        Intent.HOURS,
        Intent.LEVER,
        Intent.OBLIGATION,
        Intent.RESERVATION,
    }
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
        asides: AsideCues,
        deployment: Deployment,
    ) -> None:
        self._figures = figures
        self._limits = limits
        self._outside = outside
        self._toolbox = toolbox
        self._lexicon = lexicon
        self._sentences = sentences
        self._deployment = deployment
        self._apart = Apart(asides, toolbox.engine.speller, lexicon)
        self._continuing = Continuing(toolbox, outside, limits)
        self._learnt = LearntIntent.load(toolbox.engine.embedder.model_id)

    def understand(self, state: State) -> dict[str, Any]:
        """Read the facts and the intent of the message, and merge them with what was known."""
        _progress("understand")
        before = remembered_facts(state)
        turns = state.get("turns", [])
        said, previous = self._said(state), previous_intent(state)
        encoded = self._toolbox.engine.encode_ahead(said)
        read = understand(said, self._lexicon, before, previous, len(turns))
        asides = self._apart.asides(said, read, (turn["question"] for turn in reversed(turns)))
        if told := self._apart.intents(said, read, asides):
            read = understand(said, self._lexicon, before, previous, len(turns), told)
            read = replace(read, asides=asides, is_follow_up=False)
        # What words tell for sure needs no second opinion: a greeting does not wait for its vectors.
        elif self._learnt is not None and read.intent not in TOLD:
            encoded()
            heard = InConversation(said, read, before, previous)
            guess = self._learnt.guess(heard, self._toolbox.engine, self._lexicon)
            if told := settled(read, guess, previous, said, reserving=speaks_of_reservation(state)):
                read = understand(said, self._lexicon, before, previous, len(turns), told)
            read = replace(read, chance=guess.of(read.intent), law=guess.of(Intent.LEGAL))
            read = replace(read, otherwise=tried_otherwise(guess, said))
        if turns and previous is not None:
            last, asked = turns[-1]["question"], turns[-1]["answer"]["questions"]
            read = with_figure_answered(
                read, said, last, asked, len(turns), previous, of_lots=len(before.lots) > 1
            )
        known, read = without_dropped_lots(before, read, said)
        if any(lot.amount_ht for lot in read.facts.lots):
            known = known.model_copy(update=forgotten_total(known, said))
        kept = of_one_lot(known, read.facts, read.intent)
        kept = kept if read.is_follow_up else same_market(kept, read.facts)
        draft = remembered_clause(state)
        values = self._toolbox.drafter.updates(said, draft.template) if draft else {}
        read = without_values(read, values)
        if draft and changes_draft(said, read, draft, values, previous):
            read = replace(read, intent=Intent.CLAUSE_UPDATE, intents=(Intent.CLAUSE_UPDATE,))
        return {"understanding": read, "market": merge_facts(kept, read.facts, read.forgotten)}

    def write(self, state: State) -> dict[str, Any]:
        """Compute and write the answer, part by part; tell the question the conversation is now about."""
        _progress("search")
        said, topic = self._said(state), state.get("topic", "")
        previous = previous_intent(state)
        read = as_asked_before(said, topic, state["understanding"], previous)
        state = {**state, "understanding": read}
        if doubts(desk := self._desk(state, said, said)):
            # What somebody else holds tells nothing of the market: « le formateur nous a dit le contraire ».
            kept = replace(read, intent=Intent.SOURCES, intents=(Intent.SOURCES,))
            return {"draft": stand_by(desk), "understanding": kept, "market": remembered_facts(state)}
        whole = whole_question(said, topic, read, previous)
        if whole == said and topic and self._continuing.needs(topic, said, read, state["on"]):
            whole = continued(topic, said)
        draft = self._answer(self._desk(state, said, whole))
        if draft.refused and whole == said and self._continuing.may_follow(said, read, state["on"]):
            asked = (self._written_out(turn.question) for turn in reversed(finished_turns(state)))
            for question in earlier_questions(topic, asked):
                again = self._answer(self._desk(state, said, continued(question, said)))
                if not again.refused:
                    whole, draft = continued(question, said), again
                    break
        draft = renewed(draft, said, topic, partial(self._desk, state, said))
        desk = self._desk(state, said, whole)
        if (draft.refused and read.intent in _LIMITED and insists(desk)) or asks_of_other_facts(desk):
            draft = refuse_again(desk)
        topic = topic_after(topic, said, whole, read, refused=draft.refused)
        return {"draft": draft, "topic": topic, "understanding": read}

    def _said(self, state: State) -> str:
        """The user's own words, written out; the name of the article that they ask for as the next one."""
        said = self._written_out(state["message"])
        ref = stepped_to(said, last_article(state), self._toolbox.corpus.articles)
        return said if ref is None else f"Article {ref}"

    def _written_out(self, message: str) -> str:
        return self._toolbox.engine.speller.parted(
            self._lexicon.shorthand.written_out(without_thanks(own_words(message)))
        )

    def _desk(self, state: State, said: str, message: str) -> Desk:
        turns = finished_turns(state)
        return Desk(
            toolbox=self._toolbox,
            sentences=self._sentences,
            outside=self._outside,
            limits={limit.name: limit for limit in self._limits},
            citer=Citer(self._toolbox.corpus.articles, state["on"], self._deployment.stale_after_days),
            deployment=self._deployment,
            message=message,
            said=said,
            understanding=state["understanding"],
            facts=state["market"],
            previous_facts=remembered_facts(state),
            previous_intent=previous_intent(state),
            on=state["on"],
            previous_clause=remembered_clause(state),
            previous_questions=tuple(turn.question for turn in turns),
            previous_answers=tuple(turn.answer for turn in turns),
        )

    def _answer(self, desk: Desk) -> Draft:
        read = desk.understanding
        if read.asides:
            return write_asides(desk, read.asides)
        if only_forgets(read, desk.previous_intent):
            return write_forgetting(desk, named_facts(desk.previous_facts, read.forgotten))
        figures = self._figures.asked(desk.said)
        if figures and not has_figures(desk.facts) and read.intent in _LIMITED:
            return write_figures(desk, figures)
        limit = limit_of(desk.said, self._limits)
        if limit is not None and read.intent in _LIMITED:
            return write_limit(desk, limit)
        drafts = []
        for intent in _intents(read, desk.previous_intent):
            try:
                drafts.append(write_part(intent, desk))
            except InvalidInput as refusal:
                drafts.append(write_invalid(desk, refusal))
        return suited(desk, corrected(desk, with_unread_said(desk, merge(drafts))))

    def verify(self, state: State) -> dict[str, Any]:
        """Drop every sentence that its evidence does not support, then render the answer."""
        _progress("verify")
        draft = state["draft"]
        evidence = with_answer(draft, state).in_force(state["on"])
        blocks = tuple(kept for part in draft.blocks if (kept := checked(part, evidence)) is not None)
        understood, turns = describe_facts(state["market"]), finished_turns(state)
        status = Status.REFUSED if draft.refused else Status.PARTIAL if draft.partial else Status.ANSWERED
        questions = questions_back(state["understanding"].needs, draft.questions, state["market"])
        if questions:
            said = tuple(Sentence(text=question) for question in questions)
            blocks += (Block(kind=BlockKind.QUESTIONS, sentences=said, title="Pour préciser la réponse"),)
        answer = Answer(
            verdict=draft.verdict,
            verdict_to_check=draft.to_check,
            status=status,
            text=render_text(blocks, draft.citations, draft.structures, draft.clause),
            blocks=blocks,
            citations=draft.citations,
            calculation=draft.calculation,
            structures=draft.structures,
            clause=draft.clause,
            understood=understood,
            questions=questions,
            follow_ups=fresh(
                draft.follow_ups, (state["message"], *(t.question for t in turns)), [t.answer for t in turns]
            ),
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
        if answered_from_texts(intent, answer):
            intent = Intent.LEGAL
        if intent is Intent.LEGAL:
            intent = answered_by_tool(answer) or intent
        # What was refused is not what the conversation is about.
        refused = answer.status is Status.REFUSED and intent is Intent.LEGAL
        apart = is_manners(intent) or intent is Intent.FACT_UPDATE or refused
        kept = state.get("intent") if apart else intent.value
        clause = answer.clause.model_dump(mode="json") if answer.clause else state.get("clause")
        turns = [*state.get("turns", []), turn.model_dump(mode="json")][-MAX_TURNS_KEPT:]
        facts = state["market"].model_dump(mode="json")
        return {"facts": facts, "intent": kept or "", "clause": clause, "turns": turns}


def _intents(read: Understanding, previous: Intent | None) -> tuple[Intent, ...]:
    if read.intent is Intent.FACT_UPDATE:
        return (answered_intent(read, previous),)
    return read.intents or (read.intent,)


def _progress(step: str) -> None:
    get_stream_writer()({"progress": step})
