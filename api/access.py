"""Recognise the caller before any route runs."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from api.house import House
from api.security import LOCAL_OWNER, Caller


class AccessMiddleware:
    """Puts the caller in the state of the request."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app = app
        self._house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through with its caller."""
        if scope["type"] == "http":
            scope.setdefault("state", {})["caller"] = Caller(owner=LOCAL_OWNER)
        await self._app(scope, receive, send)
