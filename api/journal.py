"""Around every request: an identifier, one structured line, the metrics, the security headers."""

from __future__ import annotations

import re
import time
from uuid import uuid4

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import problems
from assistant.answer import Answer

log = structlog.get_logger(__name__)

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,80}")
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """What the service did since it started, for Prometheus."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        # Memory, processor time and open files of the process.
        ProcessCollector(registry=self.registry)
        self.requests = Counter(
            "assistant_http_requests_total", "Requêtes", ("route", "method", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "assistant_http_request_seconds",
            "Durée jusqu’au dernier octet",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.under_way = Gauge("assistant_http_requests_under_way", "Requêtes en cours", registry=self.registry)
        self.answers = Counter(
            "assistant_answers_total",
            "Réponses",
            ("status", "verdict", "intent", "engine"),
            registry=self.registry,
        )

    def count_answer(self, answer: Answer) -> None:
        """Count one answer by what it concluded, never by what was asked."""
        verdict = answer.verdict.value if answer.verdict else "aucun"
        self.answers.labels(answer.status.value, verdict, answer.intent, answer.engine).inc()


class JournalMiddleware:
    """The outermost layer: also the last resort when anything inside raises."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the request and write its line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(Headers(scope=scope).get("x-request-id", ""))
        started = time.perf_counter()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(MutableHeaders(scope=message), request_id)
            await send(message)

        with (
            structlog.contextvars.bound_contextvars(request_id=request_id),
            self._metrics.under_way.track_inprogress(),
        ):
            try:
                await self._app(scope, receive, sending)
            except Exception as error:
                if status:
                    log.error("response_interrupted", exc_info=error)
                    raise
                await problems.response_of(problems.of_exception(error))(scope, receive, sending)
            finally:
                self._write(scope, status, time.perf_counter() - started)

    def _write(self, scope: Scope, status: int, seconds: float) -> None:
        # The template of the route: an address may hold an identifier, and a count by address has no end.
        route = getattr(scope.get("route"), "path", None) or ("/mcp" if scope["path"] == "/mcp" else "autre")
        self._metrics.requests.labels(route, scope["method"], str(status)).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        log.info(
            "request", route=route, method=scope["method"], status=status, milliseconds=round(seconds * 1_000)
        )


def _request_id(given: str) -> str:
    return given if _REQUEST_ID.fullmatch(given) else uuid4().hex


def _add_headers(headers: MutableHeaders, request_id: str) -> None:
    headers["X-Request-Id"] = request_id
    for name, value in _SECURITY.items():
        headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", _DATA_POLICY)
    headers.setdefault("Cache-Control", "no-store")
