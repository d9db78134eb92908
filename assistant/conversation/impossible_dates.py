"""The days a message names that no calendar holds: « 31 novembre 2026 », « 30/02/2027 »."""

from __future__ import annotations

import re
from calendar import monthrange

from assistant.conversation.periods import MONTH_NAMES, SHORT_MONTHS
from assistant.conversation.wording import read_wording
from assistant.rules.launch import LEAP_YEAR

_DATE = re.compile(
    rf"(?<![\w/.,])(?P<day>\d{{1,2}})(?:er)?\s(?P<name>{'|'.join((*MONTH_NAMES, *SHORT_MONTHS))})\b\.?"
    r"(?:\s(?P<year>20\d\d))?(?![\w-])"
    r"|(?<![\d/.,])(?P<day2>\d{1,2})/(?P<month>\d{1,2})/(?P<year2>20\d\d|\d\d)(?![\d/])"
)
_MONTHS_A_YEAR = 12


def impossible_dates(message: str) -> tuple[str, ...]:
    """The words of each such day, in the order said."""
    wording = read_wording(message)
    return tuple(wording.source(*found.span()) for found in _DATE.finditer(wording.text) if not _exists(found))


def _exists(found: re.Match[str]) -> bool:
    day = int(found["day"] or found["day2"])
    if found["name"]:
        name = found["name"]
        month = SHORT_MONTHS.get(name) or MONTH_NAMES.index(name) + 1
    else:
        month = int(found["month"])
    if not 1 <= month <= _MONTHS_A_YEAR:
        return False
    year = found["year"] or found["year2"]
    # A year of two figures is of this century; without one, any year may hold the day.
    known = int(year) % 100 + 2000 if year else LEAP_YEAR
    return 1 <= day <= monthrange(known, month)[1]
