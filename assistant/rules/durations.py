"""Comparing a contract's duration in months and days with a limit in months, without a start date."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

_SHORTEST = (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334)
_LONGEST = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337)


class Position(StrEnum):
    """Where a duration stands against a limit; ``UNCERTAIN`` when it depends on the start date."""

    BELOW = "below"
    EQUAL = "equal"
    ABOVE = "above"
    UNCERTAIN = "uncertain"


def position(months: Decimal, days: int, limit_months: Decimal) -> Position:
    """Where ``months`` and ``days`` stand against ``limit_months`` whole months.

    Months have 28 to 31 days: 182 days are or are not six months according to the start. Thirty days at
    most, added to whole months, are read as less than one more month (five months and thirty days).
    """
    rest = limit_months - months
    if rest < 0:
        return Position.ABOVE
    if rest == 0:
        return Position.ABOVE if days else Position.EQUAL
    if days == 0 or (rest >= 1 and days <= 30):
        return Position.BELOW
    if days < _days(int(rest.to_integral_value(ROUND_FLOOR)), _SHORTEST, leap=False):
        return Position.BELOW
    if days > _days(int(rest.to_integral_value(ROUND_CEILING)), _LONGEST, leap=True):
        return Position.ABOVE
    return Position.UNCERTAIN


def _days(months: int, table: tuple[int, ...], *, leap: bool) -> int:
    """Days of the shortest or longest run of that many consecutive months."""
    years, rest = divmod(months, 12)
    leap_days = (years + 3) // 4 if leap else years // 4
    return years * 365 + leap_days + table[rest]
