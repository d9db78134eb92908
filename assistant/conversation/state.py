"""What a conversation remembers between turns, and what one turn carries from node to node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, TypedDict

from langgraph.channels import UntrackedValue

from assistant.answer import Answer, Block, Calculation, Citation, Clause, StructureMatch, Verdict
from assistant.conversation.understanding import Intent, Understanding
from assistant.market import Frozen, MarketFacts
from assistant.verification import Evidence


class Turn(Frozen):
    """One finished turn: what was asked, what was answered, when."""

    question: str
    answer: Answer
    at: datetime


# The name of the rule, and how those of its templates begin.
_RESERVATION = "reservation"
_OTHER_SUBJECTS = frozenset({"hours", "obligation", "lever", "spaser"})


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer being written: everything but the final text, before verification.

    ``to_check`` tells that the verdict is that of like questions and no rule's, and not a sure one; ``heard``
    that it answers the very words of the message, whatever facts they bring.
    """

    verdict: Verdict | None = None
    to_check: bool = False
    blocks: tuple[Block, ...] = ()
    citations: tuple[Citation, ...] = ()
    calculation: Calculation | None = None
    structures: tuple[StructureMatch, ...] = ()
    clause: Clause | None = None
    questions: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    refused: bool = False
    heard: bool = False
    partial: bool = False
    conditions: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)


class State(TypedDict, total=False):
    """The LangGraph channels. Only plain values are checkpointed; the rest lives for one turn."""

    # Remembered
    facts: dict[str, Any]
    intent: str
    topic: str
    clause: dict[str, Any] | None
    turns: list[dict[str, Any]]

    # One turn
    message: Annotated[str, UntrackedValue]
    on: Annotated[date, UntrackedValue]
    conversation_id: Annotated[str, UntrackedValue]
    understanding: Annotated[Understanding, UntrackedValue]
    market: Annotated[MarketFacts, UntrackedValue]
    draft: Annotated[Draft, UntrackedValue]
    evidence: Annotated[Evidence, UntrackedValue]
    answer: Annotated[Answer, UntrackedValue]


def remembered_facts(state: Mapping[str, Any]) -> MarketFacts:
    """The facts kept from the earlier turns, none at the first."""
    stored = state.get("facts")
    return MarketFacts.model_validate(stored) if stored else MarketFacts()


def previous_intent(state: Mapping[str, Any]) -> Intent | None:
    """What the earlier turns are about, if anything."""
    return Intent(state["intent"]) if state.get("intent") else None


def remembered_clause(state: Mapping[str, Any]) -> Clause | None:
    """The clause drafted last in this conversation, if any."""
    stored = state.get("clause")
    return Clause.model_validate(stored) if stored else None


def finished_turns(state: Mapping[str, Any]) -> tuple[Turn, ...]:
    """The turns of the conversation, oldest first."""
    return tuple(Turn.model_validate(turn) for turn in state.get("turns", ()))


def speaks_of_reservation(state: Mapping[str, Any]) -> bool:
    """Whether a reservation is what the last rule or draft of the conversation was about, whatever was asked since."""
    for turn in reversed(state.get("turns", ())):
        drafted = turn["answer"].get("clause")
        if drafted is not None:
            return str(drafted["template"]).startswith(_RESERVATION)
        if turn["answer"]["intent"] == _RESERVATION:
            return True
        if turn["answer"]["intent"] in _OTHER_SUBJECTS:
            return False
    return False


def last_article(state: Mapping[str, Any]) -> str | None:
    """The article that the last answer to cite one rests on; the turns are not read whole for it."""
    cited = (turn["answer"]["citations"] for turn in reversed(state.get("turns", ())))
    return next((citations[0]["ref"] for citations in cited if citations), None)
