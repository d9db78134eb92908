"""What insertion hours are computed from, which method the known facts lead to, and what is refused."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

from assistant.errors import InvalidInput, MissingFact
from assistant.market import Frozen, MarketFacts, MarketNature
from assistant.rules import french
from assistant.rules.validation import (
    check_amount,
    check_hourly_cost,
    check_hours,
    check_months,
    check_ratio,
)

CLEANING = "proprete"
ASK_AMOUNT = "Quel est le montant du marché hors taxes\u00a0?"
ASK_LABOUR_HOURS = "Combien d’heures de travail le marché demande-t-il en tout\u00a0?"
ASK_MONTHS = "Quelle est la durée du marché, en mois\u00a0?"
ASK_LOTS = "Quels sont les lots, avec le métier et le montant hors taxes de chacun\u00a0?"
ASK_TRANSFER = "Combien d’heures par mois fait le personnel à reprendre\u00a0?"


class HoursMethod(StrEnum):
    """The three methods; the buyer's words decide which."""

    AMOUNT = "par le montant"
    LABOUR_VOLUME = "par le volume de travail"
    CLEANING_TRANSFER = "propreté avec reprise du personnel"


class RoundingMode(StrEnum):
    """How hours are rounded to a multiple."""

    NONE = "sans arrondi"
    DOWN = "arrondi inférieur"
    NEAREST = "arrondi au plus proche"
    UP = "arrondi supérieur"


_ROUNDINGS = {
    RoundingMode.DOWN: ROUND_FLOOR,
    RoundingMode.NEAREST: ROUND_HALF_UP,
    RoundingMode.UP: ROUND_CEILING,
}

# The direction as a formula tells it: of a multiple, then of an hour.
_DIRECTIONS = {
    RoundingMode.DOWN: ("inférieur", "inférieure"),
    RoundingMode.NEAREST: ("le plus proche", "la plus proche"),
    RoundingMode.UP: ("supérieur", "supérieure"),
}


class Rounding(Frozen):
    """A rounding mode and the multiple, in hours."""

    mode: RoundingMode = RoundingMode.DOWN
    multiple: Decimal = Decimal(1)

    def apply(self, value: Decimal) -> Decimal:
        """The hours rounded; unchanged with ``NONE``."""
        if self.mode is RoundingMode.NONE:
            return value
        return (value / self.multiple).to_integral_value(_ROUNDINGS[self.mode]) * self.multiple

    def describe(self, exact: Decimal) -> str:
        """``arrondi inférieur à l’heure (833,33 h avant arrondi)``."""
        if self.mode is RoundingMode.NONE:
            return self.mode.value
        step = "à l’heure" if self.multiple == 1 else f"à un multiple de {french.hours(self.multiple)}"
        before = f" ({french.hours(exact)} avant arrondi)" if self.apply(exact) != exact else ""
        return f"{self.mode.value} {step}{before}"

    def result(self, exact: Decimal) -> str:
        """What a formula comes to: ``833,33 h, arrondi à l’heure inférieure : 833 h``, or ``700 h`` where it is exact."""
        rounded, shown = french.hours(self.apply(exact)), french.hours(exact)
        if rounded == shown:
            return shown
        step = "à l’heure" if self.multiple == 1 else f"au multiple de {french.hours(self.multiple)}"
        return f"{shown}, arrondi {step} {_DIRECTIONS[self.mode][self.multiple == 1]}\u00a0: {rounded}"


class LotRequest(Frozen):
    """One lot: euros excluding VAT, the key of its trade in the figures, its own share if it is known."""

    label: str
    amount_ht: Decimal
    trade_key: str = ""
    labour_share: Decimal | None = None


class HoursRequest(Frozen):
    """The facts hours are computed from; ``None`` means not known and leads to a default or a question.

    Amounts are euros excluding VAT, shares and efforts ratios, costs €/h, durations months and days of the
    firm period. ``amount_covers_renewals`` says whether the amount (or the labour hours) is that of the
    full term. ``cleaning_ratio`` is C, the hourly cost divided by the labour share. ``target_hours`` asks
    for the inverse: which effort gives them.
    """

    method: HoursMethod | None = None
    nature: MarketNature | None = None
    trade_key: str = ""
    trade_label: str = ""
    amount_ht: Decimal | None = None
    labour_share: Decimal | None = None
    effort: Decimal | None = None
    hourly_cost: Decimal | None = None
    lots: tuple[LotRequest, ...] = ()
    labour_hours: Decimal | None = None
    months: Decimal | None = None
    days: int = 0
    renewals: int = 0
    renewal_months: Decimal | None = None
    amount_covers_renewals: bool = False
    transferable_monthly_hours: Decimal | None = None
    cleaning_ratio: Decimal | None = None
    target_hours: Decimal | None = None
    hours_per_person: Decimal | None = None
    rounding: Rounding = Rounding()

    @property
    def firm_months(self) -> Decimal | None:
        """The firm period in months, days counted as 12/365 of a month; ``None`` when unknown."""
        if self.months is None and not self.days:
            return None
        return (self.months or Decimal(0)) + Decimal(self.days) * 12 / 365

    @property
    def full_term_ratio(self) -> Decimal:
        """The full term divided by the firm period: 1 without renewals."""
        firm = self.firm_months
        if not firm or not self.renewals:
            return Decimal(1)
        return 1 + self.renewals * (self.renewal_months or firm) / firm


