"""Which lever fits a market and its local offer: reservation, lot, clause, criterion, subcontracting or none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.answer import Verdict
from assistant.market import ContractKind, Frozen, MarketNature
from assistant.rules import french
from assistant.rules.decision import Decision
from assistant.rules.hours_followup import PER_PERSON, YEAR_REFERENCE
from assistant.rules.hours_parameters import share_parameter
from assistant.rules.lever_reasons import LeverContext, reasons
from assistant.rules.lever_request import LeverKind, LeverRequest, LocalOffer, clause_hours, from_facts
from assistant.rules.obligation import decide_obligation
from assistant.rules.parameters import UsedFigure, read_figure
from assistant.rules.procedure import ASK_AMOUNT, ASK_NATURE, ProcedureKind, ProcedureRequest, decide_procedure
from corpus.figure_files import FigureSet, NoFigureValue

__all__ = ["LeverAdvice", "LeverKind", "LeverOption", "LeverRequest", "LocalOffer", "from_facts", "rank_levers"]

ASK_PLACE = "Où le marché s’exécute-t-il (commune)\u00a0?"
ASK_DURATION = "Quelle est la durée du marché\u00a0?"


class LeverOption(Frozen):
    """One lever with its reasons, its articles and its score; ``fits`` when reasons for outweigh the others."""

    kind: LeverKind
    label: str
    score: int
    fits: bool
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    refs: tuple[str, ...]


class LeverAdvice(Frozen):
    """The levers, best first, with a French summary and the questions that would sharpen the advice."""

    levers: tuple[LeverOption, ...]
    summary: str
    summary_refs: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    figures: tuple[UsedFigure, ...] = ()


def rank_levers(request: LeverRequest, offer: LocalOffer | None, figures: FigureSet, as_of: date) -> LeverAdvice:
    """The levers ranked for this market; ``offer`` is ``None`` when the directory was not searched.

    Advises even without a budget. Raises ``InvalidInput`` on an unacceptable amount or duration.
    """
    if request.contract is not ContractKind.MARCHE:
        return _other_contract(request.contract)
    duty = decide_obligation(request.obligation, figures, as_of)
    capacity = read_figure(figures, "montant_annuel_structure", as_of)
    near = read_figure(figures, "distance_proche", as_of)
    context = _context(request, offer, duty, capacity, near, figures, as_of)
    options = [_option(kind, context) for kind in LeverKind if kind not in request.excluded]
    ranked = tuple(sorted(options, key=lambda option: -option.score))
    return LeverAdvice(
        levers=ranked,
        summary=_summary(ranked, duty=context.duty, other_than_hours=LeverKind.CLAUSE in request.excluded),
        summary_refs=_summary_refs(ranked[0], duty=context.duty),
        questions=_questions(request, offer),
        remarks=_remarks(context, capacity, near),
        figures=(capacity, near, *duty.figures),
    )


def _context(
    request: LeverRequest,
    offer: LocalOffer | None,
    duty: Decision,
    capacity: UsedFigure,
    near: UsedFigure,
    figures: FigureSet,
    as_of: date,
) -> LeverContext:
    share = share_parameter(request.hours.labour_share, request.trade_key, request.nature, figures, as_of)
    hours, advised = clause_hours(request, figures, as_of)
    procedure = decide_procedure(
        ProcedureRequest(
            nature=request.nature, buyer_kind=request.obligation.buyer_kind, amount_ht=request.amount_ht
        ),
        figures,
        as_of,
    )
    return LeverContext(
        request=request,
        offer=offer,
        yearly_capacity=capacity.value,
        near_km=near.value,
        labour_share=share.value if share else None,
        hours=hours,
        clause_advised=advised,
        hours_per_person=_hours_per_person(figures, as_of),
        duty=duty.verdict is Verdict.OUI,
        competition=procedure.kind is not ProcedureKind.SANS_PUBLICITE if procedure.kind else None,
    )


def _hours_per_person(figures: FigureSet, as_of: date) -> Decimal:
    """The department's usual hours per person, zero at a date before any report."""
    try:
        return figures.at(PER_PERSON, as_of, YEAR_REFERENCE).value
    except NoFigureValue:
        return Decimal(0)


def _option(kind: LeverKind, context: LeverContext) -> LeverOption:
    found = reasons(kind, context)
    score = sum(reason.weight for reason in found)
    return LeverOption(
        kind=kind,
        label=kind.value,
        score=score,
        fits=score > 0,
        reasons_for=tuple(reason.text for reason in found if reason.weight >= 0),
        reasons_against=tuple(reason.text for reason in found if reason.weight < 0),
        refs=_refs(kind, context),
    )


