"""Hours that the message gives: weighed against the work of the market, or carried by a change of its amount."""

from __future__ import annotations

import re
from decimal import ROUND_FLOOR, Decimal

from assistant.answer import BlockKind, Sentence
from assistant.conversation.contract_changes import read_change
from assistant.conversation.state import Draft
from assistant.conversation.writers.counts import number
from assistant.conversation.writers.desk import Desk, block
from assistant.retrieval.lexicon import folded
from assistant.rules import french
from assistant.rules.hours_target import in_proportion

_CHANGE = re.compile(r"\b(?:avenants?|modificati\w+|rallonges?|plus-values?|travaux supplementaires)\b")
# The hours of insertion are what a change of the amount may carry: the words name no growth of the effort.
_OF_INSERTION = re.compile(r"\b(?:d'|en |par l')?insertion\b", re.IGNORECASE)


def weighed_sentence(desk: Desk) -> tuple[list[Sentence], list[str]]:
    """What effort the hours aimed at ask of the market, and the texts that tell it; nothing where no hours are aimed at."""
    found = desk.toolbox.weighed_target(desk.facts, desk.on)
    if found is None:
        return [], []
    effort = _between(round(found.least * 100, 2), round(found.most * 100, 2))
    labour = _between(_whole(found.labour_low), _whole(found.labour_high))
    low, high = french.percent(found.low), french.percent(found.high)
    said = desk.say(
        "heures_jugees",
        hours=number(found.hours),
        effort=effort,
        labour=labour,
        side=found.side.value,
        low=low,
        high=high,
    )
    return [said], [said.text, found.figure.figure.reference]


def write_changed(desk: Desk, law: tuple[int, ...]) -> Draft | None:
    """The hours in proportion of a change of the amount; ``None`` where the message tells no change, or no hours."""
    target = desk.facts.target_hours
    if target is None or not _CHANGE.search(folded(desk.message)):
        return None
    change = read_change(_OF_INSERTION.sub("", desk.message))
    share = change.share if change else None
    if change is not None and share is None and change.added_ht is not None:
        known = desk.facts.amount_ht.value if desk.facts.amount_ht else None
        initial = change.initial_ht or (known if known != change.added_ht else None)
        share = change.added_ht / initial if initial else None
    if share is None:
        return None
    after = _whole(in_proportion(target.value, share))
    formula = f"{french.hours(target.value)} × (1 + {french.percent(share)}) = {french.hours(after)}"
    said = [
        desk.say("heures_avenant", before=number(target.value), after=number(after), formula=formula),
        desk.say("heures_avenant_limite", law),
    ]
    return Draft(
        blocks=block(BlockKind.SUMMARY, said),
        citations=desk.citer.citations,
        follow_ups=("Cet avenant est-il permis sans remise en concurrence ?",),
        evidence=desk.evidence([sentence.text for sentence in said]),
    )


def _whole(hours: Decimal) -> Decimal:
    return hours.to_integral_value(ROUND_FLOOR)


def _between(first: Decimal, second: Decimal) -> str:
    return number(first) if first == second else f"{number(first)} à {number(second)}"
