"""Hours that cannot be computed yet: what is missing, asked once, and the order of magnitude that sourced values give."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import BlockKind, Sentence
from assistant.conversation.state import Draft
from assistant.conversation.writers.counts import number
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.hours_told import weighed_sentence
from assistant.errors import MissingFact, UnknownFigure
from assistant.market import Fact, Trade
from assistant.rules.hours_magnitude import Magnitude

_LAST_SENTENCE = re.compile(r"(?:(?<=[.»])\s+|^)[^.]*\?$")
ASK_LEVER = "Quel levier convient le mieux à ce marché ?"
_OF_LOTS = "Les lots que je sais compter, aux valeurs par défaut à confirmer"


def write_missing(desk: Desk, missing: str, law: tuple[int, ...]) -> Draft:
    """What is missing, between which hours the sourced values would put the market, and the lots that can be counted."""
    asked = _LAST_SENTENCE.search(missing)
    # What is asked stands below, with the questions.
    reason = _LAST_SENTENCE.sub("", missing) if asked else missing
    between = desk.toolbox.hours_magnitude(desk.facts, desk.on)
    said = _between(desk, between) if between else [desk.say("heures_manquantes", reason=reason)]
    weighed, texts = weighed_sentence(desk)
    lots = _lots_counted(desk)
    counted = [desk.say("heures_de_lot", label=label, hours=number(hours)) for label, hours in lots]
    texts += [missing, *(f"{label} {hours} h" for label, hours in lots)]
    if between is not None:
        texts += [between.formula, between.costs, between.shares, f"{between.low} h {between.high} h"]
    return Draft(
        blocks=(
            *block(BlockKind.SUMMARY, [*weighed, *said]),
            *block(BlockKind.STEPS, counted, _OF_LOTS),
            *block(BlockKind.PARAGRAPH, [desk.say("heures_cadre", law)]),
        ),
        citations=desk.citer.citations,
        questions=(asked[0].strip(),) if asked else (),
        partial=True,
        follow_ups=(ASK_LEVER,),
        evidence=desk.evidence(texts),
    )


def _between(desk: Desk, found: Magnitude) -> list[Sentence]:
    """The order of magnitude, with the values it runs between and what it is not."""
    bounds = {"low": number(found.low), "high": number(found.high)}
    trade = desk.facts.trade.source if desk.facts.trade and not desk.facts.lots else ""
    effort = desk.facts.effort is None
    said = [desk.say("heures_repere", shares=found.shares, costs=found.costs, trade=trade, **bounds)]
    said.append(desk.say("heures_repere_calcul", formula=found.formula, default_effort=effort))
    said.append(desk.say("heures_repere_limite", share=bool(found.shares), cost=bool(found.costs)))
    return said


def _lots_counted(desk: Desk) -> list[tuple[str, Decimal]]:
    """The hours of each lot that can be computed, where the whole cannot: its label and its hours."""
    counted = []
    for lot in desk.facts.lots if len(desk.facts.lots) > 1 else ():
        if lot.amount_ht is None:
            continue
        amount: Fact[Decimal] = Fact(value=lot.amount_ht, source=lot.source, turn=0)
        trade: Fact[Trade] | None = Fact(value=lot.trade, source=lot.source, turn=0) if lot.trade else None
        alone = desk.facts.model_copy(
            update={"lots": (), "amount_ht": amount, "trade": trade, "target_hours": None}
        )
        try:
            hours = desk.toolbox.hours(alone, desk.on).hours
        except (MissingFact, UnknownFigure):
            continue
        if hours is not None:
            counted.append((lot.label, hours))
    return counted
