"""Where a drafted clause can be downloaded."""

from __future__ import annotations

from typing import Any

from assistant.answer import Answer, Clause
from assistant.service import Event


def docx_url(clause_id: str) -> str:
    """The address of the Word file of a clause, on this service."""
    return f"/api/clauses/{clause_id}.docx"


def linked_clause(clause: Clause) -> Clause:
    """The clause with the address of its Word file."""
    return clause.model_copy(update={"docx_url": docx_url(clause.id)})


def linked_answer(answer: Answer) -> Answer:
    """The answer with the address of its clause's Word file."""
    if answer.clause is None:
        return answer
    return answer.model_copy(update={"clause": linked_clause(answer.clause)})


def linked_event(event: Event) -> Event:
    """The event, with the address of the Word file where it carries an answer with a clause."""
    if event.name != "answer" or not event.data.get("clause"):
        return event
    clause: dict[str, Any] = {**event.data["clause"], "docx_url": docx_url(event.data["clause"]["id"])}
    return Event("answer", {**event.data, "clause": clause})
