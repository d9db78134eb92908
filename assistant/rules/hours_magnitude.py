"""Hours between two sourced hourly costs, when no source gives that of the trade: an order of magnitude, not a calculation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.market import Frozen
from assistant.rules import french
from assistant.rules.hours_parameters import COSTS, EFFORT
from assistant.rules.hours_request import HoursRequest
from assistant.rules.parameters import read_figure
from corpus.figure_files import FigureSet


class Magnitude(Frozen):
    """The value of the work kept for insertion, in euros excluding VAT, and the whole hours it makes at the costs known.

    ``low`` is at the highest cost, ``high`` at the lowest; ``formula`` and ``costs`` tell them in French.
    """

    value: Decimal
    low: int
    high: int
    formula: str
    costs: str


def magnitude(request: HoursRequest, figures: FigureSet, as_of: date) -> Magnitude | None:
    """What the amount, the labour share given and the effort come to; ``None`` without an amount and a share.

    The effort is the department's working value when none is given.
    """
    if request.lots or request.amount_ht is None or request.labour_share is None:
        return None
    effort = request.effort if request.effort is not None else read_figure(figures, EFFORT, as_of).value
    value = request.amount_ht * request.labour_share * effort
    dated = (cost for cost in figures.figure(COSTS).values if cost.since is None or cost.since <= as_of)
    known = sorted(dated, key=lambda cost: cost.value)
    product = (
        f"{french.euros(request.amount_ht)} × {french.percent(request.labour_share)} × {french.percent(effort)}"
    )
    return Magnitude(
        value=value,
        low=int(value / known[-1].value),
        high=int(value / known[0].value),
        formula=f"{product} = {french.euros(value)}",
        costs=" et ".join(f"{french.euros(cost.value)} ({cost.label})" for cost in (known[-1], known[0])),
    )
