"""What becomes of the hours just computed where the market is not renewed: those of each period, and how to write them."""

from __future__ import annotations

import re

from assistant.answer import BlockKind
from assistant.conversation.restating import FIGURES
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded
from assistant.rules import french
from assistant.rules.hours_request import Rounding

_NOT_RENEWED = re.compile(
    r"\b(?:ne |n')?(?:\w+ )?(?:reconduct|recondui|renouvel)\w*\b.{0,30}\b(?:pas|plus)\b"
    r"|\b(?:sans|pas d[e']|non) ?(?:reconduct|recondui|renouvel)\w*"
    r"|\b(?:arrete\w*|stoppe\w*) (?:au bout|apres|avant)\b"
)
_HOURS = re.compile(r"\bheures?\b|\btombe\w*\b|\brest(?:e|ent|era|eront)\b|\bdues?\b|\d ?h\b")
_MOST_WORDS = 25


def hours_not_renewed(desk: Desk) -> Draft | None:
    """The hours after each period; ``None`` where the message does not ask, or no renewal was counted just before."""
    last = desk.previous_answers[-1].calculation if desk.previous_answers else None
    duration = desk.facts.duration.value if desk.facts.duration else None
    text = folded(desk.said)
    if last is None or last.firm_hours is None or last.full_term_hours is None or duration is None:
        return None
    asks = _NOT_RENEWED.search(text) and _HOURS.search(text) and len(text.split()) <= _MOST_WORDS
    counted_anew = any(getattr(desk.understanding.facts, name) for name in FIGURES)
    if not asks or not duration.renewals or counted_anew:
        return None
    each = (last.full_term_hours - last.firm_hours) / duration.renewals
    rounding = Rounding()
    sums = [french.hours(rounding.apply(last.firm_hours + each * rank)) for rank in range(duration.renewals + 1)]
    said = desk.say(
        "heures_sans_reconduction",
        firm=french.hours(last.firm_hours),
        months=french.months(duration.months),
        each=french.hours(rounding.apply(each)),
        sums=sums,
    )
    return Draft(blocks=block(BlockKind.SUMMARY, [said]), evidence=desk.evidence([said.text]))
