"""Hours told by somebody, weighed against the work of the market: what effort they ask, and how usual it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.errors import MissingFact
from assistant.market import Frozen
from assistant.rules.hours_labour import labour_base
from assistant.rules.hours_magnitude import magnitude
from assistant.rules.hours_parameters import EFFORT
from assistant.rules.hours_request import HoursRequest, check_request, choose_method
from assistant.rules.parameters import UsedFigure, read_figure
from corpus.figure_files import FigureSet


class EffortSide(StrEnum):
    """Where an effort stands beside the department's working range."""

    BELOW = "en dessous"
    WITHIN = "dedans"
    ABOVE = "au-dessus"
    ACROSS = "selon la part"


class WeighedTarget(Frozen):
    """The effort that hours ask of the work of the market, from ``least`` to ``most``, beside the working range.

    ``labour_low`` and ``labour_high`` are the labour hours, ``low`` and ``high`` the range of :data:`figure`, in ratios.
    """

    hours: Decimal
    labour_low: Decimal
    labour_high: Decimal
    side: EffortSide
    low: Decimal
    high: Decimal
    figure: UsedFigure

    @property
    def least(self) -> Decimal:
        """The effort where the market holds the most work."""
        return self.hours / self.labour_high

    @property
    def most(self) -> Decimal:
        """The effort where the market holds the least work."""
        return self.hours / self.labour_low


def weigh_target(request: HoursRequest, figures: FigureSet, as_of: date) -> WeighedTarget | None:
    """The hours aimed at, weighed; ``None`` without them, or where nothing tells the work of the market.

    Raises ``InvalidInput`` on an unacceptable or contradictory value.
    """
    check_request(request)
    hours, labour = request.target_hours, _labour(request, figures, as_of)
    if hours is None or labour is None or labour[0] <= 0:
        return None
    used = read_figure(figures, EFFORT, as_of)
    low, high = used.figure.low or used.value, used.figure.high or used.value
    return WeighedTarget(
        hours=hours,
        labour_low=labour[0],
        labour_high=labour[1],
        side=_side(hours / labour[1], hours / labour[0], low, high),
        low=low,
        high=high,
        figure=used,
    )


def in_proportion(hours: Decimal, added_share: Decimal) -> Decimal:
    """Hours that would follow an amount increased by that ratio."""
    return hours * (1 + added_share)


def _labour(request: HoursRequest, figures: FigureSet, as_of: date) -> tuple[Decimal, Decimal] | None:
    """The labour hours at the lowest and at the highest values; those of other trades where its own are not known."""
    try:
        base = labour_base(choose_method(request), request, figures, as_of)
    except MissingFact:
        between = magnitude(request, figures, as_of)
        return (between.labour_low, between.labour_high) if between else None
    return base.low, base.high


def _side(least: Decimal, most: Decimal, low: Decimal, high: Decimal) -> EffortSide:
    if most < low:
        return EffortSide.BELOW
    if least > high:
        return EffortSide.ABOVE
    return EffortSide.WITHIN if low <= least and most <= high else EffortSide.ACROSS
