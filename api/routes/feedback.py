"""``POST /api/feedback``: what a user thought of an answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fastapi import APIRouter

from api import problems
from api.deps import ByCaller, InHouse, with_assistant
from api.schemas import FeedbackKept, FeedbackRequest
from assistant.errors import InvalidInput
from assistant.service import Assistant

router = APIRouter(tags=["conversation"])


@router.post(
    "/api/feedback",
    status_code=201,
    summary="Donner un avis",
    responses=problems.documented(400, 401, 404, 413, 415, 422, 429, 503),
)
async def give(body: FeedbackRequest, house: InHouse, caller: ByCaller) -> FeedbackKept:
    """Garde un avis pour le facilitateur\u00a0; le même tour jugé à nouveau remplace l’avis précédent."""
    if body.rating is None and not body.comment.strip():
        raise InvalidInput("Un avis ou un commentaire est attendu.", field="rating")

    def keep(assistant: Assistant) -> FeedbackKept:
        question, answer, turn = "", "", body.turn
        if body.conversation_id is not None:
            turns = assistant.history(body.conversation_id, caller.owner)
            turn = len(turns) - 1 if body.turn is None else body.turn
            if not 0 <= turn < len(turns):
                raise InvalidInput(
                    f"Le tour {turn} n’existe pas\u00a0: la conversation en compte {len(turns)}.", field="turn"
                )
            question, answer = turns[turn].question, turns[turn].answer.text
        now = datetime.now(UTC)
        kept = house.records().feedback.give(
            caller.owner, now, body.rating, body.comment, body.conversation_id, turn, question, answer
        )
        until = now + timedelta(days=house.settings.feedback_retention_days)
        return FeedbackKept(id=kept.id, kept_until=until.date())

    return await with_assistant(house, keep)
