"""``/api/clauses``: draft a clause, read it again, download it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from api import files, problems
from api.clause_bodies import ClauseBody
from api.clause_links import linked_clause
from api.deps import ByCaller, InHouse, with_assistant
from api.house import House
from api.schemas import ClauseResponse
from assistant.answer import Clause
from assistant.service import Assistant

router = APIRouter(tags=["clauses"])

ClauseId = Annotated[str, Path(description="L’identifiant d’une clause.", max_length=64)]


@router.post(
    "/api/clauses",
    status_code=201,
    summary="Rédiger une clause",
    responses=problems.documented(400, 401, 404, 413, 415, 422, 429, 503),
)
async def draft(body: ClauseBody, house: InHouse, caller: ByCaller) -> ClauseResponse:
    """La clause d’après un modèle du Département\u00a0; les crochets marquent ce qui reste à compléter."""
    return await with_assistant(house, lambda assistant: body.draft(assistant, house.records(), caller.owner))


@router.get(
    "/api/clauses/{clause_id}.docx",
    summary="Télécharger une clause en .docx",
    response_class=Response,
    responses={**files.documented(files.DOCX, "La clause"), **problems.documented(401, 404, 422, 429, 503)},
)
async def docx(clause_id: ClauseId, house: InHouse, caller: ByCaller) -> Response:
    """Le document Word, avec les articles cités en notes et une fiche de rédaction."""

    def make(assistant: Assistant) -> bytes:
        return assistant.toolbox.drafter.docx(_kept(house, assistant, clause_id, caller.owner))

    return files.attachment(await with_assistant(house, make), files.DOCX, "clause.docx")


@router.get(
    "/api/clauses/{clause_id}.xlsx",
    summary="Télécharger l’état trimestriel des heures en .xlsx",
    response_class=Response,
    responses={**files.documented(files.XLSX, "L’état"), **problems.documented(401, 404, 422, 429, 503)},
)
async def xlsx(clause_id: ClauseId, house: InHouse, caller: ByCaller) -> Response:
    """Le classeur que l’entreprise remplit chaque trimestre."""

    def make(assistant: Assistant) -> bytes:
        return assistant.toolbox.drafter.xlsx(_kept(house, assistant, clause_id, caller.owner))

    return files.attachment(await with_assistant(house, make), files.XLSX, "etat-trimestriel.xlsx")


@router.get(
    "/api/clauses/{clause_id}",
    summary="Relire une clause",
    responses=problems.documented(401, 404, 422, 429, 503),
)
async def read(clause_id: ClauseId, house: InHouse, caller: ByCaller) -> Clause:
    """La clause, ses variables et l’origine de chacune."""

    def find(assistant: Assistant) -> Clause:
        return linked_clause(_kept(house, assistant, clause_id, caller.owner))

    return await with_assistant(house, find)


def _kept(house: House, assistant: Assistant, clause_id: str, owner: str) -> Clause:
    return house.records().clause(clause_id, owner, assistant)
