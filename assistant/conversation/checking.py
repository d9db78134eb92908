"""Every sentence of a draft against its evidence, before it is shown."""

from __future__ import annotations

from dataclasses import replace

import structlog

from assistant.answer import Block, BlockKind
from assistant.conversation.fact_merging import describe_facts
from assistant.conversation.state import Draft, State
from assistant.verification import Evidence, check_sentence

log = structlog.get_logger(__name__)


def with_answer(draft: Draft, state: State) -> Evidence:
    """The evidence of a draft, completed by its own citations' dates and the facts understood."""
    facts = tuple(f"{fact.value} {fact.source}" for fact in describe_facts(state["market"]))
    return replace(draft.evidence, user_texts=(*draft.evidence.user_texts, *facts))


def checked(part: Block, evidence: Evidence) -> Block | None:
    """The block without the sentences that its evidence does not support; ``None`` when nothing of it is left."""
    kept = []
    for sentence in part.sentences:
        findings = check_sentence(sentence.text, evidence)
        if findings:
            log.warning("sentence_removed", kinds=sorted({finding.kind.name for finding in findings}))
        else:
            kept.append(sentence)
    if not kept and part.kind not in {BlockKind.STRUCTURES, BlockKind.CLAUSE}:
        return None
    return part.model_copy(update={"sentences": tuple(kept)})
