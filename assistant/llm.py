"""The chat model of a deployment, if it has one: built through LangChain, bounded in time, retried, cut off when down.

Everything that may go wrong with a server ends in one error, :class:`ModelUnavailable`, before the caller's deadline.
"""

from __future__ import annotations

import asyncio
import queue
import random
import threading
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

import httpx
import structlog
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.tools import BaseTool

from assistant.circuit_breaker import CircuitBreaker
from assistant.errors import InvalidInput, ModelUnavailable
from assistant.settings import Settings

log = structlog.get_logger(__name__)

MAX_TOKENS = 1_500
MAX_CHARACTERS = 20_000
ATTEMPTS = 3
_FIRST_DELAY_SECONDS = 0.25
_TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
# What a server that knows nothing of tools answers to a request that carries some.
_TOOLS_REFUSED = frozenset({400, 404, 415, 422, 501})
_FINISHED = ("stop", "tool_calls", "eos", "end_turn")
_NO_KEY = "aucune"
# The name a deployment writes → LangChain's provider, and the optional dependency that carries it.
_PROVIDERS = {
    "openai-compatible": ("openai", ""),
    "openai": ("openai", ""),
    "mistral": ("mistralai", "mistral"),
    "mistralai": ("mistralai", "mistral"),
    "ollama": ("ollama", "ollama"),
}


class LanguageModel:
    """A chat model with its limits; safe to share between threads.

    ``name`` is the model's own name, shown with the answers it writes; ``timeout_seconds`` the time one answer may
    take, retries included.
    """

    def __init__(
        self,
        model: BaseChatModel,
        name: str,
        timeout_seconds: float,
        http_client: httpx.AsyncClient | None = None,
        breaker: CircuitBreaker | None = None,
    ) -> None:
        self.name = name
        self.timeout_seconds = timeout_seconds
        self._model = model
        self._http_client = http_client
        self._breaker = breaker or CircuitBreaker()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._takes_tools = True

    def stream(
        self, messages: Sequence[BaseMessage], deadline: float, tools: Sequence[BaseTool] = ()
    ) -> Iterator[AIMessageChunk]:
        """The reply, chunk by chunk, until ``deadline`` (a reading of ``time.monotonic``).

        Raises:
            ModelUnavailable: the server is down, slow or cut off by earlier failures; its reply is empty, truncated,
                endless or unreadable. Chunks already given are then no answer.
        """
        if not self._breaker.allows():
            raise ModelUnavailable("Le modèle de langage ne répond plus ; il sera essayé de nouveau plus tard.")
        try:
            yield from self._bounded(messages, deadline, tools)
        except ModelUnavailable:
            self._breaker.failed()
            raise
        self._breaker.succeeded()

    def close(self) -> None:
        """Release the connections and the thread that reads them."""
        with self._lock:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._release(), loop).result(timeout=5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=5)
        loop.close()

    def _bounded(
        self, messages: Sequence[BaseMessage], deadline: float, tools: Sequence[BaseTool]
    ) -> Iterator[AIMessageChunk]:
        """Read in the loop's thread, wait here: a server that sends nothing cannot hold the caller."""
        arrived: queue.SimpleQueue[AIMessageChunk | Exception | None] = queue.SimpleQueue()

        async def read() -> None:
            try:
                async for chunk in self._attempts(messages, deadline, tools):
                    arrived.put(chunk)
            except Exception as error:  # any fault of a server or of its client library means: do without it
                arrived.put(error)
            else:
                arrived.put(None)

        reading = asyncio.run_coroutine_threadsafe(read(), self._running_loop())
        whole: AIMessageChunk | None = None
        size = 0
        try:
            while (item := _next(arrived, deadline)) is not None:
                if isinstance(item, Exception):
                    raise _unavailable(item) from item
                whole = item if whole is None else whole + item
                size += len(item.text)
                if size > MAX_CHARACTERS:
                    raise ModelUnavailable("La réponse du modèle de langage est sans fin.")
                yield item
        finally:
            reading.cancel()
        _check_whole(whole)

    async def _attempts(
        self, messages: Sequence[BaseMessage], deadline: float, tools: Sequence[BaseTool]
    ) -> AsyncIterator[AIMessageChunk]:
        """The reply of the first attempt that begins; a reply that has begun is never asked again."""
        delay = _FIRST_DELAY_SECONDS
        for attempt in range(1, ATTEMPTS + 1):
            begun = False
            bound = tools if self._takes_tools else ()
            try:
                model = self._model.bind_tools(list(bound)) if bound else self._model
                async for chunk in model.astream(list(messages)):
                    if isinstance(chunk, AIMessageChunk):
                        begun = True
                        yield chunk
                return
            except Exception as error:  # judged below, whatever library it comes from
                status = _status(error)
                if begun or attempt == ATTEMPTS:
                    raise
                if bound and (status in _TOOLS_REFUSED or isinstance(error, NotImplementedError)):
                    log.info("model_without_tools", model=self.name)
                    self._takes_tools = False
                    continue
                wait = max(_retry_after(error), delay * random.uniform(0.8, 1.2))
                if not _is_transient(error, status) or time.monotonic() + wait >= deadline:
                    raise
                log.info("model_retried", model=self.name, status=status, attempt=attempt)
            await asyncio.sleep(wait)
            delay *= 2

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="llm", daemon=True)
                self._thread.start()
            return self._loop

    async def _release(self) -> None:
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if self._http_client is not None:
            await self._http_client.aclose()
        await asyncio.get_running_loop().shutdown_asyncgens()


