"""A draft whose question takes something wrong for the law is shown with a warning, and loses its yes or no."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Block, BlockKind, Verdict
from assistant.conversation.premises import taken_for_granted, unsupported
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block

_OPENING = re.compile(r"^(?:Oui, sous conditions|Oui|Non|Sans objet)\.\s+")


def corrected(desk: Desk, draft: Draft) -> Draft:
    """The draft with a warning when the question takes for the law a figure that the cited texts do not hold."""
    if draft.refused:
        return draft
    leading = [desk.toolbox.corpus.articles[citation.ref] for citation in draft.citations[:1]]
    wrong = unsupported(taken_for_granted(desk.message), leading or draft.evidence.articles.values())
    if not wrong:
        return draft
    words = ", ".join(figure.words for figure in wrong)
    warning = block(BlockKind.WARNING, [desk.say("premisse_contraire", words=words)])
    # The verdict rested on the premise: the summary keeps its source and loses its yes or no.
    summary = [_without_verdict(part, draft.verdict) for part in draft.blocks]
    return replace(draft, verdict=None, blocks=(*warning, *summary), partial=True)


def _without_verdict(part: Block, verdict: Verdict | None) -> Block:
    if part.kind is not BlockKind.SUMMARY or verdict is None:
        return part
    said = (s.model_copy(update={"text": _OPENING.sub("", s.text, count=1)}) for s in part.sentences)
    return part.model_copy(update={"sentences": tuple(said)})
