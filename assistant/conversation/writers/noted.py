"""The yes or no that the margin questions of the answering article give to a closed question."""

from __future__ import annotations

from assistant.conversation.question_form import Modality, is_closed, modality
from assistant.conversation.support import Support
from assistant.conversation.verdicts import Opinion, announced, fainter
from assistant.conversation.writers.desk import Desk


def noted_opinion(desk: Desk, support: Support) -> Opinion | None:
    """What the notes of the article say, and those of the next one, fainter; ``None`` in doubt or for an open question."""
    if not is_closed(desk.message):
        return None
    # « Je suis obligé ? » turns the question before it: what it asks alone then counts.
    asked = desk.said if modality(desk.said) is not Modality.FACT else desk.message
    asks = desk.toolbox.asks(support.article.ref, asked, desk.on)
    if support.second is not None:
        asks += tuple(fainter(ask) for ask in desk.toolbox.asks(support.second, asked, desk.on))
    return announced(desk.message, asks, desk.said)
