"""The assistant's tools for MCP clients: search, article, hours, reservation, obligation, partners, clause.

The descriptions are what a language model reads: they say when to call and what comes back. They are in French,
as the questions and the results are.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, TypeVar

import structlog
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations
from pydantic import Field, ValidationError
from starlette.routing import BaseRoute

from api.clause_bodies import ClauseBody
from api.deps import with_assistant
from api.house import House
from api.market_bodies import HoursBody, MarketBody
from api.routes.law import read_article, search_law
from api.routes.market import compute, decide_obligation, decide_reservation
from api.routes.structures import shown
from api.schemas import (
    ArticleShown,
    Body,
    ClauseResponse,
    DecisionResponse,
    HoursResponse,
    SearchRequest,
    SearchResponse,
    StructuresResponse,
)
from api.validation_messages import french_message
from assistant.errors import AssistantError
from assistant.partners import PartnerQuery
from assistant.service import Assistant

log = structlog.get_logger(__name__)
T = TypeVar("T")

_INSTRUCTIONS = (
    "Commande publique inclusive en France\u00a0: textes en vigueur, réservation, obligation, heures d’insertion, "
    "structures des Landes, clauses. Citez les articles rendus, avec leurs dates\u00a0; n’en citez aucun autre."
)
_READING = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_WRITING = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)

Market = Annotated[
    str,
    Field(max_length=8_000, description="Le marché en français\u00a0: nature, métier, montant HT, durée, lieu."),
]
AsOf = Annotated[date | None, Field(description="Le jour dont le droit s’applique\u00a0; aujourd’hui par défaut.")]
Ratio = Annotated[float | str | None, Field(description="Un rapport\u00a0: 0.05 pour 5 %.")]
Euros = Annotated[float | str | None, Field(description="En euros hors taxes.")]


def mcp_server(house: House) -> MCPServer[Any]:
    """The server with its tools; each call runs in the threads of the house."""
    server: MCPServer[Any] = MCPServer("assistant-clauses", instructions=_INSTRUCTIONS, log_level="WARNING")

    async def run(call: Callable[[Assistant], T]) -> T:
        try:
            return await with_assistant(house, call)
        except AssistantError as error:
            raise ToolError(f"{error.message} ({error.code})") from error

    @server.tool(title="Chercher dans les textes", annotations=_READING)
    async def search(
        query: Annotated[str, Field(description="Une question ou des mots, en français.")],
        k: Annotated[int, Field(ge=1, le=50)] = 8,
        as_of: AsOf = None,
    ) -> SearchResponse:
        """Cherche les articles de la commande publique et de l’insertion qui répondent à une question.

        Rend les passages, le meilleur d’abord, avec la citation exacte, le lien et les dates de l’article.
        """
        return await run(search_law(_checked(SearchRequest, query=query, k=k, as_of=as_of)))

    @server.tool(title="Lire un article", annotations=_READING)
    async def article(
        ref: Annotated[
            str, Field(max_length=60, description="Un numéro\u00a0: L2113-12, R2113-7, CCAG-FCS 16.1.")
        ],
        as_of: AsOf = None,
    ) -> ArticleShown:
        """Rend le texte entier d’un article en vigueur, par paragraphes, avec ses dates et son lien officiel."""
        return await run(read_article(ref, as_of))

    @server.tool(title="Calculer les heures d’insertion", annotations=_READING)
    async def hours(
        market: Market = "",
        amount_ht: Euros = None,
        labour_share: Ratio = None,
        effort: Ratio = None,
        hourly_cost: Euros = None,
        as_of: AsOf = None,
    ) -> HoursResponse:
        """Calcule les heures d’insertion d’un marché\u00a0: formule, paramètres avec leur source, fourchette.

        Un paramètre donné remplace le repère. S’il manque un fait, l’erreur est la question à poser.
        """
        given = {
            "amount_ht": amount_ht,
            "labour_share": labour_share,
            "effort": effort,
            "hourly_cost": hourly_cost,
        }
        return await run(compute(_checked(HoursBody, market=market or None, as_of=as_of, **given)))

    @server.tool(title="Dire si un marché peut être réservé", annotations=_READING)
    async def reservation(market: Market, as_of: AsOf = None) -> DecisionResponse:
        """Dit si un marché ou un lot peut être réservé (EA, ESAT, SIAE, ESS), étape par étape, avec les articles."""
        return await run(decide_reservation(_checked(MarketBody, market=market, as_of=as_of)))

    @server.tool(title="Dire si une considération sociale est obligatoire", annotations=_READING)
    async def obligation(market: Market, as_of: AsOf = None) -> DecisionResponse:
        """Dit si l’acheteur doit prévoir une considération sociale, étape par étape, avec les articles."""
        return await run(decide_obligation(_checked(MarketBody, market=market, as_of=as_of)))

    @server.tool(title="Chercher des structures inclusives", annotations=_READING)
    async def partners(
        need: Annotated[str, Field(max_length=300, description="Métier, lieu, type, nom ou SIRET, en français.")],
        radius_km: Annotated[int | None, Field(ge=1, le=1_000)] = None,
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> StructuresResponse:
        """Cherche qui pourrait faire un travail\u00a0: structures, distance, raisons, contact, points à vérifier."""
        query = PartnerQuery(text=need, radius_km=radius_km, limit=limit)
        return await run(lambda assistant: shown(assistant.toolbox.partners(query)))

    @server.tool(title="Rédiger une clause", annotations=_WRITING)
    async def draft_clause(
        context: Context[Any, Any],
        request: Annotated[
            str, Field(max_length=8_000, description="La clause voulue et le marché, en français.")
        ],
        previous: Annotated[str | None, Field(max_length=64, description="La clause à mettre à jour.")] = None,
        as_of: AsOf = None,
    ) -> ClauseResponse:
        """Rédige une clause d’après un modèle du Département\u00a0; les crochets restent à compléter par l’acheteur.

        Rend le texte, l’origine de chaque valeur, ce qui manque, et l’adresse du fichier Word.
        """
        asked = context.request_context.request
        assert asked is not None
        owner: str = asked.state.caller.owner
        body = _checked(ClauseBody, request=request, previous=previous, as_of=as_of)
        return await run(lambda assistant: body.draft(assistant, house.records(), owner))

    return server


def mcp_routes(server: MCPServer[Any]) -> list[BaseRoute]:
    """The route of ``/mcp``, without sessions: the access middleware has recognised the caller of each request."""
    app = server.streamable_http_app(
        streamable_http_path="/mcp",
        stateless_http=True,
        json_response=True,
        # Hosts and origins are checked for every route by the access middleware.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    return list(app.routes)


B = TypeVar("B", bound=Body)


def _checked(kind: type[B], **fields: object) -> B:
    try:
        return kind.model_validate({name: value for name, value in fields.items() if value is not None})
    except ValidationError as error:
        raise ToolError(" ".join(french_message(dict(found)) for found in error.errors())) from error
