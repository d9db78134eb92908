"""``/api/structures``: who could do the work, as JSON, a spreadsheet or a sourcing sheet."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api import files, problems
from api.deps import ByCaller, InHouse, day, with_assistant
from api.house import House
from api.schemas import Line, StructuresResponse
from assistant.drafting.directory_export import structures_csv, structures_xlsx
from assistant.drafting.sourcing_sheet import sourcing_sheet
from assistant.partners import PartnerQuery, PartnerResults
from assistant.partners.query import Way
from assistant.service import Assistant
from corpus.models import StructureKind

router = APIRouter(tags=["structures"])

_REFUSALS = problems.documented(401, 422, 429, 503)


def asked(
    query: Annotated[Line, Query(description="Le besoin en français : métier, lieu, nom, type, SIRET.")] = "",
    place: Annotated[Line, Query(description="Une commune.", examples=["Dax"])] = "",
    radius_km: Annotated[int | None, Query(ge=1, le=1_000, description="Limite stricte, en kilomètres.")] = None,
    kind: Annotated[list[StructureKind] | None, Query(description="Un ou plusieurs types.")] = None,
    family: Annotated[Line | None, Query(description="Une famille d’achats.")] = None,
    sector: Annotated[Line | None, Query(description="Un secteur d’achats.")] = None,
    way: Annotated[Way | None, Query(description="Comment la structure travaillerait.")] = None,
    name: Annotated[Line | None, Query(description="Le nom d’une structure.")] = None,
    siret: Annotated[str | None, Query(pattern=r"^[0-9 ]{9,17}$")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 20,
) -> PartnerQuery:
    """The query of the parameters; a place is read among the words, as a person would type it."""
    return PartnerQuery(
        text=f"{query} à {place}".strip() if place else query,
        family=family or None,
        sector=sector or None,
        kinds=frozenset(kind or ()),
        radius_km=radius_km,
        way=way,
        name=name or None,
        siret=siret,
        limit=limit,
    )


Asked = Annotated[PartnerQuery, Depends(asked)]


@router.get("/api/structures", summary="Chercher des structures inclusives", responses=_REFUSALS)
async def structures(query: Asked, house: InHouse, _caller: ByCaller) -> StructuresResponse:
    """Les structures qui conviennent, les mieux placées d’abord, avec pourquoi et ce qui reste à vérifier."""
    return shown(await _found(house, query))


@router.get(
    "/api/structures.csv",
    summary="Les structures en .csv",
    response_class=Response,
    responses={**files.documented(files.CSV, "Les structures"), **_REFUSALS},
)
async def as_csv(query: Asked, house: InHouse, _caller: ByCaller) -> Response:
    """Un tableau que tout tableur ouvre, sans formule."""
    found = await _found(house, query)
    return files.attachment(structures_csv(found.matches), files.CSV, "structures.csv")


@router.get(
    "/api/structures.xlsx",
    summary="Les structures en .xlsx",
    response_class=Response,
    responses={**files.documented(files.XLSX, "Les structures"), **_REFUSALS},
)
async def as_xlsx(query: Asked, house: InHouse, _caller: ByCaller) -> Response:
    """Un classeur avec des filtres."""
    found = await _found(house, query)
    return files.attachment(structures_xlsx(found.matches, day(None)), files.XLSX, "structures.xlsx")


@router.get(
    "/api/structures.docx",
    summary="La fiche de sourcing en .docx",
    response_class=Response,
    responses={**files.documented(files.DOCX, "La fiche"), **_REFUSALS},
)
async def as_docx(query: Asked, house: InHouse, _caller: ByCaller) -> Response:
    """Une fiche à compléter au téléphone."""
    found = await _found(house, query)
    counts = {kind.value: count for kind, count in found.count_by_kind.items()}
    on = day(None)
    sheet = sourcing_sheet(query.text, found.matches, on, count_by_kind=counts, remarks=found.remarks)
    return files.attachment(sheet, files.DOCX, "fiche-de-sourcing.docx")


def shown(found: PartnerResults) -> StructuresResponse:
    """The structures as they are sent."""
    return StructuresResponse(
        structures=list(found.matches),
        total=found.total,
        count_by_kind={kind.value: count for kind, count in found.count_by_kind.items()},
        unknown_activity_count=found.unknown_activity_count,
        nearest_km=found.nearest_km,
        remarks=list(found.remarks),
    )


async def _found(house: House, query: PartnerQuery) -> PartnerResults:
    def search(assistant: Assistant) -> PartnerResults:
        return assistant.toolbox.partners(query)

    return await with_assistant(house, search)
