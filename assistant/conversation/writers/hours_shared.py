"""Hours already set, to be shared between lots known by their sums: in proportion of them."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer import BlockKind
from assistant.conversation.lot_names import called
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.rules import french
from assistant.rules.hours_allocation import allocate, allocate_rounded
from assistant.rules.hours_request import Rounding

_SEVERAL = 2


def hours_shared(desk: Desk) -> Draft | None:
    """Each lot with its part of the hours aimed at; ``None`` without them, or with fewer than two lots of a known sum."""
    target = desk.facts.target_hours
    lots = [(called(lot), lot.amount_ht) for lot in desk.facts.lots if lot.amount_ht is not None]
    if target is None or len(lots) < _SEVERAL or len(lots) != len(desk.facts.lots):
        return None
    sums = tuple(amount for _, amount in lots)
    shares = allocate(target.value, sums)
    rounded = allocate_rounded(target.value, shares, Rounding())
    parts = [
        f"{label} ({french.euros_ht(amount)}), {french.hours(hours)}"
        for (label, amount), hours in zip(lots, rounded, strict=True)
    ]
    said = desk.say(
        "heures_partagees",
        hours=french.number(target.value),
        total=french.euros_ht(sum(sums, Decimal(0))),
        parts=parts,
    )
    return Draft(
        blocks=block(BlockKind.SUMMARY, [said]),
        follow_ups=("Rédige la clause d’insertion avec ces heures",),
        evidence=desk.evidence([said.text]),
    )
