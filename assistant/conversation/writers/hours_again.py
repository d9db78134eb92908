"""Hours asked again in a few words that bring nothing new (« et alors ? »): what they lead to, and not the same answer twice."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import BlockKind
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded
from assistant.rules import french

_NOTHING_NEW = re.compile(
    r"^\W*(?:(?:et|bon|ok|oui|mais|d'accord)\W+)*(?:alors|donc|ensuite|apres|du coup|maintenant|c'est tout|et)\W*$"
)


def or_said_again(desk: Desk, draft: Draft) -> Draft:
    """The draft, or what its hours lead to where the answer just given said the same."""
    last = desk.previous_answers[-1] if desk.previous_answers else None
    calculation = draft.calculation
    if (
        last is None
        or last.calculation is None
        or calculation is None
        or not _NOTHING_NEW.match(folded(desk.said))
    ):
        return draft
    if last.calculation.formula != calculation.formula:
        return draft
    summary = [part for part in draft.blocks if part.kind is BlockKind.SUMMARY]
    if any(one.text not in last.text for part in summary for one in part.sentences):
        return draft
    hours = calculation.hours
    little = hours is not None and desk.toolbox.is_little(hours, desk.on)
    said = desk.say(
        "heures_inchangees",
        hours=french.number(hours) if hours is not None else "",
        clause=hours is not None and calculation.clause_advised and not little,
    )
    return replace(draft, blocks=block(BlockKind.SUMMARY, [said]), citations=(), heard=True)
