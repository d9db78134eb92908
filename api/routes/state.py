"""``/health``, ``/ready`` and ``/metrics``: whether the service lives, can answer, and what it did."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.deps import InHouse
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
