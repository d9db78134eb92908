"""Errors as RFC 9457 problem details: a stable code and a French sentence, for every refusal."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import psycopg
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, computed_field
from starlette.exceptions import HTTPException

from api.validation_messages import field_of, french_message
from assistant import errors

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5

_STATUS: Mapping[type[errors.AssistantError], int] = {
    errors.InvalidInput: 422,
    errors.MissingFact: 422,
    errors.UnknownFigure: 422,
    errors.NoTemplate: 422,
    errors.UnknownArticle: 404,
    errors.UnknownConversation: 404,
    errors.IndexNotReady: 503,
    errors.StoreUnavailable: 503,
}
_TITLES = {
    400: "Requête illisible",
    401: "Accès refusé",
    403: "Accès refusé",
    404: "Introuvable",
    405: "Méthode refusée",
    406: "Format de réponse indisponible",
    413: "Requête trop grande",
    415: "Format refusé",
    422: "Valeur refusée",
    429: "Trop de requêtes",
    500: "Erreur interne",
    503: "Service momentanément indisponible",
}
_DEFAULTS = {
    400: ("requete_illisible", "La requête ne peut pas être lue."),
    401: ("acces_refuse", "Une clé d’API ou un jeton valable est nécessaire pour cette adresse."),
    403: ("acces_refuse", "Vous n’avez pas accès à cette adresse."),
    404: ("adresse_inconnue", "Cette adresse n’existe pas. Les adresses sont décrites dans /openapi.json."),
    405: ("methode_refusee", "Cette adresse n’accepte pas cette méthode HTTP."),
    413: ("corps_trop_grand", "La requête est trop grande."),
    415: ("format_refuse", "Envoyez du JSON, avec l’en-tête « Content-Type\u00a0: application/json »."),
    500: ("erreur_interne", "Une erreur imprévue est survenue. Réessayez\u00a0; si elle revient, signalez-la."),
}


_DISK_FULL = (
    "Le disque du serveur est plein\u00a0: votre demande n’a pas été gardée. Prévenez la personne qui s’occupe de "
    "l’assistant, puis réessayez."
)


class InvalidParameter(BaseModel):
    """One field refused, with the reason."""

    name: str
    message: str


class Problem(BaseModel):
    """What went wrong: ``code`` is stable, ``detail`` is a French sentence for the user."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": "Valeur refusée",
                    "status": 422,
                    "code": "valeur_invalide",
                    "detail": "Votre message est vide. Écrivez une question en français.",
                    "field": "message",
                    "message": "Votre message est vide. Écrivez une question en français.",
                }
            ]
        }
    )

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    field: str | None = Field(default=None, description="Le champ refusé, s’il y en a un.")
    errors: list[InvalidParameter] | None = Field(default=None, description="Chaque champ refusé.")
    request_id: str | None = Field(default=None, description="À citer pour signaler un problème.")

    @computed_field(description="La même phrase, sous le nom que lisent les clients OpenAI.")
    def message(self) -> str:
        """The sentence of ``detail``."""
        return self.detail


class Refusal(HTTPException):
    """An HTTP refusal with its stable code."""

    def __init__(
        self,
        status: int,
        code: str | None = None,
        detail: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        known_code, known_detail = _DEFAULTS.get(status, ("erreur", "La requête est refusée."))
        super().__init__(status, detail or known_detail, headers)
        self.code = code or known_code


def of_error(error: errors.AssistantError) -> Problem:
    """The problem of an error raised on purpose."""
    status = _STATUS.get(type(error), 422)
    return Problem(title=_TITLES[status], status=status, code=error.code, detail=error.message, field=error.field)


def of_exception(error: Exception) -> Problem:
    """The problem of any exception; a database that fails is a service to retry, the rest is our fault."""
    if _is_disk_full(error):
        log.error("disk_full", error=type(error).__name__)
        return of_error(errors.StoreUnavailable(_DISK_FULL))
    if isinstance(error, errors.AssistantError):
        return of_error(error)
    # httpx errors come from the client of a Chroma server.
    if isinstance(error, sqlite3.Error | psycopg.Error | OSError | httpx.HTTPError):
        log.error("storage_failed", error=type(error).__name__, reason=str(error))
        message = "Les données ne peuvent pas être lues ou écrites pour le moment. Réessayez dans un instant."
        return of_error(errors.StoreUnavailable(message))
    log.error("unexpected_error", exc_info=error)
    code, detail = _DEFAULTS[500]
    return Problem(title=_TITLES[500], status=500, code=code, detail=detail)


def _is_disk_full(error: BaseException | None) -> bool:
    """Whether a failure, or what caused it, is a disk without room: waiting does not help the person who asks."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    if isinstance(error, psycopg.errors.DiskFull):
        return True
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    return isinstance(error, errors.StoreUnavailable) and _is_disk_full(error.__cause__)


def of_refusal(refusal: HTTPException) -> Problem:
    """The problem of an HTTP refusal, ours or the framework's."""
    status = refusal.status_code
    code, detail = _DEFAULTS.get(status, ("erreur", "La requête est refusée."))
    if isinstance(refusal, Refusal):
        code, detail = refusal.code, str(refusal.detail)
    return Problem(title=_TITLES.get(status, "Requête refusée"), status=status, code=code, detail=detail)


def of_validation(found: Sequence[Mapping[str, Any]]) -> Problem:
    """The problem of a body or parameters that do not fit, each field with a French reason."""
    refused = [InvalidParameter(name=field_of(error), message=french_message(error)) for error in found]
    unreadable = any(error.get("type") == "json_invalid" for error in found)
    first = refused[0] if refused else None
    return Problem(
        title=_TITLES[422],
        status=422,
        code="json_illisible" if unreadable else "requete_invalide",
        detail=first.message if first else "La requête est refusée.",
        field=first.name if first and first.name else None,
        errors=refused,
    )


def response_of(problem: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The HTTP response of a problem."""
    sent = dict(headers or {})
    request_id = structlog.contextvars.get_contextvars().get("request_id")
    if request_id:
        problem = problem.model_copy(update={"request_id": request_id})
    if problem.status == 503:
        sent.setdefault("Retry-After", str(RETRY_AFTER_SECONDS))
    return JSONResponse(problem.model_dump(exclude_none=True), problem.status, headers=sent, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Make every error of the application a problem, and describe it."""
    described = app.openapi

    def with_problems() -> dict[str, Any]:
        description = described()
        shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
        schemas = description.setdefault("components", {}).setdefault("schemas", {})
        schemas |= {**shape.pop("$defs", {}), "Problem": shape}
        return description

    app.openapi = with_problems  # type: ignore[method-assign]

    async def refused(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        return response_of(of_refusal(error), error.headers)

    async def invalid(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        return response_of(of_validation(error.errors()))

    async def raised(_request: Request, error: Exception) -> JSONResponse:
        return response_of(of_exception(error))

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    for kind in (errors.AssistantError, sqlite3.Error, psycopg.Error, OSError, httpx.HTTPError):
        app.add_exception_handler(kind, raised)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI entries of these refusals."""
    return {
        status: {
            "description": _TITLES[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }
