"""``POST /api/chat``: a message in, an answer out, whole or step by step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse

from api import problems
from api.clause_links import linked_event
from api.deps import ByCaller, InHouse, day, with_assistant
from api.house import House
from api.journal import Metrics
from api.schemas import ChatRequest
from api.streaming import server_sent, stepped
from assistant.answer import Answer
from assistant.service import Event

log = structlog.get_logger(__name__)
router = APIRouter(tags=["conversation"])

_STREAM_EXAMPLE = (
    'event: progress\ndata: {"step": "understand", "label": "Je lis votre question…"}\n\n'
    'event: block\ndata: {"kind": "summary", "sentences": []}\n\n'
    'event: answer\ndata: {"status": "answered"}\n\n'
)
_ANSWERED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "La réponse, ou ses étapes avec « Accept : text/event-stream » : événements progress, "
        "understood, citations, block, answer et error.",
        "content": {"text/event-stream": {"schema": {"type": "string"}, "example": _STREAM_EXAMPLE}},
    }
}


@router.post(
    "/api/chat",
    response_model=Answer,
    responses={**_ANSWERED, **problems.documented(401, 404, 413, 415, 422, 429, 503)},
    summary="Poser une question",
)
async def chat(
    request: Request,
    body: ChatRequest,
    house: InHouse,
    caller: ByCaller,
    accept: Annotated[str, Header()] = "application/json",
) -> Response:
    """Répond à un message ; la conversation est gardée et appartient à qui l’a commencée."""
    on = day(body.as_of)
    steps = await with_assistant(
        house, lambda assistant: assistant.stream(body.message, body.conversation_id, on, caller.owner)
    )
    metrics: Metrics = request.app.state.metrics
    if house.settings.log_questions:
        log.info("question", text=body.message)
    events = stepped(house.workers, _noted(steps, body.message, house, caller.owner, metrics))
    if "text/event-stream" in accept:
        return server_sent(events)
    async for event in events:
        if event is not None and event.name == "error":
            return problems.response_of(problems.Problem.model_validate(event.data))
        if event is not None and event.name == "answer":
            return JSONResponse(event.data)
    raise AssertionError("the steps of an answer end with an answer or an error")


def _noted(steps: Iterator[Event], question: str, house: House, owner: str, metrics: Metrics) -> Iterator[Event]:
    """The events; the answer is counted, and its clause and its question kept where they must be."""
    for event in steps:
        if event.name == "answer":
            answer = Answer.model_validate(event.data)
            metrics.count_answer(answer)
            house.records().note_answer(question, answer, owner)
        yield linked_event(event)
