"""French writing of amounts, hours, rates, durations and dates inside a clause."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.market import Duration

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


def number(value: Decimal) -> str:
    """``1 234,5``: thousands apart, decimal comma, no useless zero."""
    plain = f"{value:,f}".replace(",", NBSP).replace(".", ",")
    return plain.rstrip("0").rstrip(",") if "," in plain else plain


def euros(value: Decimal) -> str:
    """``1 234 €``, with cents when there are some."""
    shown = number(value) if value == value.to_integral_value() else number(value.quantize(Decimal("0.01")))
    whole, comma, cents = shown.partition(",")
    return f"{whole}{comma}{cents.ljust(2, '0') if comma else ''}{NBSP}€"


def percent(ratio: Decimal) -> str:
    """``5 %`` for the ratio 0.05."""
    return f"{number(ratio * 100)}{NBSP}%"


def months(value: Decimal) -> str:
    """``12 mois``."""
    return f"{number(value)}{NBSP}mois"


def duration(value: Duration) -> str:
    """``24 mois, reconductible 2 fois 12 mois``."""
    firm = months(value.months) if value.months else ""
    if value.days:
        firm = f"{firm} et {value.days}{NBSP}jours" if firm else f"{value.days}{NBSP}jours"
    if not value.renewals:
        return firm
    return f"{firm}, reconductible {value.renewals}{NBSP}fois {months(value.renewal_months or value.months)}"


def french_date(day: date) -> str:
    """``1er avril 2026``."""
    first = "1er" if day.day == 1 else str(day.day)
    return f"{first}{NBSP}{_MONTHS[day.month - 1]}{NBSP}{day.year}"


def quoted(text: str) -> str:
    """The text between French quotation marks."""
    return f"«{NBSP}{text}{NBSP}»"


def lower_first(text: str) -> str:
    """The text with a small first letter, acronyms kept."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def listed(items: tuple[str, ...]) -> str:
    """``a, b et c``."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} et {items[-1]}" if items else ""
