"""Before any route: a readable body of an accepted size and type, a recognised caller, within their limits."""

from __future__ import annotations

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import problems
from api.problems import Refusal
from api.rate_limits import RateLimits
from api.security import Doorkeeper, Visit

_PROTECTED = ("/api/", "/v1/", "/mcp", "/metrics")
_OPEN = frozenset({"/api/widget-token"})
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


def visit_of(scope: Scope) -> Visit:
    """What identifies the request of an ASGI scope."""
    client = scope.get("client")
    return Visit(address=client[0] if client else "", headers=Headers(scope=scope))


class AccessMiddleware:
    """Puts the caller in the state of the request, or refuses it."""

    def __init__(self, app: ASGIApp, doorkeeper: Doorkeeper, limits: RateLimits) -> None:
        self._app = app
        self._doorkeeper = doorkeeper
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through with its caller."""
        path = scope.get("path", "")
        if scope["type"] != "http" or path in _OPEN or not path.startswith(_PROTECTED):
            await self._app(scope, receive, send)
            return
        visit = visit_of(scope)
        try:
            caller = await to_thread.run_sync(self._doorkeeper.recognise, visit)
            self._limits.count(caller)
        except Refusal as refusal:
            await _refuse(self._after_wrong_credential(refusal, visit), scope, receive, send)
            return
        except Exception as error:  # a key store or a provider that fails is a service to retry
            await problems.response_of(problems.of_exception(error))(scope, receive, send)
            return
        scope.setdefault("state", {})["caller"] = caller
        await self._app(scope, receive, send)

    def _after_wrong_credential(self, refusal: Refusal, visit: Visit) -> Refusal:
        if refusal.status_code != 401 or not visit.credential:
            return refusal
        try:
            self._limits.count_refused(self._doorkeeper.client_address(visit))
        except Refusal as too_many:
            return too_many
        return refusal


class BodyMiddleware:
    """Reads the body up to ``limit`` bytes before the application, and wants JSON."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through with its whole body."""
        if scope["type"] != "http" or scope["method"] not in _WITH_BODY:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > self._limit:
            await self._too_large(scope, receive, send)
            return
        body = b""
        more = True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self._limit:
                await self._too_large(scope, receive, send)
                return
        if body and media_type != "application/json" and not media_type.endswith("+json"):
            await _refuse(Refusal(415), scope, receive, send)
            return
        replayed = False

        async def replay() -> Message:
            nonlocal replayed
            if replayed:
                return await receive()
            replayed = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send)

    async def _too_large(self, scope: Scope, receive: Receive, send: Send) -> None:
        detail = f"La requête dépasse {self._limit // 1_000}\u00a0ko, la taille acceptée."
        headers = {"Connection": "close"}
        await _refuse(Refusal(413, detail=detail, headers=headers), scope, receive, send)


async def _refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    response = problems.response_of(problems.of_refusal(refusal), refusal.headers)
    await response(scope, receive, send)
