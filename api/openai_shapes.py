"""The shapes of an OpenAI-compatible service, so that any OpenAI client may use the assistant as a model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas import Body
from assistant.answer import Answer

MODEL = "assistant-clauses"
_MARK = re.compile(r"\[(\d{1,3})\]")
_PIECE = re.compile(r"\S*\s*")
_PIECE_CHARACTERS = 80


class ContentPart(BaseModel):
    """One part of a message; only text is read."""

    type: str
    text: str = ""


class ChatMessage(BaseModel):
    """One message; those of the ``user`` are read, the others are not."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[ContentPart] | None = None

    @property
    def text(self) -> str:
        """The words of the message."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream should add."""

    include_usage: bool = False


class CompletionRequest(Body):
    """A conversation of an OpenAI client; what a language model would be tuned with is accepted and ignored."""

    model_config = ConfigDict(
        extra="ignore",
        json_schema_extra={
            "examples": [
                {
                    "model": MODEL,
                    "messages": [
                        {"role": "user", "content": "Ce marché de nettoyage peut-il être réservé\u00a0?"}
                    ],
                    "stream": False,
                }
            ]
        },
    )

    model: str = MODEL
    messages: list[ChatMessage] = Field(min_length=1, max_length=1_000)
    stream: bool = False
    stream_options: StreamOptions | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """What the user said, the last message last."""
        return tuple(message.text for message in self.messages if message.role == "user")


class UrlCitation(BaseModel):
    """Which characters of the content rest on which address."""

    start_index: int
    end_index: int
    title: str
    url: str


class Annotation(BaseModel):
    """One citation mark of the content."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class CompletionMessage(BaseModel):
    """The answer, its citations in the text and in ``annotations``."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: str | None = None
    annotations: list[Annotation]


class Choice(BaseModel):
    """The only choice there is."""

    index: int = 0
    message: CompletionMessage
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Usage(BaseModel):
    """Rules and templates consume no token."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_tokens: int = 0


class Completion(BaseModel):
    """A whole answer."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[Choice]
    usage: Usage = Usage()


class Model(BaseModel):
    """A model a client may choose."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "assistant"


class ModelList(BaseModel):
    """Every model."""

    object: Literal["list"] = "list"
    data: list[Model]


def content_of(answer: Answer, base_url: str) -> str:
    """The text of the answer, with the address of the Word file of its clause."""
    if answer.clause is None or not answer.clause.docx_url:
        return answer.text
    return f"{answer.text}\n\nLa clause en .docx\u00a0: {base_url}{answer.clause.docx_url}"


def annotations_of(content: str, answer: Answer) -> list[Annotation]:
    """One annotation for each ``[n]`` of the content."""
    found = []
    for mark in _MARK.finditer(content):
        number = int(mark.group(1))
        if 1 <= number <= len(answer.citations):
            citation = answer.citations[number - 1]
            found.append(
                Annotation(
                    url_citation=UrlCitation(
                        start_index=mark.start(), end_index=mark.end(), title=citation.label, url=citation.url
                    )
                )
            )
    return found


def completion_of(identifier: str, created: int, answer: Answer, base_url: str) -> Completion:
    """The answer as one completion."""
    content = content_of(answer, base_url)
    message = CompletionMessage(content=content, annotations=annotations_of(content, answer))
    return Completion(id=identifier, created=created, choices=[Choice(message=message)])


def chunks_of(
    identifier: str, created: int, answer: Answer, base_url: str, *, with_usage: bool
) -> Iterator[dict[str, Any]]:
    """The answer in pieces: its text, then its annotations with the reason of the end."""
    content = content_of(answer, base_url)
    shell = {"id": identifier, "object": "chat.completion.chunk", "created": created, "model": MODEL}
    for piece in _pieces(content):
        yield {**shell, "choices": [_delta({"content": piece})]}
    annotations = [annotation.model_dump() for annotation in annotations_of(content, answer)]
    yield {**shell, "choices": [_delta({"annotations": annotations}, "stop")]}
    if with_usage:
        yield {**shell, "choices": [], "usage": Usage().model_dump()}


def opening_chunk(identifier: str, created: int) -> dict[str, Any]:
    """The first piece, which says who speaks."""
    shell = {"id": identifier, "object": "chat.completion.chunk", "created": created, "model": MODEL}
    return {**shell, "choices": [_delta({"role": "assistant", "content": ""})]}


def _delta(delta: dict[str, Any], reason: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": reason, "logprobs": None}


def _pieces(content: str) -> Iterator[str]:
    piece = ""
    for word in _PIECE.findall(content):
        piece += word
        if len(piece) >= _PIECE_CHARACTERS:
            yield piece
            piece = ""
    if piece:
        yield piece
