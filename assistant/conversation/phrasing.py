"""The « phrase » step: a language model rewords a finished draft; nothing it writes is shown before it is verified.

Rules have decided: verdict, calculation, clause, structures and quotations are not the model's to change. When it is
slow, down or talks nonsense, the draft is the answer, within the time of one answer.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import structlog
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    BaseMessage,
    HumanMessage,
    SystemMessage,
    ToolMessage,
)
from langchain_core.tools import BaseTool

from assistant.answer import Block, BlockKind, Citation
from assistant.conversation.citing import Citer
from assistant.conversation.fidelity import LinkingWords
from assistant.conversation.manuscript import Manuscript, Refused, Task, Unit
from assistant.conversation.sentences import Sentences
from assistant.conversation.state import Draft
from assistant.errors import ModelUnavailable
from assistant.llm import LanguageModel
from assistant.market import MarketFacts
from assistant.model_tools import Found, langchain_tools
from assistant.tools import Toolbox
from assistant.verification import Evidence
from corpus.regimes import Regime

log = structlog.get_logger(__name__)

DETERMINISTIC = "deterministic"
MAX_TOOL_CALLS = 4
_MAX_FOUND = 12
_MAX_FOUND_CHARACTERS = 4_000


@dataclass(frozen=True, slots=True)
class PhrasingOutcome:
    """The end of the step: what the answer is made of, and which engine wrote it.

    ``blocks`` replace those of the draft, ``citations`` those of the draft with, after them, those of the texts a
    tool added; ``engine`` is the model's name when at least one sentence shown is its own.
    """

    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]
    evidence: Evidence
    engine: str = DETERMINISTIC
    removed: int = 0


@dataclass(slots=True)
class _Exchange:
    """One answer being worded: the messages so far, the tools left, the lines refused."""

    manuscript: Manuscript
    messages: list[BaseMessage]
    tools: dict[str, BaseTool]
    deadline: float
    calls: set[str] = field(default_factory=set)
    refused: list[Refused] = field(default_factory=list)
    found: list[Unit] = field(default_factory=list)
    tools_over: bool = False


class Phraser:
    """Words answers with a language model; safe to share between threads."""

    def __init__(
        self,
        model: LanguageModel,
        sentences: Sentences,
        toolbox: Toolbox,
        linking: LinkingWords,
        stale_after_days: int,
    ) -> None:
        self._model = model
        self._sentences = sentences
        self._toolbox = toolbox
        self._linking = linking
        self._stale_after_days = stale_after_days

    def phrase(
        self, question: str, draft: Draft, evidence: Evidence, facts: MarketFacts, on: date
    ) -> Generator[Block | PhrasingOutcome, None, None]:
        """The blocks of the answer in order, each as soon as it is verified, then the outcome, once, last.

        ``draft`` holds verified blocks only; ``evidence`` is that of the day. A refusal is never reworded. When the
        model fails, the outcome is the draft as it was: a reader replaces by it what was shown before.
        """
        manuscript = Manuscript(draft, evidence, self._linking, _context(facts))
        given = PhrasingOutcome(draft.blocks, draft.citations, evidence)
        if draft.refused or not any(unit.task is Task.REWORD for unit in manuscript.units):
            yield from draft.blocks
            yield given
            return
        exchange = self._open(question, manuscript, evidence, facts, on)
        shown, last = 0, _before_questions(draft)
        try:
            for _ in self._progress(exchange):
                while shown < last and manuscript.is_settled(shown):
                    yield manuscript.block(shown)
                    shown += 1
        except ModelUnavailable as failure:
            log.warning("model_unavailable", model=self._model.name, reason=failure.message)
            yield from draft.blocks[shown:]
            yield given
            return
        removed = self._repair(exchange)
        blocks = [manuscript.block(index) for index in range(len(draft.blocks))]
        citations = self._cited(draft, manuscript, on)
        extra = manuscript.explained_block(citations)
        if extra is not None:
            blocks.insert(last, extra)
        yield from blocks[shown:]
        engine = self._model.name if manuscript.touched else DETERMINISTIC
        yield PhrasingOutcome(tuple(blocks), citations, _completed(evidence, exchange), engine, removed)

    def _open(
        self, question: str, manuscript: Manuscript, evidence: Evidence, facts: MarketFacts, on: date
    ) -> _Exchange:
        fence = secrets.token_hex(8)
        regimes = frozenset(article.regime for article in evidence.articles.values()) or {Regime.ORDINARY}
        tools = langchain_tools(self._toolbox, on, facts, evidence.user_texts, frozenset(regimes))
        asked = self._sentences.render("demande", fence=fence, question=question, units=manuscript.units)
        return _Exchange(
            manuscript=manuscript,
            messages=[
                SystemMessage(self._sentences.render("reformuler", fence=fence)),
                HumanMessage(asked),
            ],
            tools={tool.name: tool for tool in tools},
            deadline=time.monotonic() + self._model.timeout_seconds,
        )

    def _progress(self, exchange: _Exchange) -> Iterator[None]:
        """Read the model's lines, answering its calls; yields after each line taken.

        Raises:
            ModelUnavailable: no usable reply in time, or the model calls tools without end.
        """
        while True:
            whole: AIMessageChunk | None = None
            lines = _Lines()
            tools = () if exchange.tools_over else tuple(exchange.tools.values())
            for chunk in self._model.stream(exchange.messages, exchange.deadline, tools):
                whole = chunk if whole is None else whole + chunk
                for line in lines.feed(chunk.text):
                    self._take(line, exchange)
                    yield
            for line in lines.rest():
                self._take(line, exchange)
                yield
            if whole is None or not (whole.tool_calls or whole.invalid_tool_calls):
                return
            if exchange.tools_over:
                raise ModelUnavailable("Le modèle de langage appelle des outils sans fin.")
            self._answer_calls(whole, exchange)

    def _take(self, line: str, exchange: _Exchange) -> None:
        refused = exchange.manuscript.take(line)
        if refused is not None:
            exchange.refused.append(refused)

    def _answer_calls(self, reply: AIMessageChunk, exchange: _Exchange) -> None:
        """Run the calls within their number; one made twice, or one too many, ends the tools."""
        exchange.messages.append(
            AIMessage(
                content=reply.text,
                tool_calls=reply.tool_calls,
                invalid_tool_calls=reply.invalid_tool_calls,
            )
        )
        for call in reply.tool_calls:
            key = f"{call['name']} {sorted(call['args'].items())}"
            known = exchange.tools.get(call["name"])
            if known is None:
                self._reply(exchange, call["id"], f"Aucun outil ne s’appelle « {call['name']} ».")
                exchange.calls.add(key)
            elif key in exchange.calls or len(exchange.calls) >= MAX_TOOL_CALLS:
                exchange.tools_over = True
                self._reply(exchange, call["id"], "Appel refusé : il a déjà été fait, ou le nombre est dépassé.")
            else:
                exchange.calls.add(key)
                message = known.invoke({**call, "type": "tool_call"})
                self._reply(exchange, call["id"], message.content, message.artifact)
        for broken in reply.invalid_tool_calls:
            exchange.calls.add(f"{broken['name']} {broken['args']} {len(exchange.calls)}")
            self._reply(exchange, broken["id"], "Les arguments ne sont pas du JSON lisible.")
        if len(exchange.calls) >= MAX_TOOL_CALLS:
            exchange.tools_over = True
        if exchange.tools_over:
            exchange.messages.append(HumanMessage(self._sentences.render("fin_outils")))

    def _reply(
        self, exchange: _Exchange, call_id: str | None, content: str, found: Sequence[Found] | None = None
    ) -> None:
        """The result of a call, numbered and fenced as data; an error is told as it is."""
        if found is not None:
            short = [item for item in found[:_MAX_FOUND] if len(item.text) <= _MAX_FOUND_CHARACTERS]
            units = exchange.manuscript.add(short)
            exchange.found += units
            content = self._sentences.render("resultat_outil", fence=secrets.token_hex(8), units=units)
        exchange.messages.append(ToolMessage(content=content, tool_call_id=call_id or ""))

    def _repair(self, exchange: _Exchange) -> int:
        """Ask once for the lines refused; returns how many the draft's own sentences replace."""
        refused, exchange.refused = exchange.refused, []
        if not refused:
            return 0
        fence = secrets.token_hex(8)
        request = self._sentences.render("reparer", fence=fence, lines=refused)
        messages = [*exchange.messages[:2], HumanMessage(request)]
        lines = _Lines()
        try:
            replies = [chunk.text for chunk in self._model.stream(messages, exchange.deadline)]
            for line in (*lines.feed("".join(replies)), *lines.rest()):
                self._take(line, exchange)
        except ModelUnavailable as failure:
            log.info("repair_failed", model=self._model.name, reason=failure.message)
        still = [line for line in refused if not exchange.manuscript.stands_for(line.numbers)]
        for removed in still:
            log.warning("sentence_removed", model=self._model.name, reasons=removed.reasons)
        return len(still)

    def _cited(self, draft: Draft, manuscript: Manuscript, on: date) -> tuple[Citation, ...]:
        """The citations of the draft, then those of the articles that the explanations bring."""
        known = {citation.ref for citation in draft.citations}
        citer = Citer(self._toolbox.corpus.articles, on, self._stale_after_days)
        for units in manuscript.explanations:
            for unit in units:
                if unit.article is not None and unit.article.ref not in known:
                    citer.cite(unit.article.ref, used_for="texte lu pour compléter la réponse")
        return (*draft.citations, *citer.citations)


