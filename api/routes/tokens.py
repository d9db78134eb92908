"""``POST /api/widget-token``: a short-lived token for a visitor of an allowed page."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from anyio import to_thread
from fastapi import APIRouter, Request

from api import problems
from api.access import visit_of
from api.problems import Refusal
from api.rate_limits import RateLimits
from api.schemas import TokenRequest, WidgetToken
from api.security import Doorkeeper
from api.widget_tokens import WidgetTokens

router = APIRouter(tags=["accès"])


@router.post(
    "/api/widget-token",
    summary="Un jeton pour un visiteur du widget",
    responses=problems.documented(400, 403, 413, 415, 422, 429, 503),
)
async def make(request: Request, body: TokenRequest | None = None) -> WidgetToken:
    """Un jeton lié à l’origine de la page et à un visiteur anonyme\u00a0; l’ancien jeton garde le même visiteur."""
    doorkeeper: Doorkeeper = request.app.state.doorkeeper
    limits: RateLimits = request.app.state.limits
    tokens: WidgetTokens = request.app.state.tokens
    visit = visit_of(request.scope)
    limits.count_visitor(doorkeeper.client_address(visit))
    if not doorkeeper.accepts_origin(visit):
        raise Refusal(
            403, "origine_refusee", "Cette page n’est pas autorisée à appeler l’assistant (ALLOWED_ORIGINS)."
        )
    origin = visit.headers["origin"].rstrip("/")
    previous = body.previous if body else None
    token = await to_thread.run_sync(partial(tokens.make, origin, datetime.now(UTC), previous))
    return WidgetToken(token=token, expires_in=tokens.seconds)
