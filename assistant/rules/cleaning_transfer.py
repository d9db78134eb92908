"""Cleaning with staff to take over: the profession's « PACT propreté » method.

With A the amount over N months, S the monthly hours of transferable staff, C the hourly cost divided by the
labour share and T the effort: ``P = 1 − (S × C) ÷ (A ÷ N)`` then ``hours = P × A ÷ C × T``.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.errors import MissingFact
from assistant.market import Frozen
from assistant.rules import french
from assistant.rules.hours_parameters import COSTS, SHARES, Parameter, from_figure, given
from assistant.rules.hours_request import ASK_MONTHS, ASK_TRANSFER, CLEANING, HoursRequest, whole_amount
from assistant.rules.parameters import UsedFigure, read_figure
from corpus.figure_files import FigureSet

FLOOR = "plancher_heures_proprete"


class CleaningLabour(Frozen):
    """The hours the staff in place leaves open: ``open_share`` is P, ``labour_hours`` are P × A ÷ C.

    ``labour_hours`` is negative when the staff to take over exceeds what the amount pays for.
    """

    open_share: Decimal
    ratio: Decimal
    labour_hours: Decimal
    formula: str
    parameters: tuple[Parameter, ...]


def cleaning_labour(request: HoursRequest, figures: FigureSet, as_of: date) -> CleaningLabour:
    """The labour hours left open; raises ``MissingFact`` without amount, duration or transferable hours."""
    amount = whole_amount(request)
    months = request.firm_months
    if months is None:
        raise MissingFact(ASK_MONTHS, field="months")
    staff = request.transferable_monthly_hours
    if staff is None:
        raise MissingFact(ASK_TRANSFER, field="transferable_monthly_hours")
    term = months * request.full_term_ratio if request.amount_covers_renewals else months
    ratio, parameters = _ratio(request, figures, as_of)
    open_share = 1 - staff * ratio * term / amount
    formula = (
        f"1 − ({french.number(staff)} × {french.number(ratio)}) ÷ ({french.euros(amount)} ÷ "
        f"{french.months(term)}) = {french.percent(open_share)} du marché reste ouvert"
    )
    return CleaningLabour(
        open_share=open_share,
        ratio=ratio,
        labour_hours=open_share * amount / ratio,
        formula=formula,
        parameters=(
            given("transferable_monthly_hours", "Heures mensuelles du personnel à reprendre", staff, "h par mois"),
            *parameters,
        ),
    )


def cleaning_floor(figures: FigureSet, as_of: date) -> UsedFigure:
    """The hours below which the method advises against a clause."""
    return read_figure(figures, FLOOR, as_of)


def _ratio(request: HoursRequest, figures: FigureSet, as_of: date) -> tuple[Decimal, tuple[Parameter, ...]]:
    """C, given or derived from the cost and the share, with the parameters it comes from."""
    if request.cleaning_ratio is not None:
        label = "Rapport coût horaire ÷ part de main-d’œuvre"
        return request.cleaning_ratio, (given("cleaning_ratio", label, request.cleaning_ratio, "€/h"),)
    share = (
        given("labour_share", "Part de main-d’œuvre", request.labour_share, "ratio")
        if request.labour_share is not None
        else from_figure("labour_share", read_figure(figures, SHARES, as_of, CLEANING))
    )
    cost = (
        given("hourly_cost", "Coût horaire", request.hourly_cost, "€/h")
        if request.hourly_cost is not None
        else from_figure("hourly_cost", read_figure(figures, COSTS, as_of, CLEANING))
    )
    return cost.value / share.value, (share, cost)