class _Lines:
    """Whole lines out of a stream of characters, without the parts a model thinks aloud."""

    def __init__(self) -> None:
        self._pending = ""
        self._thinking = False

    def feed(self, text: str) -> list[str]:
        """The lines that these characters complete."""
        *whole, self._pending = (self._pending + text).split("\n")
        return [line for line in whole if self._is_said(line)]

    def rest(self) -> list[str]:
        """The last line, which no line break ends."""
        last, self._pending = self._pending, ""
        return [last] if self._is_said(last) else []

    def _is_said(self, line: str) -> bool:
        was_thinking = self._thinking
        opened, closed = line.rfind("<think>"), line.rfind("</think>")
        if opened >= 0 or closed >= 0:
            self._thinking = opened > closed
            return False
        return bool(line.strip()) and not was_thinking


def _before_questions(draft: Draft) -> int:
    """Where explanations go: after what the answer says, before what it asks."""
    ends = [index for index, block in enumerate(draft.blocks) if block.kind is not BlockKind.QUESTIONS]
    return max(ends, default=-1) + 1


def _context(facts: MarketFacts) -> Iterable[str]:
    """What may be named because the buyer and the directory know it: the trade and the place."""
    if facts.trade is not None:
        yield facts.trade.value.family
        yield facts.trade.value.sector or ""
    if facts.place is not None:
        yield facts.place.value.commune


def _completed(evidence: Evidence, exchange: _Exchange) -> Evidence:
    """The evidence with the texts that the explanations rest on."""
    used = {unit.number: unit for units in exchange.manuscript.explanations for unit in units}
    added = [unit for unit in exchange.found if unit.number in used]
    articles = {unit.article.ref: unit.article for unit in added if unit.article}
    texts = (unit.text for unit in added)
    return Evidence({**evidence.articles, **articles}, (*evidence.tool_texts, *texts), evidence.user_texts)
