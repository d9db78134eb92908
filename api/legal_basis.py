"""The citations of what a rule rests on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.answer import Citation
from assistant.conversation.citing import Citer
from assistant.service import Assistant


def cited(assistant: Assistant, refs: Iterable[str | None], on: date) -> list[Citation]:
    """One citation an article in force that day, in the order given."""
    citer = Citer(assistant.toolbox.corpus.articles, on, assistant.settings.stale_text_days)
    for ref in refs:
        citer.cite(ref)
    return list(citer.citations)
