"""``/v1/models`` and ``/v1/chat/completions``: the assistant as a model of an OpenAI client."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Iterator
from uuid import uuid4

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from api import problems
from api.deps import ByCaller, InHouse, day
from api.house import House
from api.noting import noted
from api.openai_shapes import (
    MODEL,
    Completion,
    CompletionRequest,
    Model,
    ModelList,
    chunks_of,
    completion_of,
    opening_chunk,
)
from api.problems import Refusal
from api.replay import Replay
from api.security import Caller
from api.streaming import in_thread, stepped
from assistant.answer import Answer
from assistant.errors import InvalidInput
from assistant.service import Event

log = structlog.get_logger(__name__)
router = APIRouter(tags=["OpenAI"])

_STREAM = {
    200: {
        "description": "La réponse, ou ses morceaux avec « stream ».",
        "content": {
            "text/event-stream": {"schema": {"type": "string"}, "example": "data: {…}\n\ndata: [DONE]\n\n"}
        },
    }
}


@router.get("/v1/models", summary="Les modèles", responses=problems.documented(401, 429))
async def models(_caller: ByCaller) -> ModelList:
    """Un seul modèle\u00a0: l’assistant."""
    return ModelList(data=[Model()])


@router.get("/v1/models/{model}", summary="Un modèle", responses=problems.documented(401, 404, 422, 429))
async def model(model: str, _caller: ByCaller) -> Model:
    """Le modèle de ce nom."""
    _check_model(model)
    return Model()


@router.post(
    "/v1/chat/completions",
    response_model=Completion,
    summary="Poser une question comme à un modèle OpenAI",
    responses={**_STREAM, **problems.documented(400, 401, 404, 413, 415, 422, 429, 503)},  # type: ignore[dict-item]
)
async def complete(request: Request, body: CompletionRequest, house: InHouse, caller: ByCaller) -> Response:
    """Les messages précédents de l’utilisateur forment la conversation\u00a0; les citations sont aussi annotées."""
    _check_model(body.model)
    if not body.questions:
        raise InvalidInput("Aucun message de l’utilisateur\u00a0: posez une question.", field="messages")
    events = stepped(house.workers, await _steps(request, body, house, caller))
    identifier, created = f"chatcmpl-{uuid4().hex}", int(time.time())
    base_url = (house.settings.public_url or str(request.base_url)).rstrip("/")
    if body.stream:
        with_usage = body.stream_options is not None and body.stream_options.include_usage
        lines = _lines(events, identifier, created, base_url, with_usage=with_usage)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(lines, media_type="text/event-stream", headers=headers)
    async for event in events:
        if event is not None and event.name == "error":
            return problems.response_of(problems.Problem.model_validate(event.data))
        if event is not None and event.name == "answer":
            answer = Answer.model_validate(event.data)
            return JSONResponse(completion_of(identifier, created, answer, base_url).model_dump())
    raise AssertionError("the steps of an answer end with an answer or an error")


async def _steps(request: Request, body: CompletionRequest, house: House, caller: Caller) -> Iterator[Event]:
    question, on = body.questions[-1], day(None)
    if house.settings.log_questions:
        log.info("question", text=question)
    replay: Replay = request.app.state.replay
    steps = await in_thread(
        house.workers, lambda: replay.steps(house.assistant(), body.questions, on, caller.owner)
    )
    return noted(steps, question, house, caller.owner, request.app.state.metrics)


async def _lines(
    events: AsyncIterator[Event | None], identifier: str, created: int, base_url: str, *, with_usage: bool
) -> AsyncIterator[bytes]:
    yield _line(opening_chunk(identifier, created))
    async for event in events:
        if event is None:
            yield b": patientez\n\n"
        elif event.name == "error":
            yield _line({"error": {**event.data, "message": event.data["detail"]}})
        elif event.name == "answer":
            answer = Answer.model_validate(event.data)
            for chunk in chunks_of(identifier, created, answer, base_url, with_usage=with_usage):
                yield _line(chunk)
    yield b"data: [DONE]\n\n"


def _line(chunk: dict[str, object]) -> bytes:
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode(errors="replace")


def _check_model(name: str) -> None:
    if name != MODEL:
        raise Refusal(404, "modele_inconnu", f"Le seul modèle est «\u00a0{MODEL}\u00a0».")
