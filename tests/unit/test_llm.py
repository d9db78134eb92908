"""The model of a deployment: which settings open it, what is said when they cannot, and when it is left alone."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage
from langchain_core.outputs import ChatGenerationChunk
from langchain_openai import ChatOpenAI

from assistant.circuit_breaker import CircuitBreaker
from assistant.errors import InvalidInput, ModelUnavailable
from assistant.llm import LanguageModel, open_language_model
from assistant.settings import Settings


def settings(**chosen: Any) -> Settings:
    return Settings(_env_file=None, **chosen)


def test_no_provider_means_no_model() -> None:
    assert open_language_model(settings()) is None


@pytest.mark.parametrize(
    ("chosen", "field", "told"),
    [
        ({"llm_provider": "skynet", "llm_model": "t"}, "LLM_PROVIDER", "« skynet »"),
        (
            {"llm_provider": "openai-compatible", "llm_base_url": "http://127.0.0.1/v1"},
            "LLM_MODEL",
            "nom du modèle",
        ),
        ({"llm_provider": "openai-compatible", "llm_model": "t"}, "LLM_BASE_URL", "adresse du serveur"),
        ({"llm_provider": "openai", "llm_model": "t"}, "LLM_BASE_URL", "adresse du serveur"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(chosen: dict[str, str], field: str, told: str) -> None:
    with pytest.raises(InvalidInput, match=told) as refused:
        open_language_model(settings(**chosen))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("provider", "package"), [("mistral", "langchain_mistralai"), ("ollama", "langchain_ollama")]
)
def test_a_missing_package_is_named_with_what_to_run(
    provider: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InvalidInput, match=rf"pip install '\.\[{provider}\]'"):
        open_language_model(settings(llm_provider=provider, llm_model="petit"))


def test_an_openai_compatible_server_is_asked_without_hidden_retries_nor_another_address() -> None:
    opened = open_language_model(
        settings(
            llm_provider="openai-compatible", llm_model="albert", llm_base_url="http://127.0.0.1:9/v1",
            llm_api_key="secret", llm_timeout_seconds=7,
        )
    )  # fmt: skip
    assert opened is not None
    chat = opened._model
    assert isinstance(chat, ChatOpenAI)
    assert (chat.openai_api_base, chat.max_retries, chat.temperature) == ("http://127.0.0.1:9/v1", 0, 0)
    assert (opened.name, opened.timeout_seconds) == ("albert", 7)
    assert "secret" not in repr(chat)
    opened.close()


class Scripted(GenericFakeChatModel):
    """Streams one message in two pieces, with the reason it ended."""

    def _stream(self, *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
        message = next(self.messages)
        assert isinstance(message, AIMessage)
        for text, metadata in ((message.text[:4], {}), (message.text[4:], message.response_metadata)):
            chunk = AIMessageChunk(content=text, response_metadata=metadata)
            yield ChatGenerationChunk(message=chunk)


def fake(*replies: AIMessage) -> LanguageModel:
    return LanguageModel(Scripted(messages=iter(replies)), "factice", 5)


@pytest.fixture
def closing() -> Iterator[list[LanguageModel]]:
    opened: list[LanguageModel] = []
    yield opened
    for model in opened:
        model.close()


def read(model: LanguageModel, seconds: float = 5) -> str:
    chunks = model.stream([HumanMessage("Bonjour")], time.monotonic() + seconds)
    return "".join(chunk.text for chunk in chunks)


def test_a_whole_reply_is_given_piece_by_piece(closing: list[LanguageModel]) -> None:
    model = fake(AIMessage("Une phrase entière.", response_metadata={"finish_reason": "stop"}))
    closing.append(model)
    assert read(model) == "Une phrase entière."


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (AIMessage("Une phrase", response_metadata={"finish_reason": "length"}), "tronquée"),
        (AIMessage("Une phrase"), "tronquée"),
        (AIMessage("  "), "vide"),
    ],
)
def test_half_a_reply_is_none(message: AIMessage, told: str, closing: list[LanguageModel]) -> None:
    model = fake(message)
    closing.append(model)
    with pytest.raises(ModelUnavailable, match=told):
        read(model)


def test_no_time_left_is_said_at_once(closing: list[LanguageModel]) -> None:
    model = fake(AIMessage("Une phrase entière."))
    closing.append(model)
    with pytest.raises(ModelUnavailable, match="temps imparti"):
        read(model, seconds=-1)


def test_closing_an_unused_model_is_harmless() -> None:
    model = fake()
    model.close()
    model.close()


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_circuit_opens_after_failures_in_a_row_and_tries_again_once() -> None:
    clock = Clock()
    breaker = CircuitBreaker(failures=2, cooldown_seconds=10, clock=clock)
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()
    clock.now = 10
    assert breaker.allows()
    assert not breaker.allows()
    breaker.failed()
    clock.now = 19
    assert not breaker.allows()
    clock.now = 20
    assert breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
    assert breaker.allows()
