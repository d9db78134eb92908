"""May this contract be reserved, to whom, and on which conditions (CCP L2113-12 to L2113-17, R2113-7, R2113-8)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.answer import Verdict
from assistant.errors import InvalidInput
from assistant.market import BuyerKind, ContractKind, MarketNature
from assistant.rules import french
from assistant.rules.decision import Decision, Outcome, Step
from assistant.rules.parameters import UsedFigure, dating_remarks, read_figure
from assistant.rules.procedure import ProcedureAdvice, ProcedureKind, ProcedureRequest, decide_procedure
from assistant.rules.reservation_extent import apart_step, choice_step, elsewhere_step, part_step
from assistant.rules.reservation_notice import ARTICLES, SUBJECT, notice_sentence, notice_step
from assistant.rules.reservation_refused import another_family, other_contract, unlisted_firms
from assistant.rules.reservation_request import ReservationRequest, ReservedTo, from_facts
from assistant.rules.social_economy import social_economy_steps
from assistant.rules.validation import check_amount, check_months
from assistant.rules.young_innovative import young_innovative_steps
from corpus.figure_files import FigureSet

__all__ = ["ReservationRequest", "ReservedTo", "decide_reservation", "from_facts"]

_WORKERS = {
    ReservedTo.EA_ESAT: "travailleurs handicapés",
    ReservedTo.SIAE: "travailleurs défavorisés",
    ReservedTo.PRISON: "personnes détenues",
}


def decide_reservation(request: ReservationRequest, figures: FigureSet, as_of: date) -> Decision:
    """Whether the contract or the lot may be reserved, step by step.

    The verdict is ``oui`` when every condition is known to be met, ``non`` when one is not, ``sous
    conditions`` otherwise. Raises ``InvalidInput`` on an unacceptable value.
    """
    _check(request)
    if request.contract is not ContractKind.MARCHE:
        return other_contract(request.contract)
    if request.candidate and request.reserved_to:
        return another_family(request.candidate, request.reserved_to)
    if request.unlisted and not request.targets:
        return unlisted_firms(request.unlisted)
    targets = request.targets or (ReservedTo.EA_ESAT, ReservedTo.SIAE)
    # A reservation to young innovative companies has a scope of its own, told with its conditions.
    steps = [_scope_step(request, targets[0])] if targets != (ReservedTo.JEI,) else []
    used: list[UsedFigure] = []
    questions: list[str] = []
    steps += _family_steps(request, targets)
    if ReservedTo.PRISON in targets and request.same_conditions is None and len(targets) > 1:
        questions.append("Les autres opérateurs visés travaillent-ils aussi en établissement pénitentiaire\u00a0?")
    if any(target in _WORKERS for target in targets):
        share = read_figure(figures, "proportion_reservation", as_of)
        used.append(share)
        steps.append(_share_step(request, targets, share))
    if ReservedTo.ESS in targets:
        ess_steps, ess_questions, ess_figures = social_economy_steps(request, figures, as_of)
        steps += ess_steps
        questions += ess_questions
        used += ess_figures
    if ReservedTo.JEI in targets:
        jei_steps, jei_questions, jei_figures = young_innovative_steps(request, figures, as_of)
        steps += jei_steps
        questions += jei_questions
        used += jei_figures
    steps.append(notice_step(request, targets))
    if request.cleaning and request.transferable_monthly_hours is None:
        questions.append(
            "Le titulaire sortant a-t-il du personnel à reprendre, et pour combien d’heures par mois\u00a0?"
        )
    procedure = decide_procedure(_procedure_request(request), figures, as_of)
    verdict = _verdict(steps)
    steps += [_competition_step(procedure), *procedure.steps]
    questions += procedure.questions
    return Decision(
        subject=SUBJECT,
        verdict=verdict,
        summary=_summary(verdict, request, targets, steps),
        steps=tuple(steps),
        questions=tuple(dict.fromkeys(questions)),
        figures=(*used, *procedure.figures),
        remarks=(*_remarks(request), *dating_remarks(tuple(used), as_of), *procedure.remarks),
        draft_sentence=None if verdict is Verdict.NON else notice_sentence(targets, request),
    )


def _check(request: ReservationRequest) -> None:
    check_months(request.months, "La durée du marché", "months")
    check_amount(request.reserved_amount_ht, "Le montant des lots réservés", "reserved_amount_ht")
    if not 0 <= request.days <= 20_000:
        raise InvalidInput(f"Durée\u00a0: {request.days} jours n’est pas accepté (0 à 20 000).", field="days")
    share = request.worker_share
    if share is not None and not (share.is_finite() and 0 <= share <= 1):
        raise InvalidInput(
            f"Part de travailleurs\u00a0: {french.percent(share) if share.is_finite() else share} n’est pas "
            "accepté "
            f"(de {french.percent(Decimal(0))} à {french.percent(Decimal(1))}).",
            field="worker_share",
        )


def _scope_step(request: ReservationRequest, target: ReservedTo) -> Step:
    what = {True: "le marché entier", False: "un lot", None: "le marché entier ou un lot"}[request.whole_market]
    nature = request.nature.value if request.nature else "toute nature"
    return Step(
        rule="marché ou lot",
        ref=ARTICLES[target],
        fact=f"{what}\u00a0; {nature}",
        outcome=Outcome.MET,
        explanation_fr="La réservation peut porter sur un marché entier ou sur un lot"
        + ("" if request.whole_market is None else f" (ici, {what})")
        + ("." if target is ReservedTo.ESS else ", qu’il s’agisse de travaux, de fournitures ou de services."),
    )


def _family_steps(request: ReservationRequest, targets: tuple[ReservedTo, ...]) -> list[Step]:
    steps = [
        Step(
            rule="structures visées",
            ref=ARTICLES[target],
            fact=target.value,
            outcome=Outcome.MET,
            explanation_fr=f"Le marché ou le lot peut être réservé aux {target.value}"
            + (" et aux structures équivalentes." if target is not ReservedTo.PRISON else "."),
        )
        for target in targets
        if target in _WORKERS
    ]
    if {ReservedTo.EA_ESAT, ReservedTo.SIAE} <= set(targets):
        steps.append(
            Step(
                rule="réservation aux deux à la fois",
                ref="L2113-14",
                fact="EA et ESAT, et SIAE",
                outcome=Outcome.MET,
                explanation_fr="Le même marché ou le même lot peut être réservé à la fois aux entreprises "
                "adaptées "
                "et ESAT et aux structures d’insertion.",
            )
        )
    if ReservedTo.PRISON in targets and set(targets) & {ReservedTo.EA_ESAT, ReservedTo.SIAE}:
        met = request.same_conditions is True
        steps.append(
            Step(
                rule="cumul avec le travail pénitentiaire",
                ref="L2113-14",
                fact="les autres opérateurs remplissent aussi les conditions du travail pénitentiaire"
                if met
                else "rien n’indique que les autres opérateurs remplissent les conditions du travail "
                "pénitentiaire",
                outcome=Outcome.MET if met else Outcome.NOT_MET,
                explanation_fr="Le même marché ou le même lot ne peut être réservé à la fois aux opérateurs "
                "travaillant en établissement pénitentiaire et aux entreprises adaptées, ESAT ou structures "
                "d’insertion qui ne remplissent pas ces mêmes conditions\u00a0; faites deux lots distincts.",
            )
        )
    if ReservedTo.ESS in targets and len(targets) > 1:
        steps.append(apart_step(request))
    if request.preferred:
        steps.append(choice_step(targets[0]))
    if request.elsewhere:
        steps.append(elsewhere_step(targets[0]))
    if request.of_a_part and request.whole_market is None:
        steps.append(part_step(targets[0]))
    steps += [_unlisted_step(kind) for kind in request.other_kinds]
    return steps


def _unlisted_step(kind: str) -> Step:
    return Step(
        rule="structure non listée",
        ref="L5132-4 (travail)",
        fact=kind,
        outcome=Outcome.UNKNOWN,
        explanation_fr=f"«\u00a0{kind}\u00a0» n’est ni une structure d’insertion de cette liste, ni une "
        "entreprise "
        "adaptée ou un ESAT\u00a0; elle ne peut "
        "répondre que comme structure équivalente, si elle emploie la proportion exigée.",
    )


def _share_step(request: ReservationRequest, targets: tuple[ReservedTo, ...], share: UsedFigure) -> Step:
    known = request.worker_share
    workers = " ou de ".join(_WORKERS[t] for t in targets if t in _WORKERS)
    rule = f"L’attributaire doit employer au moins {french.percent(share.value)} de {workers}"
    if known is None:
        outcome, fact, end = (
            Outcome.UNKNOWN,
            "proportion non précisée",
            "\u00a0; à vérifier dans les candidatures.",
        )
    elif known >= share.value:
        outcome, fact, end = Outcome.MET, french.percent(known), f"\u00a0; {french.percent(known)} suffit."
    else:
        outcome, fact, end = (
            Outcome.NOT_MET,
            french.percent(known),
            f"\u00a0; {french.percent(known)} ne suffit pas.",
        )
    return Step(
        rule="proportion minimale de travailleurs",
        ref="R2113-7",
        fact=fact,
        outcome=outcome,
        explanation_fr=rule + end,
    )


def _competition_step(procedure: ProcedureAdvice) -> Step:
    alone = procedure.kind is ProcedureKind.SANS_PUBLICITE
    return Step(
        rule="réserver n’est pas dispenser de procédure",
        ref=None,
        fact=procedure.kind.value if procedure.kind else "procédure à préciser",
        outcome=Outcome.DUTY,
        explanation_fr="Réserver limite les candidats, sans dispenser de la procédure ni de la mise en "
        "concurrence "
        "que demande la valeur du besoin"
        + ("\u00a0; ici, c’est le montant, non la réservation, qui en dispense." if alone else "."),
    )


def _procedure_request(request: ReservationRequest) -> ProcedureRequest:
    services_only = ReservedTo.ESS in request.targets and request.nature is None
    return ProcedureRequest(
        nature=MarketNature.SERVICES if services_only else request.nature,
        buyer_kind=request.buyer_kind,
        amount_ht=request.amount_ht,
        lot_amounts=request.lot_amounts,
        social_services=request.social_services,
        full_amount_ht=request.full_amount_ht,
        yearly_ht=request.yearly_ht,
        full_months=request.full_months,
        regular=request.regular,
        framework=request.framework,
    )


def _verdict(steps: list[Step]) -> Verdict:
    outcomes = {step.outcome for step in steps}
    if Outcome.NOT_MET in outcomes:
        return Verdict.NON
    return Verdict.SOUS_CONDITIONS if outcomes & {Outcome.UNKNOWN, Outcome.DUTY} else Verdict.OUI


def _summary(
    verdict: Verdict, request: ReservationRequest, targets: tuple[ReservedTo, ...], steps: list[Step]
) -> str:
    what = "Ce lot" if request.whole_market is False else "Ce marché"
    whom = " et aux ".join(target.value for target in targets)
    if verdict is Verdict.NON:
        blocking = next(step for step in steps if step.outcome is Outcome.NOT_MET)
        return f"{what} ne peut pas être réservé ainsi\u00a0: {blocking.rule}."
    if verdict is Verdict.SOUS_CONDITIONS and targets == (ReservedTo.ESS,) and request.social_services is None:
        return (
            f"{what} ne peut être réservé à ce titre que si la prestation est un service social ou un autre service spécifique "
            "d’une liste annexée au code. Cette liste n’est pas dans mes sources\u00a0; vérifiez sur Légifrance qu’elle y figure."
        )
    if request.preferred:
        return f"{what} peut être réservé aux seules structures de cette famille, {whom}, sous les conditions ci-dessous."
    if request.elsewhere:
        return f"Réservé aux {whom}, un marché s’ouvre à elles où qu’elles soient implantées, sous les conditions ci-dessous."
    if request.of_a_part and request.whole_market is None:
        return f"Une partie du marché peut être réservée aux {whom} si elle forme un lot distinct, sous les conditions ci-dessous."
    if verdict is Verdict.OUI:
        return f"{what} peut être réservé aux {whom}."
    return f"{what} peut être réservé aux {whom}, sous les conditions ci-dessous."


def _remarks(request: ReservationRequest) -> tuple[str, ...]:
    remarks = []
    if request.cleaning:
        remarks.append(
            "Nettoyage\u00a0: vérifiez la reprise du personnel en place avant de réserver\u00a0; elle pèse sur le "
            "choix entre marché réservé et clause en heures."
        )
    if request.buyer_kind is BuyerKind.CONTRACTING_ENTITY and ReservedTo.ESS in request.targets:
        remarks.append(
            "Une entité adjudicatrice ne réserve à ce titre que si elle est aussi pouvoir adjudicateur."
        )
    return tuple(remarks)
