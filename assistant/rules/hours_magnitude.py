"""Hours between the lowest and the highest of the sourced values, when no source gives those of the trade.

An order of magnitude, not a calculation: it is told apart and never goes into a clause.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.market import Frozen, MarketNature
from assistant.rules import french
from assistant.rules.hours_parameters import (
    COSTS,
    EFFORT,
    SHARES,
    cost_parameter,
    share_parameter,
)
from assistant.rules.hours_request import CLEANING, HoursRequest, LotRequest
from assistant.rules.parameters import read_figure
from corpus.figure_files import FigureSet
from corpus.models import FigureValue


class Magnitude(Frozen):
    """Whole insertion hours from ``low`` to ``high``, and the labour hours they are taken from.

    ``formula`` tells the calculation in French; ``shares`` and ``costs`` name the sourced values it runs between, and
    are empty where the market's own is known.
    """

    low: int
    high: int
    labour_low: Decimal
    labour_high: Decimal
    effort: Decimal
    formula: str
    shares: str = ""
    costs: str = ""


class _Bounds(Frozen):
    """One amount, and the values between which its labour hours lie."""

    amount: Decimal
    least_share: Decimal
    most_share: Decimal
    least_cost: Decimal
    most_cost: Decimal

    def written(self, effort: Decimal) -> str:
        shares = _span(self.least_share, self.most_share, french.percent)
        costs = _span(self.most_cost, self.least_cost, french.per_hour)
        return f"{french.euros(self.amount)} × {shares} × {french.percent(effort)} ÷ {costs}"


def magnitude(request: HoursRequest, figures: FigureSet, as_of: date) -> Magnitude | None:
    """What the amounts and the effort come to; ``None`` without an amount, where the nature is not known, or for studies.

    The effort is the department's working value when none is given.
    """
    # No share of any trade is near that of studies and designs.
    intellectual = request.nature is MarketNature.PRESTATIONS_INTELLECTUELLES
    lots = _amounts(request) if request.nature is not None and not intellectual else ()
    if not lots:
        return None
    effort = request.effort if request.effort is not None else read_figure(figures, EFFORT, as_of).value
    shares, costs = _known_shares(request, figures, as_of), _known(COSTS, figures, as_of)
    bounds, share_missing, cost_missing = [], False, False
    for lot in lots:
        key = lot.trade_key or request.trade_key
        told = lot.labour_share if lot.labour_share is not None else request.labour_share
        share = share_parameter(told, key, request.nature, figures, as_of)
        cost = cost_parameter(request.hourly_cost, key, request.nature, figures, as_of)
        share_missing, cost_missing = share_missing or share is None, cost_missing or cost is None
        bounds.append(
            _Bounds(
                amount=lot.amount_ht,
                least_share=share.value if share else shares[0].value,
                most_share=share.value if share else shares[-1].value,
                least_cost=cost.value if cost else costs[0].value,
                most_cost=cost.value if cost else costs[-1].value,
            )
        )
    labour_low = sum((one.amount * one.least_share / one.most_cost for one in bounds), Decimal(0))
    labour_high = sum((one.amount * one.most_share / one.least_cost for one in bounds), Decimal(0))
    written = [one.written(effort) for one in bounds]
    return Magnitude(
        low=int(labour_low * effort),
        high=int(labour_high * effort),
        labour_low=labour_low,
        labour_high=labour_high,
        effort=effort,
        formula=written[0] if len(written) == 1 else " + ".join(f"({one})" for one in written),
        shares=_named(shares[0], shares[-1], french.percent) if share_missing else "",
        costs=_named(costs[0], costs[-1], french.per_hour) if cost_missing else "",
    )


def _amounts(request: HoursRequest) -> tuple[LotRequest, ...]:
    """The lots, else the whole contract; nothing without an amount, or where lots leave some of it undescribed."""
    if not request.lots:
        whole = request.amount_ht
        return (LotRequest(label="", amount_ht=whole, trade_key=request.trade_key),) if whole else ()
    total = sum((lot.amount_ht for lot in request.lots), Decimal(0))
    rest = (request.amount_ht or total) - total
    return () if rest < 0 else (*request.lots, *((LotRequest(label="", amount_ht=rest),) if rest else ()))


def _known_shares(request: HoursRequest, figures: FigureSet, as_of: date) -> list[FigureValue]:
    """The sourced shares, lowest first; of works, those of trades of works only."""
    known = _known(SHARES, figures, as_of)
    works = request.nature is MarketNature.TRAVAUX
    return [value for value in known if not (works and value.variant == CLEANING)]


def _known(name: str, figures: FigureSet, as_of: date) -> list[FigureValue]:
    dated = (value for value in figures.figure(name).values if value.since is None or value.since <= as_of)
    return sorted(dated, key=lambda value: value.value)


def _span(first: Decimal, second: Decimal, show: french.Show) -> str:
    return show(first) if first == second else f"({show(first)} à {show(second)})"


def _named(least: FigureValue, most: FigureValue, show: french.Show) -> str:
    """``20 % (charpente métallique) à 70 % (peinture intérieure), d’après Guide MEF Sud 77``."""
    ends = f"{show(least.value)} ({least.label}) à {show(most.value)} ({most.label})"
    references = "\u00a0; ".join(dict.fromkeys((least.reference, most.reference)))
    return f"{ends} [{references}]"