def open_language_model(settings: Settings) -> LanguageModel | None:
    """The chat model of a deployment, ``None`` when it has none; no server is asked yet.

    Raises:
        InvalidInput: the provider is unknown, its package is not installed, or a setting it needs is missing.
    """
    if not settings.llm_provider:
        return None
    provider, extra = _provider(settings.llm_provider)
    if not settings.llm_model:
        raise InvalidInput("LLM_MODEL manque : indiquez le nom du modèle à utiliser.", field="LLM_MODEL")
    if provider == "openai" and not settings.llm_base_url:
        message = "LLM_BASE_URL manque : indiquez l’adresse du serveur, par exemple « http://127.0.0.1:8080/v1 »."
        raise InvalidInput(message, field="LLM_BASE_URL")
    client = httpx.AsyncClient(timeout=settings.llm_timeout_seconds) if provider == "openai" else None
    try:
        model = init_chat_model(
            settings.llm_model, model_provider=provider, **_options(provider, settings, client)
        )
    except ImportError as error:
        message = (
            f"Le fournisseur « {settings.llm_provider} » demande un paquet qui n’est pas installé : "
            f"lancez « pip install '.[{extra}]' »."
        )
        raise InvalidInput(message, field="LLM_PROVIDER") from error
    return LanguageModel(model, settings.llm_model, settings.llm_timeout_seconds, client)


def _provider(name: str) -> tuple[str, str]:
    known = _PROVIDERS.get(name.strip().lower())
    if known is None:
        raise InvalidInput(
            f"LLM_PROVIDER vaut « {name} » ; sont acceptés « openai-compatible », « mistral » et « ollama ».",
            field="LLM_PROVIDER",
        )
    return known


def _options(provider: str, settings: Settings, client: httpx.AsyncClient | None) -> dict[str, Any]:
    """The options of each provider; retries are ours, so that they fit in the time of an answer."""
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else _NO_KEY
    timeout = settings.llm_timeout_seconds
    if provider == "ollama":
        base = {"base_url": settings.llm_base_url} if settings.llm_base_url else {}
        return {
            "temperature": 0, "num_predict": MAX_TOKENS, "client_kwargs": {"timeout": timeout}, **base,
        }  # fmt: skip
    common: dict[str, Any] = {"temperature": 0, "max_tokens": MAX_TOKENS, "max_retries": 0, "api_key": key}
    if provider == "mistralai":
        base = {"endpoint": settings.llm_base_url} if settings.llm_base_url else {}
        return {**common, "timeout": max(1, round(timeout)), **base}
    return {
        **common,
        "timeout": timeout,
        "base_url": settings.llm_base_url,
        "http_async_client": client,
        "stream_usage": False,
        "use_responses_api": False,
    }


def _next(
    arrived: queue.SimpleQueue[AIMessageChunk | Exception | None], deadline: float
) -> AIMessageChunk | Exception | None:
    """What arrives next; the end of time is an error, even while chunks still come."""
    left = deadline - time.monotonic()
    try:
        if left <= 0:
            raise queue.Empty
        return arrived.get(timeout=left)
    except queue.Empty:
        raise ModelUnavailable("Le modèle de langage n’a pas répondu dans le temps imparti.") from None


def _check_whole(reply: AIMessageChunk | None) -> None:
    if reply is None or not (reply.text.strip() or reply.tool_calls or reply.invalid_tool_calls):
        raise ModelUnavailable("La réponse du modèle de langage est vide.")
    metadata = reply.response_metadata
    reason = str(metadata.get("finish_reason") or metadata.get("done_reason") or "")
    if not any(end in reason for end in _FINISHED):
        raise ModelUnavailable("La réponse du modèle de langage est tronquée.")


def _unavailable(error: Exception) -> ModelUnavailable:
    status = _status(error)
    told = f"erreur {status}" if status else type(error).__name__
    return ModelUnavailable(f"Le modèle de langage n’a pas pu répondre ({told}).")


def _status(error: BaseException) -> int | None:
    """The HTTP status of an error, wherever its library keeps it."""
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int):
            return status
    return None


def _is_transient(error: BaseException, status: int | None) -> bool:
    if status is not None:
        return status in _TRANSIENT
    faults = (httpx.TransportError, ConnectionError)
    return isinstance(error, faults) or isinstance(error.__cause__, faults)


def _retry_after(error: BaseException) -> float:
    """The seconds a busy server asks to wait, 0 when it does not say."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", 0)))
    except ValueError:
        return 0.0
