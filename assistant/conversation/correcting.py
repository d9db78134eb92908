"""A draft whose question takes something wrong for the law is shown with a warning, and loses its yes or no."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Block, BlockKind, Verdict
from assistant.conversation.premises import ground_of, taken_for_granted, unsupported
from assistant.conversation.routing import CLOSE_QUESTION
from assistant.conversation.state import Draft
from assistant.conversation.verdicts import verdict_of
from assistant.conversation.writers.desk import Desk, block

_OPENING = re.compile(r"^(?:Oui, sous conditions|Oui|Non|Sans objet)\.\s+")


def corrected(desk: Desk, draft: Draft) -> Draft:
    """The draft with a warning when the question takes for the law what the texts do not say, or say otherwise."""
    if draft.refused:
        return draft
    leading = [desk.toolbox.corpus.articles[citation.ref] for citation in draft.citations[:1]]
    wrong = unsupported(taken_for_granted(desk.message), leading or draft.evidence.articles.values())
    ground = ground_of(desk.message)
    if wrong:
        warning = desk.say("premisse_contraire", words=", ".join(figure.words for figure in wrong))
    elif ground is not None and (denying := _denying(desk, ground)) is not None:
        warning = desk.say("raison_contraire", desk.citer.cite(denying), words=ground)
    else:
        return draft
    # The verdict rested on the premise: the summary keeps its source and loses its yes or no.
    summary = [_without_verdict(part, draft.verdict) for part in draft.blocks]
    blocks = (*block(BlockKind.WARNING, [warning]), *summary)
    evidence = replace(draft.evidence, articles={**draft.evidence.articles, **desk.citer.used_articles})
    return replace(
        draft, verdict=None, blocks=blocks, citations=desk.citer.citations, evidence=evidence, partial=True
    )


def _denying(desk: Desk, ground: str) -> str | None:
    """The article whose margin questions say no to what the question gives as its reason, the same asked clearly."""
    lead = desk.toolbox.search(ground, desk.on, 1)
    if not lead:
        return None
    asks = [ask for ask in desk.toolbox.asks(lead[0].ref, ground, desk.on) if ask.similarity >= CLOSE_QUESTION]
    return lead[0].ref if verdict_of(ground, asks) is Verdict.NON else None


def _without_verdict(part: Block, verdict: Verdict | None) -> Block:
    if part.kind is not BlockKind.SUMMARY or verdict is None:
        return part
    said = (s.model_copy(update={"text": _OPENING.sub("", s.text, count=1)}) for s in part.sentences)
    return part.model_copy(update={"sentences": tuple(said)})
