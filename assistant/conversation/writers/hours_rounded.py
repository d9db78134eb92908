"""Hours just told, asked for in round numbers: « arrondis à la dizaine et donne le total »."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import BlockKind, Calculation
from assistant.conversation.intents import Intent
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded
from assistant.rules import french
from assistant.rules.hours_request import Rounding, RoundingMode

_ROUNDS = re.compile(r"\barrondi\w*\b")
_MULTIPLES = (
    (re.compile(r"\bdizaines?\b|\ba 10\b|\bmultiple de 10\b"), 10),
    (re.compile(r"\bcinquantaines?\b|\ba 50\b"), 50),
    (re.compile(r"\bcentaines?\b|\ba 100\b"), 100),
    (re.compile(r"\bmilliers?\b|\ba 1 ?000\b"), 1_000),
)
_UP = re.compile(r"\bsuperieure?s?\b|\bau dessus\b|\bau-dessus\b|\ben haut\b")
_DOWN = re.compile(r"\binferieure?s?\b|\bau dessous\b|\bau-dessous\b|\ben bas\b")
_MOST_WORDS = 14


def hours_rounded(desk: Desk) -> Draft | None:
    """The hours of the last answer to the multiple asked for, each lot then their sum; ``None`` where none is asked for."""
    text = folded(desk.said)
    multiple = next((size for named, size in _MULTIPLES if named.search(text)), None)
    asks = _ROUNDS.search(text) is not None and len(text.split()) <= _MOST_WORDS
    if not asks or multiple is None or desk.previous_intent is not Intent.HOURS or not desk.previous_answers:
        return None
    mode = (
        RoundingMode.UP if _UP.search(text) else RoundingMode.DOWN if _DOWN.search(text) else RoundingMode.NEAREST
    )
    rounding = Rounding(mode=mode, multiple=Decimal(multiple))
    last = desk.previous_answers[-1].calculation
    if last is not None and last.hours is not None:
        return _told(desk, last, rounding)
    between = desk.toolbox.hours_magnitude(desk.facts, desk.on)
    if between is None:
        return None
    low, high = (rounding.apply(Decimal(bound)) for bound in (between.low, between.high))
    return _written(desk, f"{french.number(low)} à {french.hours(high)}", [], rounding)


def _told(desk: Desk, last: Calculation, rounding: Rounding) -> Draft:
    lots = [(lot.label, rounding.apply(lot.hours)) for lot in last.lots]
    whole = sum((hours for _, hours in lots), Decimal(0)) if lots else rounding.apply(last.hours or Decimal(0))
    parts = [f"« {label} », {french.hours(hours)}" for label, hours in lots]
    return _written(desk, french.hours(whole), parts, rounding)


def _written(desk: Desk, total: str, parts: list[str], rounding: Rounding) -> Draft:
    multiple = french.hours(rounding.multiple)
    said = desk.say("heures_arrondies", total=total, parts=parts, mode=rounding.mode.value, multiple=multiple)
    last = desk.previous_answers[-1].calculation
    blocks, evidence = block(BlockKind.SUMMARY, [said]), desk.evidence([said.text])
    return Draft(blocks=blocks, calculation=last, heard=True, evidence=evidence)
