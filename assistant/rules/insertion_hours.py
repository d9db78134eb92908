"""Insertion hours of a contract: three methods, their inverse, and what the hours mean on the ground.

Legal basis: CCP L2112-2 (conditions of performance may concern employment), CCAG-Travaux 20.1 and CCAG-FCS
16.1 (the contract documents state the volume of insertion hours).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.answer import Calculation, CalculationParameter, LotHours, YearHours
from assistant.errors import InvalidInput
from assistant.market import Frozen
from assistant.rules import french
from assistant.rules.decision import Step
from assistant.rules.hours_allocation import allocate, allocate_rounded
from assistant.rules.hours_followup import follow_up
from assistant.rules.hours_labour import LabourBase, labour_base
from assistant.rules.hours_parameters import Parameter, effort_parameter, working_share_remark
from assistant.rules.hours_remarks import advice, legal_steps, renewal_remark
from assistant.rules.hours_request import (
    HoursMethod,
    HoursRequest,
    LotRequest,
    Rounding,
    RoundingMode,
    check_request,
    choose_method,
    from_facts,
)
from assistant.rules.parameters import UsedFigure
from corpus.figure_files import FigureSet

__all__ = [
    "HoursMethod",
    "HoursRequest",
    "HoursResult",
    "LotRequest",
    "LotShare",
    "Rounding",
    "RoundingMode",
    "compute_hours",
    "from_facts",
    "to_calculation",
]


class LotShare(Frozen):
    """Hours of one lot, exact and rounded; the exact ones add up to the total, the rounded ones to it rounded."""

    label: str
    amount_ht: Decimal | None
    exact_hours: Decimal
    hours: Decimal


class HoursResult(Frozen):
    """Hours computed, with everything a reader needs to check them. Hours are rounded unless named exact.

    ``hours`` is ``None`` when the method says not to set a clause because nothing is left open.
    ``low`` and ``high`` bound the hours when a default has a range. ``effort_for_target`` is a ratio.
    """

    method: HoursMethod
    formula: str
    hours: Decimal | None
    exact_hours: Decimal | None
    rounding: str
    low: Decimal | None = None
    high: Decimal | None = None
    lots: tuple[LotShare, ...] = ()
    years: tuple[YearHours, ...] = ()
    firm_hours: Decimal | None = None
    full_term_hours: Decimal | None = None
    full_time_equivalents: Decimal | None = None
    people: Decimal | None = None
    effort_for_target: Decimal | None = None
    feasibility: str | None = None
    clause_advised: bool = True
    parameters: tuple[CalculationParameter, ...] = ()
    figures: tuple[UsedFigure, ...] = ()
    steps: tuple[Step, ...] = ()
    remarks: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def refs(self) -> tuple[str, ...]:
        """The articles the clause rests on, each once."""
        return tuple(dict.fromkeys(step.ref for step in self.steps if step.ref))


def compute_hours(request: HoursRequest, figures: FigureSet, as_of: date) -> HoursResult:
    """Insertion hours, or the effort that gives the hours aimed at.

    Raises ``InvalidInput`` on an unacceptable or contradictory value, ``MissingFact`` with the question to
    ask when a needed value is unknown and no source gives it, ``UnknownFigure`` at a date without a figure.
    """
    check_request(request)
    method = choose_method(request)
    base = labour_base(method, request, figures, as_of)
    if base.labour_hours < 0:
        return _nothing_left(method, request, base, figures, as_of)
    target_effort = _effort_for_target(request, base)
    if request.target_hours is not None and request.effort is None:
        return _result(method, request, base, None, request.target_hours, target_effort, figures, as_of)
    effort = effort_parameter(request.effort, figures, as_of)
    exact = _settle(base.labour_hours * effort.value)
    return _result(method, request, base, effort, exact, target_effort, figures, as_of)


def to_calculation(result: HoursResult) -> Calculation:
    """The calculation as the answer shows it."""
    return Calculation(
        method=result.method.value,
        formula=result.formula,
        hours=result.hours,
        low=result.low,
        high=result.high,
        rounding=result.rounding,
        parameters=result.parameters,
        full_time_equivalents=result.full_time_equivalents,
        people=result.people,
        lots=tuple(LotHours(label=lot.label, amount_ht=lot.amount_ht, hours=lot.hours) for lot in result.lots),
        years=result.years,
        exact_hours=result.exact_hours,
        firm_hours=result.firm_hours,
        full_term_hours=result.full_term_hours,
        clause_advised=result.clause_advised,
        effort_for_target=result.effort_for_target,
        feasibility=result.feasibility,
        remarks=result.remarks,
    )


def _settle(hours: Decimal) -> Decimal:
    """Hours to nine decimals: a quotient like 11 666,66… must not round 700 h down to 699."""
    settled = hours.quantize(Decimal("1e-9"))
    whole = settled.to_integral_value()
    return whole if whole == settled else settled.normalize()


def _effort_for_target(request: HoursRequest, base: LabourBase) -> Decimal | None:
    target = request.target_hours
    if target is None:
        return None
    if target > _settle(base.labour_hours):
        raise InvalidInput(
            f"Les {french.hours(target)} visées dépassent les {french.hours(base.labour_hours)} de travail du "
            "marché"
            "\u00a0: visez moins d’heures ou corrigez le montant, la part ou le coût.",
            field="target_hours",
        )
    return min(target / base.labour_hours, Decimal(1))


def _result(
    method: HoursMethod,
    request: HoursRequest,
    base: LabourBase,
    effort: Parameter | None,
    exact: Decimal,
    target_effort: Decimal | None,
    figures: FigureSet,
    as_of: date,
) -> HoursResult:
    hours = request.rounding.apply(exact)
    ratio = request.full_term_ratio
    firm_exact = _settle(exact / ratio) if request.amount_covers_renewals else exact
    full_exact = exact if request.amount_covers_renewals else _settle(exact * ratio)
    firm = request.rounding.apply(firm_exact)
    labour = base.labour_hours / ratio if request.amount_covers_renewals else base.labour_hours
    after = follow_up(request, firm, labour, figures, as_of)
    low, high = _range(request, base, effort)
    advised, advice_remarks, questions = advice(method, request, exact, figures, as_of)
    used = (*base.parameters, *((effort,) if effort else ()), *after.parameters)
    remarks = [*working_share_remark(used), *(remark for parameter in used for remark in parameter.remarks)]
    if effort is None and target_effort is not None:
        remarks += _effort_range(request, base)
    if request.renewals:
        remarks.append(renewal_remark(request, firm, request.rounding.apply(full_exact)))
    return HoursResult(
        method=method,
        formula=_formula(request, base, effort, exact, target_effort),
        hours=hours,
        exact_hours=exact,
        rounding=request.rounding.describe(exact),
        low=low,
        high=high,
        lots=_lots(request, base, exact),
        years=after.years,
        firm_hours=firm if request.renewals else None,
        full_term_hours=request.rounding.apply(full_exact) if request.renewals else None,
        full_time_equivalents=after.full_time_equivalents,
        people=after.people,
        effort_for_target=target_effort,
        feasibility=after.feasibility,
        clause_advised=advised,
        parameters=tuple(parameter.shown for parameter in used),
        figures=_figures(used),
        steps=legal_steps(method, request),
        remarks=tuple(dict.fromkeys((*remarks, *base.remarks, *advice_remarks, *after.remarks))),
        questions=questions,
    )


def _range(
    request: HoursRequest, base: LabourBase, effort: Parameter | None
) -> tuple[Decimal | None, Decimal | None]:
    """The rounded bounds, ``None`` twice when no default has a range."""
    if effort is None:
        return None, None
    low, high = _settle(base.low * effort.low), _settle(base.high * effort.high)
    if low == high:
        return None, None
    return request.rounding.apply(low), request.rounding.apply(high)


def _effort_range(request: HoursRequest, base: LabourBase) -> list[str]:
    if request.target_hours is None or base.low == base.high:
        return []
    least, most = request.target_hours / base.high, request.target_hours / base.low
    return [f"Selon la part et le coût retenus, l’effort va de {french.percent(least)} à {french.percent(most)}."]


def _formula(
    request: HoursRequest,
    base: LabourBase,
    effort: Parameter | None,
    exact: Decimal,
    target_effort: Decimal | None,
) -> str:
    if effort is not None:
        return base.forward(effort.value, exact, request.rounding)
    return base.inverse(request.target_hours or exact, target_effort or Decimal(0))


def _lots(request: HoursRequest, base: LabourBase, exact: Decimal) -> tuple[LotShare, ...]:
    if not request.lots:
        return ()
    shares = allocate(exact, tuple(part.weight for part in base.parts))
    rounded = allocate_rounded(exact, shares, request.rounding)
    return tuple(
        LotShare(label=part.label, amount_ht=part.amount_ht, exact_hours=share, hours=hours)
        for part, share, hours in zip(base.parts, shares, rounded, strict=True)
    )


def _figures(parameters: tuple[Parameter, ...]) -> tuple[UsedFigure, ...]:
    found = {(p.figure.name, p.figure.figure.variant): p.figure for p in parameters if p.figure is not None}
    return tuple(found.values())


def _nothing_left(
    method: HoursMethod, request: HoursRequest, base: LabourBase, figures: FigureSet, as_of: date
) -> HoursResult:
    """The staff to take over does more hours than the contract pays for: no clause."""
    _, remarks, questions = advice(method, request, None, figures, as_of)
    return HoursResult(
        method=method,
        formula=base.introduction or "",
        hours=None,
        exact_hours=None,
        rounding=request.rounding.mode.value,
        clause_advised=False,
        parameters=tuple(parameter.shown for parameter in base.parameters),
        figures=_figures(base.parameters),
        steps=legal_steps(method, request),
        remarks=remarks,
        questions=questions,
    )
