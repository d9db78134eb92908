"""``POST /api/chat``: a message in, an answer out, whole or step by step."""

from __future__ import annotations

from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse

from api import problems
from api.deps import ByCaller, InHouse, day, with_assistant
from api.noting import noted
from api.schemas import ChatRequest
from api.streaming import server_sent, stepped
from assistant.answer import Answer

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
    responses={**_ANSWERED, **problems.documented(400, 401, 404, 413, 415, 422, 429, 503)},
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
    if house.settings.log_questions:
        log.info("question", text=body.message)
    events = stepped(house.workers, noted(steps, body.message, house, caller.owner, request.app.state.metrics))
    if "text/event-stream" in accept:
        return server_sent(events)
    async for event in events:
        if event is not None and event.name == "error":
            return problems.response_of(problems.Problem.model_validate(event.data))
        if event is not None and event.name == "answer":
            return JSONResponse(event.data)
    raise AssertionError("the steps of an answer end with an answer or an error")
