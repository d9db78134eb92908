"""The HTTP application: ``create_app()`` for uvicorn, or with settings and an open assistant in tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI

from api import problems
from api.access import AccessMiddleware
from api.house import House
from api.routes import chat, state, widget
from assistant.service import Assistant, open_assistant
from assistant.settings import Settings, get_settings

_ABOUT = (
    "Répond aux questions de commande publique inclusive : textes cités, heures d’insertion, clauses, structures. "
    "Les erreurs sont des « problem details » (RFC 9457) avec un code stable et un message en français."
)


def create_app(
    settings: Settings | None = None, opener: Callable[[Settings], Assistant] = open_assistant
) -> FastAPI:
    """The application; it starts even when the index is not ready, and says so in ``/ready``."""
    settings = settings or get_settings()
    house = House(settings, opener)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        house.warm()
        yield
        house.close()

    app = FastAPI(
        title="Assistant de la commande publique inclusive",
        version="1",
        description=_ABOUT,
        lifespan=lifespan,
        redoc_url=None,
    )
    app.state.house = house
    problems.install(app)
    for module in (chat, state, widget):
        app.include_router(module.router)
    app.add_middleware(AccessMiddleware, house=house)
    return app
