"""The labour hours a method starts from, and how its formula is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.errors import MissingFact
from assistant.market import Frozen
from assistant.rules import french
from assistant.rules.cleaning_transfer import cleaning_labour
from assistant.rules.hours_by_amount import REMAINDER, LabourPart, labour_parts
from assistant.rules.hours_parameters import Parameter, given
from assistant.rules.hours_request import ASK_LABOUR_HOURS, HoursMethod, HoursRequest, Rounding, whole_amount
from corpus.figure_files import FigureSet


class WeightedPart(Frozen):
    """One lot and its weight in the total: its labour hours, or its amount."""

    label: str
    amount_ht: Decimal | None
    weight: Decimal


class LabourBase(Frozen):
    """Labour hours with their bounds, the lots' weights and the pieces of the formula.

    ``terms`` are the products before and after the effort (``1 000 000 € × 50 %`` and `` ÷ 30 €/h``), one
    pair a lot; ``introduction`` is a first line that computes an intermediate value.
    """

    labour_hours: Decimal
    low: Decimal
    high: Decimal
    parts: tuple[WeightedPart, ...]
    terms: tuple[tuple[str, str], ...]
    parameters: tuple[Parameter, ...]
    introduction: str | None = None
    remarks: tuple[str, ...] = ()

    def forward(self, effort: Decimal, exact: Decimal, rounding: Rounding) -> str:
        """``1 000 000 € × 50 % × 5 % ÷ 30 €/h = 833,33 h, arrondi à l’heure inférieure : 833 h``."""
        products = [f"{left} × {french.percent(effort)}{right}" for left, right in self.terms]
        joined = products[0] if len(products) == 1 else " + ".join(f"({p})" for p in products)
        return f"{self._start()}{joined} = {rounding.result(exact)}"

    def inverse(self, hours: Decimal, effort: Decimal) -> str:
        """``9 000 h ÷ (17 000 000 € × 50 % ÷ 30 €/h) = 3,18 %``."""
        joined = " + ".join(f"{left}{right}" for left, right in self.terms)
        return f"{self._start()}{french.hours(hours)} ÷ ({joined}) = {french.percent(effort)}"

    def _start(self) -> str:
        return f"{self.introduction}\u00a0; " if self.introduction else ""


def labour_base(method: HoursMethod, request: HoursRequest, figures: FigureSet, as_of: date) -> LabourBase:
    """The labour hours of the contract by that method; raises ``MissingFact`` with the question to ask."""
    if method is HoursMethod.LABOUR_VOLUME:
        return _by_volume(request)
    if method is HoursMethod.CLEANING_TRANSFER:
        return _by_cleaning(request, figures, as_of)
    return _by_amount(request, figures, as_of)


def _by_amount(request: HoursRequest, figures: FigureSet, as_of: date) -> LabourBase:
    parts = labour_parts(request, figures, as_of)
    return LabourBase(
        labour_hours=sum((part.hours for part in parts), Decimal(0)),
        low=sum((part.low for part in parts), Decimal(0)),
        high=sum((part.high for part in parts), Decimal(0)),
        parts=tuple(WeightedPart(label=p.label, amount_ht=p.amount_ht, weight=p.hours) for p in parts),
        terms=tuple((part.product(), f" ÷ {french.per_hour(part.cost.value)}") for part in parts),
        parameters=(_amount(whole_amount(request)), *_once(parts)),
    )


def _by_volume(request: HoursRequest) -> LabourBase:
    hours = request.labour_hours
    if hours is None:
        raise MissingFact(ASK_LABOUR_HOURS, field="labour_hours")
    remark = "Le volume de travail que vous donnez remplace l’estimation par le montant."
    return LabourBase(
        labour_hours=hours,
        low=hours,
        high=hours,
        parts=_parts_by_amount(request),
        terms=((french.hours(hours), ""),),
        parameters=(given("labour_hours", "Volume de travail du marché", hours, "h"),),
        remarks=(remark,) if request.amount_ht is not None else (),
    )


def _by_cleaning(request: HoursRequest, figures: FigureSet, as_of: date) -> LabourBase:
    labour = cleaning_labour(request, figures, as_of)
    amount = whole_amount(request)
    left = f"{french.percent(labour.open_share)} × {french.euros(amount)}"
    return LabourBase(
        labour_hours=labour.labour_hours,
        low=labour.labour_hours,
        high=labour.labour_hours,
        parts=_parts_by_amount(request),
        terms=((left, f" ÷ {french.per_hour(labour.ratio)}"),),
        parameters=(_amount(amount), *labour.parameters),
        introduction=labour.formula,
    )


def _amount(amount: Decimal) -> Parameter:
    return given("amount_ht", "Montant du marché", amount, "€ HT")


def _parts_by_amount(request: HoursRequest) -> tuple[WeightedPart, ...]:
    """The lots, then what they leave of the contract, each weighted by its amount; nothing without lots."""
    parts = [WeightedPart(label=lot.label, amount_ht=lot.amount_ht, weight=lot.amount_ht) for lot in request.lots]
    rest = (
        whole_amount(request) - sum((lot.amount_ht for lot in request.lots), Decimal(0)) if parts else Decimal(0)
    )
    if rest:
        parts.append(WeightedPart(label=REMAINDER, amount_ht=rest, weight=rest))
    return tuple(parts)


def _once(parts: tuple[LabourPart, ...]) -> tuple[Parameter, ...]:
    """The shares and costs of the parts, each shown once."""
    shown: list[Parameter] = []
    for part in parts:
        shown += [p for p in (part.share, part.cost) if p not in shown]
    return tuple(shown)