def _refs(kind: LeverKind, context: LeverContext) -> tuple[str, ...]:
    if kind in (LeverKind.RESERVATION, LeverKind.RESERVED_LOT):
        offer = context.offer
        adapted, siae = (offer.adapted, offer.siae) if offer and offer.answering else (1, 1)
        refs = [*(["L2113-12"] if adapted else []), *(["L2113-13"] if siae else [])]
        if len(refs) == 2:
            refs.append("L2113-14")
        direct = ("R2122-8",) if context.competition is False and kind is LeverKind.RESERVATION else ()
        lot = ("L2113-10",) if kind is LeverKind.RESERVED_LOT else ()
        return (*refs, "R2113-7", *lot, *direct)
    if kind is LeverKind.CLAUSE:
        ccag = {
            MarketNature.TRAVAUX: ("CCAG-Travaux 20.1",),
            MarketNature.SERVICES: ("CCAG-FCS 16.1",),
            MarketNature.FOURNITURES: ("CCAG-FCS 16.1",),
        }
        nature = context.request.nature
        return ("L2112-2", *(ccag.get(nature, ()) if nature else ()), *(("L2112-2-1",) if context.duty else ()))
    if kind is LeverKind.CRITERION:
        return ("L2152-8", *(("L2112-2-1",) if context.duty else ()))
    if kind is LeverKind.SUBCONTRACTING:
        return ("L2193-3",)
    return ("L2112-2-1", "L2184-1") if context.duty else ("L2112-2",)


def _summary(ranked: tuple[LeverOption, ...], *, duty: bool, other_than_hours: bool) -> str:
    best = ranked[0]
    if duty and other_than_hours:
        return _condition_without_hours(best)
    why = best.reasons_for[0] if best.reasons_for else "Les autres leviers conviennent moins."
    if best.kind is LeverKind.NONE:
        return "Aucun levier social ne se dégage des faits connus\u00a0; précisez-les ou voyez le facilitateur."
    second = next((o for o in ranked[1:] if o.fits and o.kind is not LeverKind.NONE), None)
    text = f"Le levier qui convient le mieux\u00a0: {best.label}. {why}"
    if duty and best.kind is not LeverKind.CLAUSE:
        text += (
            " Au-dessus du seuil européen, il faut aussi une condition d’exécution sociale, sauf exception motivée"
        )
        text += "\u00a0: un critère seul ne suffit pas." if best.kind is LeverKind.CRITERION else "."
    return f"{text} À défaut, ou en complément\u00a0: {second.label}." if second else text


def _condition_without_hours(best: LeverOption) -> str:
    """What is due comes first, whatever the lever that goes with it."""
    text = (
        "D’abord, une condition d’exécution sociale sous une autre forme que les heures\u00a0: au-dessus du seuil "
        "européen, il en faut une, sauf exception motivée."
    )
    if not best.fits or best.kind is LeverKind.NONE:
        return text
    why = f" {best.reasons_for[0]}" if best.reasons_for else ""
    return f"{text} En complément\u00a0: {best.label}.{why}"


def _summary_refs(best: LeverOption, *, duty: bool) -> tuple[str, ...]:
    due = ("L2112-2-1",) if duty and best.kind is not LeverKind.CLAUSE else ()
    return (*due, *[ref for ref in best.refs if ref not in due][:2])


def _questions(request: LeverRequest, offer: LocalOffer | None) -> tuple[str, ...]:
    missing = (
        (request.nature is None, ASK_NATURE),
        (request.amount_ht is None, ASK_AMOUNT),
        (offer is None or (offer.nearest_km is None and bool(offer.answering)), ASK_PLACE),
        (request.duration_months is None, ASK_DURATION),
    )
    return tuple(question for is_missing, question in missing if is_missing)


def _remarks(context: LeverContext, capacity: UsedFigure, near: UsedFigure) -> tuple[str, ...]:
    remarks = [
        "Les leviers se combinent\u00a0: une clause en heures et un critère social, ou un lot réservé et une "
        "clause "
        "sur les autres lots."
    ]
    if context.request.amount_ht is not None:
        remarks.append(
            f"Capacité d’une structure seule\u00a0: {french.euros_ht(capacity.value)} par an, valeur de travail à "
            "confirmer par le facilitateur."
        )
    if context.offer is not None and context.offer.nearest_km is not None:
        remarks.append(
            f"Au-delà de {french.number(near.value)}\u00a0km, une structure est jugée éloignée\u00a0: valeur de "
            "travail "
            "à confirmer par le facilitateur."
        )
    if context.competition is False and context.offer is not None and context.offer.answering:
        remarks.append(
            "À ce montant, le code permet un achat direct, sans publicité ni mise en concurrence\u00a0: vous "
            "pouvez "
            "aussi consulter directement une structure."
        )
    return tuple(remarks)


def _other_contract(contract: ContractKind) -> LeverAdvice:
    concession = contract is ContractKind.CONCESSION
    kind = LeverKind.CLAUSE if concession else LeverKind.NONE
    reason = (
        "Les conditions d’exécution d’une concession peuvent prendre en compte le domaine social ou l’emploi."
        if concession
        else f"Un contrat de type «\u00a0{contract.value}\u00a0» relève d’un autre livre du code que mes sources."
    )
    option = LeverOption(
        kind=kind,
        label=kind.value,
        score=1,
        fits=concession,
        reasons_for=(reason,) if concession else (),
        reasons_against=() if concession else (reason,),
        refs=("L3114-2",) if concession else (),
    )
    return LeverAdvice(
        levers=(option,),
        summary=f"Je ne classe les leviers que pour les marchés ordinaires. {reason}",
        remarks=("Vérifiez sur Légifrance le livre ou la partie du code qui régit ce contrat.",),
    )
