"""An answer is not given twice running: what follows asks something else, and the texts are read for it alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Answer, Block, BlockKind, Status
from assistant.conversation.continuing import names_no_subject
from assistant.conversation.followups import continued
from assistant.conversation.settling import brings_facts
from assistant.conversation.state import Draft
from assistant.conversation.support import ON_SUBJECT, assess
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.law import write_law
from assistant.folding import folded

_TOLD = (BlockKind.SUMMARY, BlockKind.STEPS)


def renewed(draft: Draft, said: str, topic: str, desk_for: Callable[[str], Desk]) -> Draft:
    """The draft; where it would be the last answer again, what the texts answer to the message, alone or after ``topic``.

    ``desk_for`` gives a desk with nothing cited for a question. Where they answer nothing else, the draft in short.
    """
    if not says_again(desk := desk_for(said), draft):
        return draft
    if names_no_subject(said):
        return _in_short(draft)
    # « Et de fournitures ? » asks the same of other facts: the texts read for these words alone answer nothing.
    if brings_facts(desk.understanding):
        return replace(draft, blocks=(*block(BlockKind.SUMMARY, [desk.say("reponse_la_meme")]), *draft.blocks))
    tried = (read_alone(desk_for(message)) for message in (said, continued(topic, said)))
    return next((other for other in tried if other is not None), None) or _unchanged(desk, draft)


def says_again(desk: Desk, draft: Draft) -> bool:
    """Whether a draft tells, in the same words, what the last answer told to another question."""
    last = desk.previous_answers[-1] if desk.previous_answers else None
    if last is None or draft.refused or last.status is Status.REFUSED:
        return False
    by_tool = (
        draft.calculation is not None or draft.clause is not None or (draft.structures and draft.verdict is None)
    )
    if by_tool or _plain(desk.said) == _plain(desk.before):
        return False
    same_list = [one.name for one in draft.structures] == [one.name for one in last.structures]
    told = _told(draft.blocks)
    before = [words for words in _told(last.blocks) if words != desk.say("reponse_la_meme").text]
    return same_list and bool(told) and told == before


def read_alone(desk: Desk) -> Draft | None:
    """What the texts answer to the message on this desk, where another article leads; ``None`` elsewhere."""
    support = assess(desk.toolbox, desk.outside, desk.message, desk.on)
    if support.signals.confidence < ON_SUBJECT:
        return None
    draft = write_law(desk, support)
    leads_elsewhere = draft.citations[:1] and draft.citations[0].ref not in _leading(desk.previous_answers[-1])
    return draft if not draft.refused and leads_elsewhere else None


def _in_short(draft: Draft) -> Draft:
    """The draft without the texts and the structures shown with it the time before."""
    return replace(draft, blocks=tuple(part for part in draft.blocks if part.kind in _TOLD), structures=())


def _unchanged(desk: Desk, draft: Draft) -> Draft:
    """The draft in short, after a word that there is no other answer."""
    said = [desk.say("reponse_inchangee"), desk.say("refus_autre_question")]
    short = _in_short(draft)
    return replace(short, blocks=(*block(BlockKind.SUMMARY, said), *short.blocks))


def _leading(answer: Answer) -> set[str]:
    return {citation.ref for citation in answer.citations[:1]}


def _told(blocks: tuple[Block, ...]) -> list[str]:
    return [sentence.text for part in blocks if part.kind in _TOLD for sentence in part.sentences]


def _plain(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded(text)).split())
