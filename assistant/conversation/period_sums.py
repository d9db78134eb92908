"""A sum said for one period of a contract, counted over all of them."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.conversation.renewals import read_renewal
from assistant.market import Duration

_PERIODS = re.compile(r"(?<![\d.,])(?P<count>[2-9])\sperio?des?\b(?!\s(?:de\s)?(?:reconduction|renouvellement))")
_FIRST = re.compile(r"\b(?:1|une|la)\speriode\s(?:ferme|initiale)\b")


def over_periods(value: Decimal, duration: Duration | None, text: str) -> Decimal | None:
    """A sum by period over the firm one and each renewal of the same length, or over the periods the folded text counts.

    ``None`` when their number is unknown (CCP R2121-1).
    """
    if duration is not None and duration.renewals and duration.renewal_months in (None, duration.months):
        return value * (1 + duration.renewals)
    counted = _PERIODS.search(text)
    if counted is not None:
        return value * int(counted["count"])
    renewal = read_renewal(text) if _FIRST.search(text) else None
    return value * (1 + renewal.times) if renewal is not None else None
