"""The yes or no that the margin questions of the articles found give to a closed question."""

from __future__ import annotations

from assistant.conversation.question_form import Modality, is_closed, modality
from assistant.conversation.support import Support
from assistant.conversation.verdicts import Opinion, announced
from assistant.conversation.writers.desk import Desk


def noted_opinion(desk: Desk, support: Support) -> Opinion | None:
    """What the notes of the articles found say, each by its chance; ``None`` in doubt or for an open question."""
    if not is_closed(desk.message):
        return None
    # « Je suis obligé ? » turns the question before it: what it asks alone then counts.
    asked = desk.said if modality(desk.said) is not Modality.FACT else desk.message
    found = [(chance, desk.toolbox.asks(ref, asked, desk.on)) for ref, chance in support.chances]
    return announced(desk.message, found, desk.said)
