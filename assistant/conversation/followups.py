"""A message that continues a conversation: the whole question it means, and what it only asks to forget."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Answer, BlockKind, Status
from assistant.conversation.replacing import replaced
from assistant.conversation.understanding import Intent, Understanding

# Answered from the words of the question; the tools (hours, partners, clauses) work from the facts alone.
_READ_IN_TEXTS = frozenset(
    {Intent.LEGAL, Intent.PROCEDURE, Intent.RESERVATION, Intent.OBLIGATION, Intent.SPASER, Intent.LEVER}
)


def answered_intent(read: Understanding, previous: Intent | None) -> Intent:
    """What the answer is about: a message that only brings facts asks again what was asked before."""
    if read.intent is not Intent.FACT_UPDATE:
        return read.intent
    asked = previous or Intent.LEGAL
    return Intent.CLAUSE if asked is Intent.CLAUSE_UPDATE else asked


def whole_question(message: str, topic: str, read: Understanding, previous: Intent | None) -> str:
    """The question to look for in the texts: « et en travaux ? » is nothing without the question it follows.

    ``topic`` is the question the conversation is about, empty at the first message. A follow-up that asks
    something of its own stands alone; one that only names another procedure, buyer, purchase… asks it again of that one.
    """
    if (other := _asked_of_another(message, topic, read, previous)) is not None:
        return other
    alone = not topic or not read.is_follow_up or read.asks_anew
    if alone or answered_intent(read, previous) not in _READ_IN_TEXTS:
        return message
    return continued(topic, message)


def as_asked_before(message: str, topic: str, read: Understanding, previous: Intent | None) -> Understanding:
    """The message with the intent of the question before, where it asks it again of another term: « et en MAPA ? »."""
    other = _asked_of_another(message, topic, read, previous)
    if other is None or previous is None or read.intent is Intent.FACT_UPDATE or previous not in _READ_IN_TEXTS:
        return read
    return replace(read, intent=previous, intents=(previous,))


def _asked_of_another(message: str, topic: str, read: Understanding, previous: Intent | None) -> str | None:
    textual = answered_intent(read, previous) in {*_READ_IN_TEXTS, Intent.OUT_OF_SCOPE}
    return replaced(topic, message) if topic and textual else None


def continued(topic: str, message: str) -> str:
    """The question two messages make together."""
    return f"{topic}\n{message}"


def only_forgets(read: Understanding, previous: Intent | None) -> bool:
    """Whether the message drops facts and neither states nor asks anything else; a draft is then written anew."""
    drafting = answered_intent(read, previous) is Intent.CLAUSE
    states = read.facts.tells_anything or drafting
    return read.intent is Intent.FACT_UPDATE and bool(read.forgotten) and not states


def answered_by_tool(answer: Answer) -> Intent | None:
    """The tool that answered, by what it shows; ``None`` when none did."""
    if answer.clause is not None:
        return Intent.CLAUSE
    if answer.calculation is not None:
        return Intent.HOURS
    if any(part.kind is BlockKind.LEVERS for part in answer.blocks):
        return Intent.LEVER
    return Intent.PARTNERS if answer.structures and answer.verdict is None else None


def answered_from_texts(intent: Intent, answer: Answer) -> bool:
    """Whether the texts answered what no cue told, or words that only looked like a request for a tool."""
    if answer.status is Status.REFUSED:
        return False
    if intent in (Intent.CLAUSE, Intent.CLAUSE_UPDATE):
        return answer.clause is None and answer.status is Status.ANSWERED
    if intent is Intent.LEVER:
        return all(part.kind is not BlockKind.LEVERS for part in answer.blocks)
    return intent is Intent.OUT_OF_SCOPE
