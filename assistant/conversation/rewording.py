"""The node that words a verified answer with a model: the deterministic answer is its start and its fallback."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import structlog
from langgraph.config import get_stream_writer

from assistant.answer import Answer, Block, BlockKind
from assistant.conversation.pasted import own_words
from assistant.conversation.phrasing import Phraser, PhrasingOutcome
from assistant.conversation.rendering import render_text
from assistant.conversation.state import State
from assistant.verification import check_conditions, check_sentence

log = structlog.get_logger(__name__)


class Rewording:
    """The « phrase » node of a deployment that has a model."""

    def __init__(self, phraser: Phraser) -> None:
        self._phraser = phraser

    def phrase(self, state: State) -> dict[str, Any]:
        """Word the answer; each verified block is sent as it comes, as ``{"block": …}``."""
        write = get_stream_writer()
        write({"progress": "phrase"})
        answer = state["answer"]
        draft = replace(state["draft"], blocks=answer.blocks, verdict=answer.verdict, citations=answer.citations)
        steps = self._phraser.phrase(
            own_words(state["message"]), draft, state["evidence"], state["market"], state["on"]
        )
        for step in steps:
            if isinstance(step, Block):
                write({"block": step.model_dump(mode="json")})
            elif _holds(step, draft.conditions, answer):
                return {"answer": _worded(answer, step)}
        return {}


def _worded(answer: Answer, outcome: PhrasingOutcome) -> Answer:
    text = render_text(outcome.blocks, outcome.citations, answer.structures, answer.clause)
    worded = {"blocks": outcome.blocks, "citations": outcome.citations, "text": text, "engine": outcome.engine}
    return answer.model_copy(update=worded)


def _holds(outcome: PhrasingOutcome, conditions: tuple[str, ...], answer: Answer) -> bool:
    """The verifier's last word on the whole: every sentence supported, no condition lost on the way."""
    told = (block for block in outcome.blocks if block.kind is not BlockKind.QUESTIONS)
    said = [sentence.text for block in told for sentence in block.sentences]
    kept = [c for c in conditions if not check_conditions([c], answer.text)]
    findings = [finding for text in said for finding in check_sentence(text, outcome.evidence)]
    findings += check_conditions(kept, "\n".join(said))
    if findings:
        log.warning("wording_dropped", kinds=sorted({finding.kind.name for finding in findings}))
    return not findings
