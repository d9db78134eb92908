"""``/api/search`` and ``/api/articles/{ref}``: the texts, found by a question or by their number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query

from api import problems
from api.deps import ByCaller, InHouse, day, with_assistant
from api.legal_basis import cited
from api.schemas import ArticleShown, Paragraph, PassageShown, SearchRequest, SearchResponse
from assistant.errors import UnknownArticle
from assistant.service import Assistant

router = APIRouter(tags=["textes"])

Ref = Annotated[
    str, Path(description="Un numéro d’article, avec ou sans point.", max_length=60, examples=["L2113-12"])
]
AsOfQuery = Annotated[date | None, Query(description="Le jour dont le droit s’applique.")]


@router.post(
    "/api/search",
    summary="Chercher dans les textes",
    responses=problems.documented(400, 401, 413, 415, 422, 429, 503),
)
async def search(body: SearchRequest, house: InHouse, _caller: ByCaller) -> SearchResponse:
    """Les passages les plus proches, chacun avec son paragraphe exact et pourquoi il est là."""
    return await with_assistant(house, search_law(body))


@router.get(
    "/api/articles/{ref:path}", summary="Lire un article", responses=problems.documented(401, 404, 422, 429, 503)
)
async def article(ref: Ref, house: InHouse, _caller: ByCaller, as_of: AsOfQuery = None) -> ArticleShown:
    """Le texte entier d’un article en vigueur au jour demandé, par paragraphes, avec ses dates."""
    return await with_assistant(house, read_article(ref, as_of))


def search_law(body: SearchRequest) -> Callable[[Assistant], SearchResponse]:
    """The passages closest to a question, to be found by an assistant."""

    def call(assistant: Assistant) -> SearchResponse:
        on = day(body.as_of)
        passages = assistant.search(body.query, on, body.k)
        results = [
            PassageShown.of(passage, citation)
            for passage in passages
            for citation in cited(assistant, [passage.ref], on)
        ]
        return SearchResponse(query=body.query, as_of=on, results=results)

    return call


def read_article(ref: str, as_of: date | None) -> Callable[[Assistant], ArticleShown]:
    """One whole article, to be read by an assistant."""

    def call(assistant: Assistant) -> ArticleShown:
        on = day(as_of)
        found = assistant.toolbox.article(_known(assistant, ref), on)
        (citation,) = cited(assistant, [found.ref], on)
        return ArticleShown(
            ref=found.ref,
            label=citation.label,
            text_name=found.text_name,
            path=list(found.path),
            text=found.text,
            paragraphs=[Paragraph(index=index, text=text) for index, text in enumerate(found.paragraphs)],
            url=found.url,
            source=found.source,
            in_force_since=found.in_force_since,
            in_force_until=found.in_force_until,
            consolidated_on=found.consolidated_on,
            note=found.note,
            stale=citation.stale,
            as_of=on,
        )

    return call


def _known(assistant: Assistant, ref: str) -> str:
    """The reference as the corpus writes it: « art. L. 2113-12 » is L2113-12."""
    if ref in assistant.toolbox.corpus.articles:
        return ref
    found = assistant.toolbox.engine.references.read(ref, bare=True)
    if len(found) != 1:
        raise UnknownArticle(f"L’article «\u00a0{ref}\u00a0» n’est pas dans le corpus.", field="ref")
    return found[0]
