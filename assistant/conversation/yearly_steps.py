"""Sums said year by year: « 22 000 € la première année puis 25 000 € les suivantes »."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.conversation.amounts import Money, Per
from assistant.conversation.wording import Wording
from assistant.market import Duration

_MONTHS_A_YEAR = 12
_RANKS = (
    r"premiere|1re|1ere",
    r"deuxieme|seconde|2e|2eme|2nde",
    r"troisieme|3e|3eme",
    r"quatrieme|4e|4eme",
    r"cinquieme|5e|5eme",
)
_LINK = r"\s?(?:ht\s|en\s|pour\s|sur\s|dans\s|lors\sde\s|a\s)?(?:l[ae]s?\s)?"
_AFTER = tuple(re.compile(rf"^{_LINK}(?:{rank})(?:\sannee)?\b") for rank in _RANKS)
_BEFORE = tuple(re.compile(rf"\b(?:{rank})\sannee\s?(?:[:=]|de|a)?\s?$") for rank in _RANKS)
_REST_AFTER = re.compile(
    r"^\s?(?:ht\s)?(?:par\san\s|chaque\sannee\s|pour\s|sur\s)?(?:(?:chacune\sdes\s|pour\s|sur\s)?(?:les\s|des\s)?(?:\d\s)?(?:annees?\s)?(?:suivantes?|d'apres|restantes?)|ensuite|apres)\b"
)


def summed_by_years(sums: list[Money], wording: Wording, duration: Duration | None) -> Money | None:
    """The sum of the whole term when each year's is said; ``None`` when the years do not follow or are not all known."""
    if len(sums) < 2 or any(m.doubt or m.per not in (Per.WHOLE, Per.YEAR) for m in sums):
        return None
    text = wording.text
    first = sums[0]
    steps = [_rank(m, text) for m in sums]
    years = _years(duration)
    if steps == list(range(len(sums))):
        total = sum((m.value for m in sums), Decimal(0))
        complete = years is None or years == len(sums)
        return _whole(first, sums[-1], total) if complete else None
    said = len(sums) - 1
    if steps[:-1] == list(range(said)) and _REST_AFTER.match(text[sums[-1].end :]) and years is not None:
        if years <= said:
            return None
        total = sum((m.value for m in sums[:-1]), Decimal(0)) + sums[-1].value * (years - said)
        return _whole(first, sums[-1], total)
    return None


def _rank(one: Money, text: str) -> int | None:
    """Which year the sum is that of, from 0."""
    before, after = text[: one.start], text[one.end :]
    after_it = [rank for rank, named in enumerate(_AFTER) if named.match(after)]
    return next(iter(after_it or [rank for rank, named in enumerate(_BEFORE) if named.search(before)]), None)


def _years(duration: Duration | None) -> int | None:
    if duration is None or duration.days or duration.full_months % _MONTHS_A_YEAR:
        return None
    return int(duration.full_months / _MONTHS_A_YEAR)


def _whole(first: Money, last: Money, total: Decimal) -> Money:
    return replace(first, value=total, end=last.end, per=Per.WHOLE)
