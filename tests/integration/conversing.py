"""What the tests of whole conversations share: a date, and the answers to a few messages."""

from __future__ import annotations

from datetime import date

from assistant.answer import Answer
from assistant.service import Assistant

ON = date(2026, 11, 22)


def ask(assistant: Assistant, *messages: str) -> list[Answer]:
    """The answers to the messages of one conversation."""
    answers: list[Answer] = []
    for message in messages:
        conversation = answers[-1].conversation_id if answers else None
        answers.append(assistant.answer(message, conversation, ON))
    return answers


def refs(answer: Answer) -> set[str]:
    """The articles cited."""
    return {citation.ref for citation in answer.citations}
