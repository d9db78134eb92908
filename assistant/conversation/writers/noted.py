"""The yes or no that the margin questions of the answering article give to a closed question."""

from __future__ import annotations

from assistant.answer import Verdict
from assistant.conversation.support import Support
from assistant.conversation.verdicts import fainter, is_closed, verdict_of
from assistant.conversation.writers.desk import Desk


def noted_verdict(desk: Desk, support: Support) -> Verdict | None:
    """What the notes of the article say, and those of the next one, fainter; ``None`` in doubt or for an open question."""
    if not is_closed(desk.message):
        return None
    asks = desk.toolbox.asks(support.article.ref, desk.message, desk.on)
    if support.second is not None:
        asks += tuple(fainter(ask) for ask in desk.toolbox.asks(support.second, desk.message, desk.on))
    return verdict_of(desk.message, asks, desk.said)