def from_facts(facts: MarketFacts) -> HoursRequest:
    """The request read from what is known of the market; only lots with an amount are kept."""
    trade = facts.trade.value if facts.trade else None
    duration = facts.duration.value if facts.duration else None
    transferable = facts.transferable_monthly_hours
    lots = [
        LotRequest(
            label=lot.label or f"Lot {lot.number or rank}",
            amount_ht=lot.amount_ht,
            trade_key=lot.trade.key if lot.trade else "",
        )
        for rank, lot in enumerate(facts.lots, start=1)
        if lot.amount_ht is not None
    ]
    return HoursRequest(
        nature=facts.nature.value if facts.nature else None,
        trade_key=trade.key if trade else "",
        # The buyer's own words: a sector of the directory would be strange to him.
        trade_label=(facts.trade.source or trade.sector or trade.family) if facts.trade and trade else "",
        amount_ht=facts.amount_ht.value if facts.amount_ht else None,
        labour_share=facts.labour_share.value if facts.labour_share else None,
        effort=facts.effort.value if facts.effort and not _is_settled_by_hours(facts) else None,
        hourly_cost=facts.hourly_cost.value if facts.hourly_cost else None,
        lots=tuple(lots),
        labour_hours=facts.labour_hours.value if facts.labour_hours else None,
        months=(duration.months or None) if duration else None,
        days=duration.days if duration else 0,
        renewals=duration.renewals if duration else 0,
        renewal_months=duration.renewal_months if duration else None,
        amount_covers_renewals=bool(facts.amount_covers_renewals and facts.amount_covers_renewals.value),
        transferable_monthly_hours=transferable.value if transferable else None,
        target_hours=facts.target_hours.value if facts.target_hours else None,
    )


def _is_settled_by_hours(facts: MarketFacts) -> bool:
    """Whether hours told after an effort take its place: « passe à 480 heures »."""
    effort, hours = facts.effort, facts.target_hours
    return effort is not None and hours is not None and hours.turn > effort.turn


def choose_method(request: HoursRequest) -> HoursMethod:
    """The method asked for, else the one the known facts lead to."""
    if request.method is not None:
        return request.method
    if request.labour_hours is not None:
        return HoursMethod.LABOUR_VOLUME
    cleaning = request.trade_key in ("", CLEANING)
    if cleaning and (request.transferable_monthly_hours is not None or request.cleaning_ratio is not None):
        return HoursMethod.CLEANING_TRANSFER
    return HoursMethod.AMOUNT


def check_request(request: HoursRequest) -> None:
    """Raises ``InvalidInput`` on a zero, negative, absurd or contradictory value, naming what is accepted."""
    check_amount(request.amount_ht, "Le montant du marché", "amount_ht")
    check_ratio(request.labour_share, "La part de main-d’œuvre", "labour_share")
    check_ratio(request.effort, "L’effort d’insertion", "effort")
    check_hourly_cost(request.hourly_cost, "Le coût horaire", "hourly_cost")
    check_hourly_cost(request.cleaning_ratio, "Le rapport coût horaire ÷ part de main-d’œuvre", "cleaning_ratio")
    check_hours(request.labour_hours, "Le volume de travail du marché", "labour_hours")
    check_hours(request.target_hours, "Les heures d’insertion visées", "target_hours")
    check_hours(request.hours_per_person, "Les heures par personne", "hours_per_person")
    check_hours(
        request.transferable_monthly_hours,
        "Les heures mensuelles du personnel à reprendre",
        "transferable_monthly_hours",
        zero_accepted=True,
    )
    check_months(request.months, "La durée du marché", "months")
    check_months(request.renewal_months, "La durée d’une reconduction", "renewal_months")
    check_hours(request.rounding.multiple, "Le multiple de l’arrondi", "rounding")
    _check_count(request.days, "jours", "days", 20_000)
    _check_count(request.renewals, "reconductions", "renewals", 50)
    for lot in request.lots:
        check_amount(lot.amount_ht, f"Le montant du lot «\u00a0{lot.label}\u00a0»", "lots")
        check_ratio(lot.labour_share, f"La part de main-d’œuvre du lot «\u00a0{lot.label}\u00a0»", "lots")
    total = sum((lot.amount_ht for lot in request.lots), Decimal(0))
    check_amount(total or None, "Le total des lots", "lots")
    if request.amount_ht is not None and total > request.amount_ht:
        raise InvalidInput(
            f"Les lots totalisent {french.euros_ht(total)}, plus que le montant du marché "
            f"({french.euros_ht(request.amount_ht)})\u00a0: corrigez l’un ou l’autre.",
            field="lots",
        )


def _check_count(value: int, name: str, field: str, maximum: int) -> None:
    if not 0 <= value <= maximum:
        raise InvalidInput(f"{value} {name} n’est pas accepté\u00a0: de 0 à {maximum}.", field=field)


def whole_amount(request: HoursRequest) -> Decimal:
    """The amount of the contract, or the sum of its lots; raises ``MissingFact`` when there is neither."""
    total = request.amount_ht or sum((lot.amount_ht for lot in request.lots), Decimal(0))
    if not total:
        raise MissingFact(ASK_AMOUNT, field="amount_ht")
    return total
