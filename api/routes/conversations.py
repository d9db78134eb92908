"""``/api/conversations/{id}``: read, erase and export a conversation, for who made it only."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from api import files, problems
from api.clause_links import linked_answer
from api.deps import ByCaller, InHouse, with_assistant
from api.schemas import ConversationShown, TurnShown
from assistant.drafting.conversation_export import export_conversation
from assistant.service import Assistant

router = APIRouter(tags=["conversation"])

ConversationId = Annotated[str, Path(description="L’identifiant d’une conversation.", max_length=64)]


@router.get(
    "/api/conversations/{conversation_id}",
    summary="Relire une conversation",
    responses=problems.documented(401, 404, 422, 429, 503),
)
async def read(conversation_id: ConversationId, house: InHouse, caller: ByCaller) -> ConversationShown:
    """Chaque tour terminé, le plus ancien d’abord."""

    def find(assistant: Assistant) -> ConversationShown:
        turns = assistant.history(conversation_id, caller.owner)
        shown = [
            TurnShown(question=turn.question, answer=linked_answer(turn.answer), at=turn.at) for turn in turns
        ]
        return ConversationShown(id=conversation_id, turns=shown)

    return await with_assistant(house, find)


@router.delete(
    "/api/conversations/{conversation_id}",
    status_code=204,
    summary="Effacer une conversation",
    responses=problems.documented(401, 404, 422, 429, 503),
)
async def erase(conversation_id: ConversationId, house: InHouse, caller: ByCaller) -> None:
    """Efface les tours, les clauses rédigées et les avis donnés dans cette conversation."""

    def delete(assistant: Assistant) -> None:
        assistant.delete(conversation_id, caller.owner)
        house.records().forget_conversation(conversation_id, caller.owner)

    await with_assistant(house, delete)


@router.get(
    "/api/conversations/{conversation_id}/export.docx",
    summary="Exporter une conversation en .docx",
    response_class=Response,
    responses={**files.documented(files.DOCX, "La conversation"), **problems.documented(401, 404, 422, 429, 503)},
)
async def export(conversation_id: ConversationId, house: InHouse, caller: ByCaller) -> Response:
    """Les questions, les réponses et les textes cités avec leurs dates."""

    def make(assistant: Assistant) -> bytes:
        turns = assistant.history(conversation_id, caller.owner)
        return export_conversation([(turn.question, turn.answer, turn.at) for turn in turns])

    return files.attachment(await with_assistant(house, make), files.DOCX, "conversation.docx")
