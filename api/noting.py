"""What follows every answer, whatever asked for it: it is counted, and its clause and question are kept."""

from __future__ import annotations

from collections.abc import Iterator

import structlog

from api.clause_links import linked_event
from api.house import House
from api.journal import Metrics
from assistant.answer import Answer
from assistant.errors import StoreUnavailable
from assistant.service import Event

log = structlog.get_logger(__name__)


def noted(steps: Iterator[Event], question: str, house: House, owner: str, metrics: Metrics) -> Iterator[Event]:
    """The events, with the address of the Word file where an answer has a clause."""
    for event in steps:
        if event.name == "answer":
            answer = Answer.model_validate(event.data)
            metrics.count_answer(answer)
            _keep(house, question, answer, owner)
        yield linked_event(event)


def _keep(house: House, question: str, answer: Answer, owner: str) -> None:
    """The answer is already given and remembered: books that cannot be written do not take it back."""
    try:
        house.records().note_answer(question, answer, owner)
    except StoreUnavailable as error:
        log.error("answer_not_noted", reason=str(error.__cause__))
