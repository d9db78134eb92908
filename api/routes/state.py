"""``/health``, ``/ready`` and ``/metrics``: whether the service lives, can answer, and what it did."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api import problems
from api.deps import ByCaller, InHouse
from api.journal import Metrics
from api.readiness import Health, Readiness, readiness_of
from api.streaming import in_thread

router = APIRouter(tags=["service"])


@router.get("/health", summary="Le processus répond")
async def health() -> Health:
    """Répond toujours quand le processus vit."""
    return Health(status="ok")


@router.get(
    "/ready",
    summary="Le service peut répondre aux questions",
    responses={503: {"model": Readiness, "description": "Une partie au moins est indisponible"}},
)
async def ready(house: InHouse, response: Response) -> Readiness:
    """L’état de chaque partie, avec ce qu’il faut faire quand elle est indisponible."""
    state = await in_thread(house.probes, lambda: readiness_of(house))
    response.status_code = 200 if state.ready else 503
    return state


@router.get(
    "/metrics",
    summary="Les mesures, pour Prometheus",
    response_class=Response,
    responses={
        200: {"description": "Les mesures", "content": {"text/plain": {"schema": {"type": "string"}}}},
        **problems.documented(401, 429),
    },
)
async def metrics(request: Request, _caller: ByCaller) -> Response:
    """Requêtes, durées et réponses depuis le démarrage\u00a0; jamais le texte d’une question."""
    counted: Metrics = request.app.state.metrics
    return Response(generate_latest(counted.registry), media_type=CONTENT_TYPE_LATEST)
