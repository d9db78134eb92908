"""Must this contract provide a social condition of performance (CCP L2112-2-1, in force on 22 August 2026)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.answer import Verdict
from assistant.errors import InvalidInput
from assistant.market import BuyerKind, ContractKind, MarketNature
from assistant.rules import french
from assistant.rules.decision import Decision, Outcome, Step
from assistant.rules.estimated_value import ASK_RENEWALS, estimate, whole_value
from assistant.rules.launch import launch_days
from assistant.rules.obligation_elsewhere import SUBJECT, decide_concession, decide_other_contract
from assistant.rules.obligation_exceptions import EXCUSED, reasons_sentence, weigh_exceptions
from assistant.rules.obligation_launch import ENTRY_INTO_FORCE, at_launch, start_of_duty
from assistant.rules.obligation_request import ObligationRequest, SocialException, from_facts
from assistant.rules.obligation_told import decide_told, free_step
from assistant.rules.parameters import UsedFigure, dating_remarks, read_figure
from assistant.rules.procedure import (
    ASK_AMOUNT,
    ASK_NATURE,
    defence_remarks,
    missing_for_threshold,
    possible_thresholds,
)
from assistant.rules.procedure_steps import thresholds_by_buyer
from assistant.rules.validation import check_amount, check_months
from corpus.figure_files import FigureSet

__all__ = ["ObligationRequest", "SocialException", "decide_obligation", "from_facts"]

# Where the value is on the same side of every threshold that may apply.
_WHOEVER = "du seuil européen, quel que soit celui qui s’applique"


def decide_obligation(request: ObligationRequest, figures: FigureSet, as_of: date) -> Decision:
    """Whether the buyer must provide a social condition of performance, at the date of the notice: ``as_of``, if it is not told.

    ``oui``: the duty applies. ``non``: it does not. ``sous conditions``: a missing fact decides, or an
    exception allows the buyer to set it aside with reasons. ``sans objet``: another body of law governs.
    Raises ``InvalidInput`` on an unacceptable or contradictory value.
    """
    _check(request)
    if request.launch is not None:
        last = launch_days(request.launch, as_of).last
        decision = decide_obligation(request.model_copy(update={"launch": None}), figures, last)
        return at_launch(decision, request.contract, request.launch, figures, as_of)
    if request.contract is ContractKind.CONCESSION:
        return decide_concession(whole_value(request.amount_ht, request.lot_amounts), figures, as_of)
    if request.contract is not ContractKind.MARCHE:
        return decide_other_contract(request.contract)
    duty = read_figure(figures, "obligation_consideration_sociale", as_of)
    if not duty.value:
        return _before_the_duty(figures, duty, as_of)
    estimated = estimate(request)
    started = _date_step(duty, as_of)
    if estimated is None and request.above_threshold is not None:
        return decide_told(request, started, duty, figures, as_of)
    if estimated is None:
        questions = (ASK_AMOUNT, *missing_for_threshold(request.nature, request.buyer_kind))
        thresholds = possible_thresholds(
            request.nature, request.buyer_kind, figures, as_of, defence_supplies=request.defence_supplies
        )
        summary = (
            f"L’obligation vaut à partir d’une valeur estimée de {french.euros_ht(thresholds[0].value)}."
            if len(thresholds) == 1
            else "L’obligation vaut à partir du seuil européen, qui dépend du marché et de l’acheteur."
        )
        works = request.nature is MarketNature.TRAVAUX
        excused = weigh_exceptions(request, figures, as_of) if works else None
        if excused is None or not excused.claimed:
            return _to_be_told(summary, [started], questions, (duty, *thresholds))
        summary = (
            "Au-dessous du seuil européen, rien n’est dû\u00a0; au-dessus, une exception permet de ne pas prévoir de "
            "considération sociale, à condition d’en indiquer les motifs."
        )
        return _to_be_told(summary, [started, *excused.steps], questions, (duty, *thresholds, *excused.figures))
    value = estimated.amount
    thresholds = possible_thresholds(
        request.nature, request.buyer_kind, figures, as_of, defence_supplies=request.defence_supplies
    )
    steps = [started, estimated.step or _value_step(request, value)]
    if estimated.at_least and value < max(t.value for t in thresholds):
        questions = (*estimated.questions, *missing_for_threshold(request.nature, request.buyer_kind))
        summary = f"La valeur estimée est d’au moins {french.euros_ht(value)}, et reste à compter en entier."
        return _to_be_told(summary, steps, questions, (duty, *thresholds))
    highest = max(value, request.full_amount_ht or value)
    if highest < min(t.value for t in thresholds):
        return _below(steps, highest, thresholds, duty, as_of)
    if value < max(t.value for t in thresholds):
        straddles = value < min(t.value for t in thresholds)
        missing = missing_for_threshold(request.nature, request.buyer_kind)
        questions = (ASK_RENEWALS, *missing) if straddles else missing
        summary = (
            "Avec les reconductions, le marché peut atteindre le seuil européen."
            if straddles
            else "Cela dépend de la nature du marché et de l’acheteur, qui fixent le seuil."
        )
        return _to_be_told(summary, steps, questions, (duty, *thresholds))
    return _above(request, steps, value, thresholds, duty, figures, as_of)


def _check(request: ObligationRequest) -> None:
    check_months(request.months, "La durée du marché", "months")
    check_amount(request.full_amount_ht, "Le montant reconductions comprises", "full_amount_ht")
    if not 0 <= request.days <= 20_000:
        raise InvalidInput(f"Durée\u00a0: {request.days} jours n’est pas accepté (0 à 20 000).", field="days")
    if SocialException.TRAVAUX_COURTS in request.exceptions and request.nature not in (None, MarketNature.TRAVAUX):
        raise InvalidInput(
            "La quatrième exception ne vaut que pour les travaux, et le marché est de type "
            f"«\u00a0{request.nature.value if request.nature else ''}\u00a0»\u00a0: corrigez l’un ou l’autre.",
            field="exceptions",
        )


def _before_the_duty(figures: FigureSet, duty: UsedFigure, as_of: date) -> Decision:
    start = start_of_duty(figures)
    step = Step(
        rule=ENTRY_INTO_FORCE,
        ref="L2112-2-1",
        fact=french.day(as_of),
        outcome=Outcome.NOT_MET,
        explanation_fr=f"L’obligation n’est en vigueur que depuis le {french.day(start)}\u00a0; au "
        f"{french.day(as_of)}, prévoir une considération sociale est une faculté.",
    )
    return Decision(
        subject=SUBJECT,
        verdict=Verdict.NON,
        summary=f"Non\u00a0: au {french.day(as_of)}, l’obligation n’est pas encore en vigueur.",
        steps=(step,),
        figures=(duty,),
        remarks=("Rien n’empêche de prévoir une clause sociale liée à l’objet du marché.",),
    )


def _date_step(duty: UsedFigure, as_of: date) -> Step:
    start = french.day(duty.figure.since) if duty.figure.since else "une date ancienne"
    return Step(
        rule=ENTRY_INTO_FORCE,
        ref="L2112-2-1",
        fact=french.day(as_of),
        outcome=Outcome.MET,
        explanation_fr=f"L’obligation est en vigueur depuis le {start}\u00a0; la date retenue ici est le "
        f"{french.day(as_of)}.",
    )


def _value_step(request: ObligationRequest, value: Decimal) -> Step:
    summed = request.amount_ht is None
    if request.nature is None:
        ref, scope = "R2121-1", "options, reconductions et ensemble des lots compris"
    elif request.nature is MarketNature.TRAVAUX:
        ref, scope = "R2121-5", "tous les travaux de l’opération compris"
    else:
        ref, scope = "R2121-6", "toutes les prestations homogènes ou d’une même unité fonctionnelle comprises"
    lots = f" (somme des {len(request.lot_amounts)} lots)" if summed else ""
    return Step(
        rule="valeur estimée du besoin",
        ref=ref,
        fact=f"{french.euros_ht(value)}{lots}",
        outcome=Outcome.MET,
        explanation_fr=f"La valeur estimée retenue est de {french.euros_ht(value)}{lots}, {scope}.",
    )


def _to_be_told(
    summary: str, steps: list[Step], questions: tuple[str, ...], used: tuple[UsedFigure, ...]
) -> Decision:
    unknown = Step(
        rule="seuil européen",
        ref="Annexe 2",
        fact="seuil ou valeur à préciser",
        outcome=Outcome.UNKNOWN,
        explanation_fr="Le seuil européen, options, reconductions et ensemble des lots compris\u00a0: "
        f"{thresholds_by_buyer(tuple(figure for figure in used if figure.name == 'seuil_europeen'))}.",
    )
    return Decision(
        subject=SUBJECT,
        verdict=Verdict.SOUS_CONDITIONS,
        summary=summary,
        steps=(*steps, unknown),
        questions=questions,
        figures=used,
    )


def _below(
    steps: list[Step], value: Decimal, thresholds: tuple[UsedFigure, ...], duty: UsedFigure, as_of: date
) -> Decision:
    threshold = min(thresholds, key=lambda t: t.value)
    lone = len(thresholds) == 1
    steps.append(
        Step(
            rule="seuil européen",
            ref="Annexe 2",
            fact=f"{french.euros_ht(value)}, seuil de {french.euros_ht(threshold.value)}",
            outcome=Outcome.NOT_MET,
            explanation_fr=f"La valeur est inférieure au seuil européen de {french.euros_ht(threshold.value)}."
            if lone
            else f"La valeur est inférieure à chacun des seuils européens\u00a0: {thresholds_by_buyer(thresholds)}.",
        )
    )
    steps.append(free_step())
    steps.append(
        Step(
            rule="pas de fractionnement",
            ref="R2121-4",
            fact="valeur de tout le besoin",
            outcome=Outcome.DUTY,
            explanation_fr="Un achat ne peut être scindé pour rester sous le seuil.",
        )
    )
    return Decision(
        subject=SUBJECT,
        verdict=Verdict.NON,
        summary=f"Non\u00a0: au-dessous {f'de {french.euros_ht(threshold.value)}' if lone else _WHOEVER}, prévoir une "
        "considération sociale est une faculté.",
        steps=tuple(steps),
        figures=(duty, *thresholds),
        remarks=dating_remarks((duty, *thresholds), as_of),
    )


def _above(
    request: ObligationRequest,
    steps: list[Step],
    value: Decimal,
    thresholds: tuple[UsedFigure, ...],
    duty: UsedFigure,
    figures: FigureSet,
    as_of: date,
) -> Decision:
    threshold = max(thresholds, key=lambda t: t.value)
    lone = len(thresholds) == 1
    steps.append(
        Step(
            rule="seuil européen",
            ref="Annexe 2",
            fact=f"{french.euros_ht(value)}, seuil de {french.euros_ht(threshold.value)}",
            outcome=Outcome.MET,
            explanation_fr="La valeur est égale ou supérieure au seuil européen de "
            f"{french.euros_ht(threshold.value)}."
            if lone
            else f"La valeur atteint chacun des seuils européens\u00a0: {thresholds_by_buyer(thresholds)}.",
        )
    )
    weighed = weigh_exceptions(request, figures, as_of)
    questions = (*(() if request.nature else (ASK_NATURE,)), *weighed.questions)
    used = (duty, *thresholds, *weighed.figures)
    steps += weighed.steps
    remarks = (
        *dating_remarks(used, as_of),
        *defence_remarks(
            request.nature, request.buyer_kind, value, figures, as_of, defence_supplies=request.defence_supplies
        ),
    )
    if not weighed.claimed:
        return Decision(
            subject=SUBJECT,
            verdict=Verdict.OUI,
            summary=f"Oui\u00a0: à partir {f'de {french.euros_ht(threshold.value)}' if lone else _WHOEVER}, le marché doit "
            "prévoir une condition d’exécution sociale, sauf l’une des quatre exceptions, motivée.",
            steps=tuple(steps),
            questions=questions,
            figures=used,
            remarks=remarks,
        )
    entity = request.buyer_kind is BuyerKind.CONTRACTING_ENTITY
    return Decision(
        subject=SUBJECT,
        verdict=Verdict.SOUS_CONDITIONS,
        summary=EXCUSED,
        steps=tuple(steps),
        questions=questions,
        figures=used,
        remarks=(*remarks, "L’exception est une faculté\u00a0: une clause sociale reste possible."),
        draft_sentence=reasons_sentence(value, threshold, weighed.claimed, entity=entity),
    )
