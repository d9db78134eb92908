"""Labour hours of a contract from its amount, lot by lot: amount × labour share ÷ hourly cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.market import Frozen
from assistant.rules import french
from assistant.rules.hours_parameters import (
    UNNAMED_TRADE,
    Parameter,
    cost_parameter,
    missing_parameters,
    share_parameter,
)
from assistant.rules.hours_request import HoursRequest, LotRequest, whole_amount
from corpus.figure_files import FigureSet

REMAINDER = "Reste du marché"
UNDESCRIBED_LOTS = "Reste du marché\u00a0: la part de main-d’œuvre est celle du bâtiment, tous corps d’état."


class LabourPart(Frozen):
    """One lot, or the whole contract: its amount and the share and cost that turn it into labour hours."""

    label: str
    amount_ht: Decimal
    share: Parameter
    cost: Parameter

    @property
    def hours(self) -> Decimal:
        """Labour hours at the central values."""
        return self.amount_ht * self.share.value / self.cost.value

    @property
    def low(self) -> Decimal:
        """Labour hours at the lowest share and the highest cost."""
        return self.amount_ht * self.share.low / self.cost.high

    @property
    def high(self) -> Decimal:
        """Labour hours at the highest share and the lowest cost."""
        return self.amount_ht * self.share.high / self.cost.low

    def product(self) -> str:
        """``1 000 000 € × 50 %``: the amount and the share, as a formula writes them."""
        return f"{french.euros(self.amount_ht)} × {french.percent(self.share.value)}"


def labour_parts(request: HoursRequest, figures: FigureSet, as_of: date) -> tuple[LabourPart, ...]:
    """The lots, then what they leave of the contract; the whole contract when there is no lot.

    Raises ``MissingFact`` when there is no amount, or when no source gives a lot's share or cost.
    """
    total = whole_amount(request)
    if not request.lots:
        whole = LotRequest(label=request.trade_label or "Marché", amount_ht=total, trade_key=request.trade_key)
        return (_part(request, whole, request.trade_label, figures, as_of),)
    parts = [_part(request, lot, lot.label, figures, as_of) for lot in request.lots]
    rest = total - sum((lot.amount_ht for lot in request.lots), Decimal(0))
    if rest:
        remainder = LotRequest(label=REMAINDER, amount_ht=rest, trade_key=request.trade_key)
        rest_part = _part(request, remainder, REMAINDER, figures, as_of)
        parts.append(rest_part.model_copy(update={"share": _of_other_lots(rest_part.share)}))
    return tuple(parts)


def _of_other_lots(share: Parameter) -> Parameter:
    """The share of what no lot describes, which says so instead of a trade left unsaid."""
    said = tuple(UNDESCRIBED_LOTS if remark == UNNAMED_TRADE else remark for remark in share.remarks)
    return share.model_copy(update={"remarks": said})


def _part(request: HoursRequest, lot: LotRequest, subject: str, figures: FigureSet, as_of: date) -> LabourPart:
    key = lot.trade_key or request.trade_key
    given_share = lot.labour_share if lot.labour_share is not None else request.labour_share
    share = share_parameter(given_share, key, request.nature, figures, as_of)
    cost = cost_parameter(request.hourly_cost, key, request.nature, figures, as_of)
    if share is None or cost is None:
        raise missing_parameters(
            subject, share=share is None, cost=cost is None, nature=request.nature, figures=figures
        )
    return LabourPart(label=lot.label, amount_ht=lot.amount_ht, share=share, cost=cost)
