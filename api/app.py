"""The HTTP application: ``create_app()`` for uvicorn, or with settings and an open assistant in tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime

import structlog
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from api import problems
from api.access import AccessMiddleware, BodyMiddleware
from api.house import House
from api.journal import JournalMiddleware, Metrics
from api.mcp_server import mcp_routes, mcp_server
from api.rate_limits import RateLimits
from api.replay import Replay
from api.routes import (
    chat,
    clauses,
    conversations,
    feedback,
    law,
    market,
    openai_chat,
    state,
    structures,
    tokens,
    widget,
)
from api.security import Doorkeeper
from api.streaming import in_thread
from api.widget_tokens import WidgetTokens
from assistant.errors import AssistantError
from assistant.service import Assistant, open_assistant
from assistant.settings import Settings, get_settings

log = structlog.get_logger(__name__)

_ABOUT = (
    "Répond aux questions de commande publique inclusive : textes cités, heures d’insertion, clauses, structures. "
    "Les erreurs sont des « problem details » (RFC 9457) avec un code stable et un message en français."
)
_FORGETTING_SECONDS = 6 * 3_600
_ROUTES = (chat, law, market, clauses, structures, conversations, feedback, tokens, openai_chat, state, widget)


def create_app(
    settings: Settings | None = None, opener: Callable[[Settings], Assistant] = open_assistant
) -> FastAPI:
    """The application; it starts even when the index is not ready, and says so in ``/ready``.

    Raises:
        InvalidInput: the settings of access contradict each other.
    """
    settings = settings or get_settings()
    house = House(settings, opener)
    widget_tokens = WidgetTokens(settings.secrets_dir / "widget", settings.widget_token_minutes)

    mcp = mcp_server(house)
    mcp_http = mcp_routes(mcp)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.callback(house.close)
            await stack.enter_async_context(mcp.session_manager.run())
            house.warm()
            forgetting = asyncio.create_task(_forget(house))
            stack.callback(forgetting.cancel)
            yield

    app = FastAPI(
        title="Assistant de la commande publique inclusive",
        version="1",
        description=_ABOUT,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.house = house
    app.state.doorkeeper = Doorkeeper(settings, lambda: house.records().keys, widget_tokens)
    app.state.limits = RateLimits(settings)
    app.state.tokens = widget_tokens
    app.state.metrics = Metrics()
    app.state.replay = Replay()
    problems.install(app)
    for module in _ROUTES:
        app.include_router(module.router)
    app.router.routes.extend(mcp_http)
    # The last added is the outermost.
    app.add_middleware(AccessMiddleware, doorkeeper=app.state.doorkeeper, limits=app.state.limits)
    app.add_middleware(BodyMiddleware, limit=settings.max_body_bytes)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=[origin.rstrip("/") for origin in settings.allowed_origins],
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["Authorization", "Content-Type", "X-Request-Id"],
        expose_headers=["Content-Disposition", "Retry-After", "X-Request-Id"],
        max_age=600,
    )
    app.add_middleware(JournalMiddleware, metrics=app.state.metrics)
    return app


async def _forget(house: House) -> None:
    """Erase, now and again, what is past its retention."""

    def forget() -> None:
        now = datetime.now(UTC)
        with suppress(AssistantError):
            count = house.assistant().forget_expired(now)
            house.records().feedback.forget_expired(now)
            log.info("retention_applied", conversations=count)

    while True:
        await in_thread(house.probes, forget)
        await asyncio.sleep(_FORGETTING_SECONDS)
