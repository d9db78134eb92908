"""Refusing values no public contract can have, in French, with what is accepted."""

from __future__ import annotations

from decimal import Decimal

from assistant.errors import InvalidInput
from assistant.rules import french

MAX_AMOUNT_HT = Decimal(10_000_000_000)
MAX_MONTHS = Decimal(600)
MAX_HOURLY_COST = Decimal(500)
MAX_HOURS = Decimal(1_000_000_000)


def check_amount(value: Decimal | None, name: str, field: str) -> None:
    """An amount in euros excluding VAT: above zero, ten billion at most."""
    _check_range(value, name, field, MAX_AMOUNT_HT, french.euros)


def check_months(value: Decimal | None, name: str, field: str) -> None:
    """A number of months: above zero, fifty years at most."""
    _check_range(value, name, field, MAX_MONTHS, french.months)


def check_ratio(value: Decimal | None, name: str, field: str) -> None:
    """A share given as a ratio: above 0, at most 1."""
    _check_range(value, name, field, Decimal(1), french.percent)


def check_hourly_cost(value: Decimal | None, name: str, field: str) -> None:
    """A cost in euros an hour: above zero, 500 at most."""
    _check_range(value, name, field, MAX_HOURLY_COST, french.per_hour)


def check_hours(value: Decimal | None, name: str, field: str, *, zero_accepted: bool = False) -> None:
    """A number of hours: above zero (or zero when accepted), a billion at most."""
    if value is not None and zero_accepted and value == 0:
        return
    _check_range(value, name, field, MAX_HOURS, french.hours, zero_accepted=zero_accepted)


def _check_range(
    value: Decimal | None,
    name: str,
    field: str,
    maximum: Decimal,
    show: french.Show,
    *,
    zero_accepted: bool = False,
) -> None:
    if value is None:
        return
    if not value.is_finite():
        raise InvalidInput(f"{name}\u00a0: «\u00a0{value}\u00a0» n’est pas un nombre.", field=field)
    if value <= 0 or value > maximum:
        least = "positif ou nul" if zero_accepted else "strictement positif"
        raise InvalidInput(
            f"{name}\u00a0: {show(value)} n’est pas accepté. "
            f"Un nombre {least} est attendu, au plus {show(maximum)}.",
            field=field,
        )
