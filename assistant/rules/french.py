"""French wording of the numbers and dates a rule explains itself with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

Show = Callable[[Decimal], str]
NBSP = "\u00a0"
_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

_WHOLE_FROM = 100
_ONE_DECIMAL_FROM = Decimal("0.1")


def number(value: Decimal, decimals: int = 2) -> str:
    """``1 234,5``: at most ``decimals`` decimals, no trailing zeros, grouped by thousands."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}".replace(",", NBSP).replace("-", "−")
    if "." in text:
        text = text.rstrip("0").rstrip(".").replace(".", ",")
    return "0" if text == "−0" else text


def measured(value: Decimal) -> str:
    """``139``, ``1,6``, ``0,04``: no more decimals than an estimate bears."""
    if abs(value) >= _WHOLE_FROM:
        return number(value, 0)
    return number(value, 1 if abs(value) >= _ONE_DECIMAL_FROM else 2)


def euros(value: Decimal) -> str:
    """``1 000 000 €``; cents only when there are some, and then two of them."""
    text = number(value)
    if "," in text:
        text += "0" * (2 - len(text.split(",")[1]))
    return f"{text}{NBSP}€"


def euros_ht(value: Decimal) -> str:
    """``216 000 € HT``."""
    return f"{euros(value)}{NBSP}HT"


def per_hour(value: Decimal) -> str:
    """``30 €/h``."""
    return f"{euros(value)}/h"


def percent(ratio: Decimal) -> str:
    """A ratio as ``5 %``."""
    return f"{number(ratio * 100)}{NBSP}%"


def hours(value: Decimal) -> str:
    """``833,33 h``."""
    return f"{number(value)}{NBSP}h"


def months(value: Decimal) -> str:
    """``14 mois``."""
    return f"{number(value)}{NBSP}mois"


def day(value: date) -> str:
    """``22 août 2026``, ``1er janvier 2026``."""
    ordinal = "1er" if value.day == 1 else str(value.day)
    return f"{ordinal}{NBSP}{_MONTHS[value.month - 1]}{NBSP}{value.year}"


def month(value: date) -> str:
    """``septembre 2026``."""
    return f"{_MONTHS[value.month - 1]}{NBSP}{value.year}"
