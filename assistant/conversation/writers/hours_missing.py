"""Hours that cannot be computed yet: what is missing, asked once, and the order of magnitude that sourced values give."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import BlockKind, CalculationParameter, Sentence
from assistant.conversation.labour_told import tells_of_labour
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.hours_shared import hours_shared
from assistant.conversation.writers.hours_spread import over_commands
from assistant.conversation.writers.hours_told import weighed_sentence
from assistant.conversation.writers.lever import ASK_LEVER
from assistant.errors import MissingFact, UnknownFigure
from assistant.folding import folded
from assistant.market import Fact, Trade
from assistant.rules import french
from assistant.rules.hours_magnitude import Magnitude
from assistant.rules.hours_parameters import cost_parameter, effort_parameter, share_parameter
from assistant.rules.hours_request import ASK_AMOUNT

_LAST_SENTENCE = re.compile(r"(?:(?<=[.»])\s+|^)[^.]*\?$")
_LOTS_COUNTED = re.compile(r"(?<![\d.,])(?P<count>[2-9]|1\d)\s(?:lots|tranches|phases)\b")
_LARGE = re.compile(r"\b\d{1,3}(?:\s?\d{3})+\b|\b\d+(?:,\d+)?\s?(?:k|m)\b")
_YEAR = 12
_VALUES = "Ce que le calcul retiendra, à confirmer"
_ASK_RATE = "Quel est le taux de TVA, ou le montant hors taxes\u00a0?"
_OF_LOTS = "Les lots que je sais compter, aux valeurs par défaut à confirmer"


def write_missing(desk: Desk, missing: str, law: tuple[int, ...]) -> Draft:
    """What is missing, between which hours the sourced values would put the market, and the lots that can be counted."""
    if shared := hours_shared(desk):
        return shared
    asked = _LAST_SENTENCE.search(missing)
    # What is asked stands below, with the questions.
    reason = _LAST_SENTENCE.sub("", missing) if asked else missing
    # The range of other trades would belie what is told of the labour of this one; that of a part, the whole.
    told = tells_of_labour(desk.said) or _is_part_of_the_amount(desk)
    between = None if told else desk.toolbox.hours_magnitude(desk.facts, desk.on)
    lots = _lots_counted(desk)
    said = _between(desk, between, lots) if between else [desk.say("heures_manquantes", reason=reason)]
    weighed, texts = weighed_sentence(desk) if between else ([], [])
    counted = [desk.say("heures_de_lot", label=label, hours=french.number(hours)) for label, hours in lots]
    texts += [missing, *(f"{label} {hours} h" for label, hours in lots)]
    kept = _kept_values(desk) if between is None and asked and asked[0].strip() == ASK_AMOUNT else []
    taxed = _taxed(desk)
    texts += [sentence.text for sentence in (*kept, *taxed, *(said if between else ()))]
    if between is not None:
        texts += [between.formula, between.costs, between.shares, f"{between.low} h {between.high} h"]
    return Draft(
        blocks=(
            *block(BlockKind.SUMMARY, [*weighed, *said, *taxed]),
            *block(BlockKind.STEPS, kept, _VALUES),
            *block(BlockKind.STEPS, counted, _OF_LOTS),
            *block(BlockKind.PARAGRAPH, [desk.say("heures_cadre", law)]),
        ),
        citations=desk.citer.citations,
        questions=_asked(desk, asked[0].strip()) if asked else (),
        partial=True,
        follow_ups=(ASK_LEVER,),
        evidence=desk.evidence(texts),
    )


def _kept_values(desk: Desk) -> list[Sentence]:
    """The values that the calculation would take for the trade told, once its amount is."""
    trade = desk.facts.trade.value if desk.facts.trade else None
    if trade is None:
        return []
    nature = desk.facts.nature.value if desk.facts.nature else None
    figures = desk.toolbox.figures
    share = share_parameter(None, trade.key, nature, figures, desk.on) if desk.facts.labour_share is None else None
    cost = cost_parameter(None, trade.key, nature, figures, desk.on) if desk.facts.hourly_cost is None else None
    effort = effort_parameter(None, figures, desk.on) if desk.facts.effort is None else None
    return [
        desk.say("parametre", label=one.shown.label, value=_with_range(one.shown), source=one.shown.source)
        for one in (share, cost, effort)
        if one is not None
    ]


def _with_range(shown: CalculationParameter) -> str:
    value = french.percent(shown.value) if shown.unit == "ratio" else french.per_hour(shown.value)
    if shown.unit != "ratio" or shown.low is None or shown.high is None:
        return value
    return f"{value}, de {french.percent(shown.low)} à {french.percent(shown.high)}"


def _taxed(desk: Desk) -> list[Sentence]:
    """What a sum with taxes would give as it stands: without them, the hours are fewer."""
    taxed = desk.facts.amount_ttc
    if taxed is None or desk.facts.amount_ht is not None:
        return []
    try:
        found = desk.toolbox.hours(desk.facts.model_copy(update={"amount_ht": taxed}), desk.on)
    except (MissingFact, UnknownFigure):
        return []
    hours = french.number(found.hours) if found.hours is not None else ""
    return [desk.say("heures_ttc", hours=hours, formula=found.formula)] if hours else []


def _asked(desk: Desk, question: str) -> tuple[str, ...]:
    """The question, which asks the rate of the tax where a sum with taxes is known."""
    taxed = question == ASK_AMOUNT and desk.facts.amount_ttc is not None
    return (_ASK_RATE,) if taxed and desk.facts.amount_ht is None else (question,)


def _is_part_of_the_amount(desk: Desk) -> bool:
    """Whether sums of the message are left unread: a doubt on the amount, or more lots counted than those read."""
    if any("montant" in need for need in desk.understanding.needs):
        return True
    text = folded(desk.said)
    counted = _LOTS_COUNTED.search(text)
    read = sum(lot.amount_ht is not None for lot in desk.facts.lots)
    return counted is not None and int(counted["count"]) > read and len(_LARGE.findall(text)) > 1


def _between(desk: Desk, found: Magnitude, counted: list[tuple[str, Decimal]]) -> list[Sentence]:
    """The order of magnitude, with the values it runs between and what it is not."""
    bounds = {"low": french.number(Decimal(found.low)), "high": french.number(Decimal(found.high))}
    trade = desk.facts.trade.source if desk.facts.trade and not desk.facts.lots else ""
    effort = french.percent(found.effort) if desk.facts.effort is None else ""
    known = {label for label, _ in counted}
    lots = [lot.label for lot in desk.facts.lots if lot.amount_ht is not None and lot.label not in known]
    said = [desk.say("heures_repere", shares=found.shares, costs=found.costs, trade=trade, lots=lots, **bounds)]
    said.append(desk.say("heures_repere_calcul", formula=found.formula, effort=effort))
    said += _between_by_year(desk, found)
    said.append(desk.say("heures_repere_limite", share=bool(found.shares), cost=bool(found.costs)))
    return said + over_commands(desk)


def _between_by_year(desk: Desk, found: Magnitude) -> list[Sentence]:
    """The same by year, over a term of several whole years."""
    duration = desk.facts.duration.value if desk.facts.duration else None
    if (
        duration is None
        or duration.days
        or duration.renewals
        or duration.months % _YEAR
        or duration.months <= _YEAR
    ):
        return []
    years = int(duration.months / _YEAR)
    low, high = french.number(Decimal(found.low // years)), french.number(Decimal(found.high // years))
    return [desk.say("heures_repere_par_an", low=low, high=high, years=years)]


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
