"""A draft whose question takes something wrong for the law is shown with a warning, and loses its yes or no."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Block, BlockKind, Verdict
from assistant.conversation.premises import ground_of, statements_of, taken_for_granted, unsupported
from assistant.conversation.routing import CLOSE_QUESTION
from assistant.conversation.state import Draft
from assistant.conversation.verdicts import is_closed, opinion_of
from assistant.conversation.writers.desk import Desk, block

# The share of the margin questions that must say no for a statement to be contradicted.
_CLEARLY = 0.8
_OPENING = re.compile(r"^(?:Oui, sous conditions|Oui|Non|Sans objet)\.\s+")


def corrected(desk: Desk, draft: Draft) -> Draft:
    """The draft with a warning when the question takes for the law what the texts do not say, or say otherwise."""
    if draft.refused:
        return draft
    leading = [desk.toolbox.corpus.articles[citation.ref] for citation in draft.citations[:1]]
    wrong = unsupported(taken_for_granted(desk.message), leading or draft.evidence.articles.values())
    ground = ground_of(desk.message)
    grounds = (ground,) if ground is not None else () if is_closed(desk.message) else statements_of(desk.message)
    if wrong:
        warning = desk.say("premisse_contraire", words=", ".join(figure.words for figure in wrong))
    elif denied := next(
        ((ground, ref) for ground in grounds if (ref := _denying(desk, ground)) is not None), None
    ):
        warning = desk.say("raison_contraire", desk.citer.cite(denied[1]), words=denied[0])
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
    """The article whose margin questions clearly say no to what the question gives as its reason or states."""
    lead = desk.toolbox.search(ground, desk.on, 1)
    if not lead:
        return None
    opinion = opinion_of(ground, desk.toolbox.asks(lead[0].ref, ground, desk.on))
    if opinion is None or opinion.verdict is not Verdict.NON or opinion.share < _CLEARLY:
        return None
    return lead[0].ref if opinion.similarity >= CLOSE_QUESTION else None


def _without_verdict(part: Block, verdict: Verdict | None) -> Block:
    if part.kind is not BlockKind.SUMMARY or verdict is None:
        return part
    said = (s.model_copy(update={"text": _OPENING.sub("", s.text, count=1)}) for s in part.sentences)
    return part.model_copy(update={"sentences": tuple(said)})
