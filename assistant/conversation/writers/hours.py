"""Insertion hours: the figure, the formula with its parameters, and what is only a default."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from assistant.answer import BlockKind, Calculation, CalculationParameter, Sentence
from assistant.conversation.people_asked import asks_people
from assistant.conversation.rendering import NBSP
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.hours_again import or_said_again
from assistant.conversation.writers.hours_missing import write_missing
from assistant.conversation.writers.hours_of_lot import of_the_lot_asked
from assistant.conversation.writers.hours_spread import asks_by_year, over_commands, spread, yearly_hours
from assistant.conversation.writers.hours_told import weighed_sentence, write_changed
from assistant.conversation.writers.lever import ASK_LEVER
from assistant.errors import MissingFact, UnknownFigure
from assistant.folding import folded
from assistant.market import MarketNature
from assistant.rules import french
from assistant.rules.hours_request import ASK_LOTS, ASK_TRANSFER

_STAFF = re.compile(
    r"\b(repri[st]\w*|reprendre|transfer\w*) .{0,25}(personnel|salaries?|equipe|agents?)"
    r"|\bpersonnel (a reprendre|en place)|\bannexe 7\b"
)
_BY_LOT = re.compile(r"\b(?:quels? lots?|(?:par|chaque|sur les|entre les) lots?|lot par lot|\d+ lots)\b")
# What the buyer may have given himself, and a default may stand for.
_CALCULATED_FROM = frozenset({"labour_share", "hourly_cost", "effort"})
_ROUNDED_FROM = 100
CCAG_REFS = {
    MarketNature.TRAVAUX: "CCAG-Travaux 20.1",
    MarketNature.FOURNITURES: "CCAG-FCS 16.1",
    MarketNature.SERVICES: "CCAG-FCS 16.1",
}


def write_hours(desk: Desk) -> Draft:
    """The hours of the market, or the one fact that is missing to compute them."""
    desk = of_the_lot_asked(desk)
    law = desk.citer.cite("L2112-2", "Les clauses du marché précisent", "conditions d’exécution sociales")
    ccag = _ccag(desk)
    changed = write_changed(desk, (*law, *ccag))
    if changed is not None:
        return changed
    try:
        calculation = desk.toolbox.hours(desk.facts, desk.on)
    except (MissingFact, UnknownFigure) as missing:
        if desk.facts.target_hours is not None and asks_people(folded(desk.message)):
            return _people(desk, law)
        return write_missing(desk, missing.message, (*law, *ccag))
    weighed, texts = weighed_sentence(desk) if desk.facts.effort is None else ([], [])
    frame = (*law, *ccag)
    first = [*weighed, desk.say("heures_cadre", frame)] if weighed else [_summary(desk, calculation, law, ccag)]
    people = _in_people(desk, calculation)
    first = [*people, *first]
    spread_out = spread(desk, calculation)
    ordered = over_commands(desk)
    texts += [sentence.text for sentence in (*spread_out, *ordered)]
    summary = [*spread_out, *first] if asks_by_year(desk) else [*first, *spread_out]
    blocks = (
        *block(BlockKind.SUMMARY, summary),
        *block(BlockKind.CALCULATION, _calculation_sentences(desk, calculation, told=bool(people)), "Le calcul"),
        *block(
            BlockKind.WARNING, [*(desk.say("phrase", text=remark) for remark in calculation.remarks), *ordered]
        ),
    )
    draft = Draft(
        blocks=blocks,
        citations=desk.citer.citations,
        calculation=calculation,
        questions=_questions(desk),
        follow_ups=_follow_ups(desk, calculation),
        evidence=desk.evidence((*calculation_texts(calculation), *texts)),
    )
    return or_said_again(desk, draft)


def _people(desk: Desk, law: tuple[int, ...]) -> Draft:
    """The people that hours come to, where nothing else is known of the market."""
    assert desk.facts.target_hours is not None
    hours = desk.facts.target_hours.value
    counted = desk.toolbox.workforce(hours, desk.on)
    equivalents, people = french.measured(counted.full_time_equivalents), french.number(counted.people)
    shown = [parameter.shown for parameter in counted.parameters]
    fewer = _is_fewer(hours, shown)
    sources = [f"{p.label} {p.value} {p.unit} {p.source}" for p in shown]
    blocks = (
        *block(
            BlockKind.SUMMARY,
            [
                desk.say(
                    "heures_personnes",
                    law,
                    hours=french.number(hours),
                    fte=equivalents,
                    people=people,
                    fewer=fewer,
                )
            ],
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
        evidence=desk.evidence((*counted.remarks, *sources, f"{hours} h", equivalents, people)),
    )


def _in_people(desk: Desk, calculation: Calculation) -> list[Sentence]:
    """What the hours come to in full-time jobs and people, first where that is what the message asks."""
    hours = calculation.hours if calculation.firm_hours is None else calculation.firm_hours
    equivalents, people = calculation.full_time_equivalents, calculation.people
    if hours is None or equivalents is None or people is None or not asks_people(folded(desk.said)):
        return []
    return [
        desk.say(
            "heures_personnes",
            hours=french.number(hours),
            fte=french.measured(equivalents),
            people=french.number(people),
            fewer=_is_fewer(hours, calculation.parameters),
        )
    ]


def _questions(desk: Desk) -> tuple[str, ...]:
    """Staff to take over and lots change the hours: how many, and which, when the message speaks of them without saying."""
    told = desk.facts.transferable_monthly_hours is not None
    staff = not told and _STAFF.search(folded(desk.message))
    lots = not any(lot.amount_ht for lot in desk.facts.lots) and _BY_LOT.search(folded(desk.message))
    return (*((ASK_TRANSFER,) if staff else ()), *((ASK_LOTS,) if lots else ()))


def calculation_texts(calculation: Calculation) -> tuple[str, ...]:
    """The words and figures of a calculation, as evidence for what is said of it."""
    texts = [calculation.formula, *calculation.remarks, calculation.feasibility or ""]
    for parameter in calculation.parameters:
        bounds = " ".join(str(bound) for bound in (parameter.low, parameter.high) if bound is not None)
        texts.append(f"{parameter.label} {parameter.value} {parameter.unit} {bounds} {parameter.source}")
        texts.append(str(parameter.since or ""))
        percent = [f"{bound * 100:f} %" for bound in (parameter.value, parameter.low, parameter.high) if bound]
        texts.append(" ; ".join(percent))
    figures = (
        calculation.hours,
        calculation.low,
        calculation.high,
        calculation.firm_hours,
        calculation.full_term_hours,
    )
    texts += [f"{figure} h" for figure in figures if figure is not None]
    counts = [count for count in (calculation.people, calculation.full_time_equivalents) if count is not None]
    texts += [f"{count} {french.measured(count)}" for count in counts]
    if calculation.effort_for_target is not None:
        texts.append(f"{french.measured(calculation.effort_for_target * 100)} %")
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
        bounds = {"low": french.number(calculation.low), "high": french.number(calculation.high)}
        return desk.say("heures_fourchette", law, ccag, hours=french.number(calculation.hours), **bounds)
    own = all(
        parameter.origin == "question"
        for parameter in calculation.parameters
        if parameter.name in _CALCULATED_FROM
    )
    return desk.say("heures_resultat", law, ccag, hours=french.number(calculation.hours), own=own)


def _calculation_sentences(desk: Desk, calculation: Calculation, *, told: bool) -> list[Sentence]:
    """The formula, its values and what it comes to; in people too, unless it is ``told`` already."""
    said = [desk.say("phrase", text=calculation.formula)]
    said += [
        desk.say("parametre", label=parameter.label, value=shown_value(parameter), source=parameter.source)
        for parameter in calculation.parameters
        # One remark tells the shares that no source gives.
        if parameter.origin != "question" and not (parameter.name == "labour_share" and parameter.to_confirm)
    ]
    if len(calculation.years) > 1 and yearly_hours(calculation) is None:
        said.append(desk.say("heures_par_annee", years=[french.number(year.hours) for year in calculation.years]))
    if calculation.full_time_equivalents is not None and calculation.people is not None and not told:
        firm = calculation.firm_hours
        base = french.number(firm) if firm is not None and firm != calculation.hours else ""
        equivalents = french.measured(calculation.full_time_equivalents)
        counted = calculation.hours if firm is None else firm
        fewer = counted is not None and _is_fewer(counted, calculation.parameters)
        people = french.number(calculation.people)
        said.append(desk.say("equivalents", fte=equivalents, people=people, base=base, fewer=fewer))
    # Without an effort told, the summary weighs these hours.
    target = desk.facts.target_hours
    if calculation.effort_for_target is not None and desk.facts.effort is not None and target is not None:
        effort = french.measured(calculation.effort_for_target * 100)
        said.append(desk.say("effort_pour_heures", hours=french.number(target.value), effort=effort))
    if calculation.feasibility:
        said.append(desk.say("phrase", text=calculation.feasibility))
    return said


def _is_fewer(hours: Decimal, parameters: Iterable[CalculationParameter]) -> bool:
    """Whether hours are fewer than those one person does."""
    return any(p.name == "hours_per_person" and hours < p.value for p in parameters)


def shown_value(parameter: CalculationParameter) -> str:
    """The value of a parameter with its unit: « 50 % », « 30 €/h », « 1 607 h par an »."""
    if parameter.unit == "ratio":
        return french.percent(parameter.value)
    # A ratio of the department's is shown as it is said: 208 h, not 207.894…
    shown = french.number(parameter.value, 0 if parameter.value >= _ROUNDED_FROM else 2)
    return f"{shown}{NBSP}{parameter.unit}"


def _follow_ups(desk: Desk, calculation: Calculation) -> tuple[str, ...]:
    little = calculation.hours is not None and desk.toolbox.is_little(calculation.hours, desk.on)
    if calculation.hours is None or not calculation.clause_advised:
        return (ASK_LEVER,)
    drafted = desk.previous_clause is not None and any(v.name == "heures" for v in desk.previous_clause.variables)
    write = "Mets la clause à jour avec ces heures" if drafted else "Rédige la clause d’insertion avec ces heures"
    # Few hours call for another lever rather than for a clause.
    offers = [ASK_LEVER if little else write]
    if not desk.facts.effort:
        offers.append("Et avec un effort de 7 % ?")
    if calculation.years:
        offers.append("Qui peut répondre dans les Landes ?")
    return tuple(offers)
