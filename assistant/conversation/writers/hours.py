"""Insertion hours: the figure, the formula with its parameters, and what is only a default."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import BlockKind, Calculation, CalculationParameter, Sentence
from assistant.conversation.people_asked import asks_people
from assistant.conversation.rendering import NBSP
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.errors import MissingFact, UnknownFigure
from assistant.market import Fact, MarketNature, Trade
from assistant.retrieval.lexicon import folded
from assistant.rules import french
from assistant.rules.hours_request import ASK_TRANSFER

_STAFF = re.compile(
    r"\b(repri[st]\w*|reprendre|transfer\w*) .{0,25}(personnel|salaries?|equipe|agents?)"
    r"|\bpersonnel (a reprendre|en place)|\bannexe 7\b"
)
_LAST_SENTENCE = re.compile(r"(?:(?<=[.»])\s+|^)[^.]*\?$")
# What the buyer may have given himself, and a default may stand for.
_CALCULATED_FROM = frozenset({"labour_share", "hourly_cost", "effort"})
_ROUNDED_FROM = 100
_OF_LOTS = "Les lots que je sais compter, aux valeurs par défaut à confirmer"
CCAG_REFS = {
    MarketNature.TRAVAUX: "CCAG-Travaux 20.1",
    MarketNature.FOURNITURES: "CCAG-FCS 16.1",
    MarketNature.SERVICES: "CCAG-FCS 16.1",
}


def write_hours(desk: Desk) -> Draft:
    """The hours of the market, or the one fact that is missing to compute them."""
    law = desk.citer.cite("L2112-2", "Les clauses du marché précisent", "conditions d’exécution sociales")
    ccag = _ccag(desk)
    try:
        calculation = desk.toolbox.hours(desk.facts, desk.on)
    except (MissingFact, UnknownFigure) as missing:
        if desk.facts.target_hours is not None and asks_people(folded(desk.message)):
            return _people(desk, law)
        return _incomplete(desk, missing.message, law)
    blocks = (
        *block(BlockKind.SUMMARY, [_summary(desk, calculation, law, ccag)]),
        *block(BlockKind.CALCULATION, _calculation_sentences(desk, calculation), "Le calcul"),
        *block(BlockKind.WARNING, [desk.say("phrase", text=remark) for remark in calculation.remarks]),
    )
    return Draft(
        blocks=blocks,
        citations=desk.citer.citations,
        calculation=calculation,
        questions=_questions(desk),
        follow_ups=_follow_ups(desk, calculation),
        evidence=desk.evidence(calculation_texts(calculation)),
    )


def _incomplete(desk: Desk, missing: str, law: tuple[int, ...]) -> Draft:
    """What is missing, asked once, and between which hours the known hourly costs would put the market."""
    asked = _LAST_SENTENCE.search(missing)
    # What is asked stands below, with the questions.
    reason = _LAST_SENTENCE.sub("", missing) if asked else missing
    said = [desk.say("heures_manquantes", law, reason=reason)]
    texts = [missing]
    between = desk.toolbox.hours_magnitude(desk.facts, desk.on)
    if between is not None:
        bounds = {"low": number(between.low), "high": number(between.high)}
        said.append(desk.say("heures_repere", formula=between.formula, costs=between.costs, **bounds))
        texts += [between.formula, between.costs, f"{between.low} h {between.high} h"]
    lots = _lots_counted(desk)
    counted = [desk.say("heures_de_lot", label=label, hours=number(hours)) for label, hours in lots]
    texts += [f"{label} {hours} h" for label, hours in lots]
    return Draft(
        blocks=(
            *block(BlockKind.SUMMARY, said),
            *block(BlockKind.STEPS, counted, _OF_LOTS),
        ),
        citations=desk.citer.citations,
        questions=(asked[0].strip(),) if asked else (),
        partial=True,
        follow_ups=("Quel levier convient le mieux à ce marché ?",),
        evidence=desk.evidence(texts),
    )


def _lots_counted(desk: Desk) -> list[tuple[str, Decimal]]:
    """The hours of each lot that can be computed, where the whole cannot: its label and its hours."""
    counted = []
    for lot in desk.facts.lots if len(desk.facts.lots) > 1 else ():
        if lot.amount_ht is None:
            continue
        amount: Fact[Decimal] = Fact(value=lot.amount_ht, source=lot.source, turn=0)
        trade: Fact[Trade] | None = Fact(value=lot.trade, source=lot.source, turn=0) if lot.trade else None
        alone = desk.facts.model_copy(update={"lots": (), "amount_ht": amount, "trade": trade})
        try:
            hours = desk.toolbox.hours(alone, desk.on).hours
        except (MissingFact, UnknownFigure):
            continue
        if hours is not None:
            counted.append((lot.label, hours))
    return counted


def _people(desk: Desk, law: tuple[int, ...]) -> Draft:
    """The people that hours come to, where nothing else is known of the market."""
    assert desk.facts.target_hours is not None
    hours = desk.facts.target_hours.value
    counted = desk.toolbox.workforce(hours, desk.on)
    equivalents, people = number(counted.full_time_equivalents), number(counted.people)
    shown = [parameter.shown for parameter in counted.parameters]
    sources = [f"{p.label} {p.value} {p.unit} {p.source}" for p in shown]
    blocks = (
        *block(
            BlockKind.SUMMARY,
            [desk.say("heures_personnes", law, hours=number(hours), fte=equivalents, people=people)],
        ),
        *block(
            BlockKind.STEPS,
            [desk.say("parametre", label=p.label, value=shown_value(p), source=p.source) for p in shown],
            "Le calcul",
        ),
        *block(BlockKind.WARNING, [desk.say("phrase", text=remark) for remark in counted.remarks]),
    )
    return Draft(
        blocks=blocks,
        citations=desk.citer.citations,
        follow_ups=("Rédige la clause d’insertion avec ces heures", "Qui peut répondre dans les Landes ?"),
        evidence=desk.evidence((*counted.remarks, *sources, f"{hours} h", equivalents, people)),
    )


def _questions(desk: Desk) -> tuple[str, ...]:
    """Staff to take over changes the method: how many hours a month, when the message speaks of it without saying."""
    told = desk.facts.transferable_monthly_hours is not None
    return () if told or not _STAFF.search(folded(desk.message)) else (ASK_TRANSFER,)


def calculation_texts(calculation: Calculation) -> tuple[str, ...]:
    """The words and figures of a calculation, as evidence for what is said of it."""
    texts = [calculation.formula, *calculation.remarks, calculation.feasibility or ""]
    for parameter in calculation.parameters:
        bounds = " ".join(str(bound) for bound in (parameter.low, parameter.high) if bound is not None)
        texts.append(f"{parameter.label} {parameter.value} {parameter.unit} {bounds} {parameter.source}")
        texts.append(str(parameter.since or ""))
        percent = [f"{bound * 100:f} %" for bound in (parameter.value, parameter.low, parameter.high) if bound]
        texts.append(" ; ".join(percent))
    figures = (calculation.hours, calculation.low, calculation.high, calculation.full_term_hours)
    texts += [f"{figure} h" for figure in figures if figure is not None]
    texts += [
        f"{figure}" for figure in (calculation.people, calculation.full_time_equivalents) if figure is not None
    ]
    if calculation.effort_for_target is not None:
        texts.append(f"{round(calculation.effort_for_target * 100, 2)} %")
    texts += [f"{lot.hours} h {lot.amount_ht} €" for lot in calculation.lots]
    texts += [f"{year.hours} h {year.months} mois" for year in calculation.years]
    return tuple(texts)


def _ccag(desk: Desk) -> tuple[int, ...]:
    nature = desk.facts.nature.value if desk.facts.nature else None
    ref = CCAG_REFS.get(nature) if nature else None
    return desk.citer.cite(ref, "", "clause sociale d’insertion du CCAG")


def _summary(desk: Desk, calculation: Calculation, law: tuple[int, ...], ccag: tuple[int, ...]) -> Sentence:
    if calculation.hours is None:
        return desk.say("heures_sans_clause", law, ccag)
    if calculation.low is not None and calculation.high is not None and calculation.low != calculation.high:
        bounds = {"low": number(calculation.low), "high": number(calculation.high)}
        return desk.say("heures_fourchette", law, ccag, hours=number(calculation.hours), **bounds)
    own = all(
        parameter.origin == "question"
        for parameter in calculation.parameters
        if parameter.name in _CALCULATED_FROM
    )
    return desk.say("heures_resultat", law, ccag, hours=number(calculation.hours), own=own)


def _calculation_sentences(desk: Desk, calculation: Calculation) -> list[Sentence]:
    said = [desk.say("phrase", text=calculation.formula)]
    said += [
        desk.say("parametre", label=parameter.label, value=shown_value(parameter), source=parameter.source)
        for parameter in calculation.parameters
        if parameter.origin != "question"
    ]
    said += [
        desk.say("heures_de_lot", label=lot.label, hours=number(lot.hours))
        for lot in calculation.lots
        if len(calculation.lots) > 1
    ]
    if len(calculation.years) > 1:
        said.append(desk.say("heures_par_annee", years=[number(year.hours) for year in calculation.years]))
    if calculation.full_time_equivalents is not None and calculation.people is not None:
        equivalents = number(calculation.full_time_equivalents)
        said.append(desk.say("equivalents", fte=equivalents, people=number(calculation.people)))
    if calculation.effort_for_target is not None:
        effort = number(round(calculation.effort_for_target * 100, 2))
        said.append(desk.say("effort_pour_heures", hours=number(calculation.hours or 0), effort=effort))
    if calculation.feasibility:
        said.append(desk.say("phrase", text=calculation.feasibility))
    return said


def shown_value(parameter: CalculationParameter) -> str:
    """The value of a parameter with its unit: « 50 % », « 30 €/h », « 1 607 h par an »."""
    if parameter.unit == "ratio":
        return french.percent(parameter.value)
    # A ratio of the department's is shown as it is said: 208 h, not 207.894…
    shown = french.number(parameter.value, 0 if parameter.value >= _ROUNDED_FROM else 2)
    return f"{shown}{NBSP}{parameter.unit}"


def _follow_ups(desk: Desk, calculation: Calculation) -> tuple[str, ...]:
    offers = ["Rédige la clause d’insertion avec ces heures"]
    if not desk.facts.effort:
        offers.append("Et avec un effort de 7 % ?")
    if calculation.years:
        offers.append("Qui peut répondre dans les Landes ?")
    return tuple(offers)


def number(value: object) -> str:
    """A count in French writing, thousands apart."""
    integer, _, decimals = f"{value:,}".partition(".")
    decimals = decimals.rstrip("0")
    return integer.replace(",", NBSP) + (f",{decimals}" if decimals else "")
