"""Hours of insertion told by the year: « 1 200 heures par an, 4 ans » aims at 4 800 hours over the term."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation.quantities import Quantity
from assistant.market import Duration, Fact

_BY_YEAR = re.compile(
    r"\s?(?:d'insertion\s)?(?:par\san\b|/\s?an\b|l'an\b|annuelles?\b|chaque\sannee\b|tous\sles\sans\b)"
)
_OF_SOMEBODY = re.compile(r"[^.;?!\n]{0,12}\bpar\s(?:personne|agent|salarie|tete|poste|etp)\b")
# The hours of a full-time job, by law or paid, are nobody's aim.
_FULL_TIME = frozenset({1607, 1820})
_MONTHS_A_YEAR = 12


def over_the_years(
    hours: Sequence[Quantity], text: str, term: Fact[Duration] | None, *, drafting: bool
) -> Quantity | None:
    """The hours aimed at over the firm term; ``None`` where none is told by the year, or the years are not known.

    ``drafting`` tells that a clause is asked for, whose hours are those to write.
    """
    duration = term.value if term is not None else None
    if duration is None or not duration.months or duration.months % _MONTHS_A_YEAR or duration.days:
        return None
    aims = {"target_hours", None, "autre"} if drafting else {"target_hours"}
    for one in hours:
        after = text[one.end :]
        told = one.name in aims and not one.bound and not one.monthly and int(one.value) not in _FULL_TIME
        if told and _BY_YEAR.match(after) and not _OF_SOMEBODY.match(after):
            return replace(one, value=one.value * duration.months / _MONTHS_A_YEAR, name="target_hours")
    return None
