"""A yearly sum said so many times over: « 85 k€/an x 4 » counts the years of the market, where it counts no sites."""

from __future__ import annotations

import re
from dataclasses import dataclass

_THINGS = (
    r"(?:sites?|lieux|ecoles?|colleges?|batiments?|communes?|lots?|tranches?|secteurs?|zones?|agents?|salaries?|personnes?|passages?"
    r"|gymnases?|cantines?|creches?|mairies?|salles?|stades?|piscines?|postes?|etablissements?|residences?|vehicules?|machines?|copieurs?|marches?|titulaires?|membres?|adherents?)"
)
_TIMES = re.compile(
    r"(?:\d|k|m|€|euros?|ht)\s?(?:par\san|/\s?an|l'an|annuels?)\s?(?:ht\s?)?(?:x|×|\*|fois)\s?(?P<years>[2-9]|10)\b"
    r"(?=\s?(?:$|[;:!?)=\n]|[,.](?!\d)|(?:soit|renouvelables?|ht)\b))"
)
_COUNTED = re.compile(rf"(?<![\d.,])[1-9]\d?\s(?:[a-z]+\s)?{_THINGS}\b")
_TERM = re.compile(r"\d\s?(?:ans?|annees?|mois)\b|\b(?:bi|tri|quadri|quinqu)ennal")


@dataclass(frozen=True, slots=True)
class RepeatedYears:
    """How many years the sum is repeated, and the place of their number in the folded text."""

    count: int
    start: int
    end: int


def repeated_years(text: str) -> RepeatedYears | None:
    """The years a yearly sum of the folded text is repeated; ``None`` where its times may count anything else."""
    found = _TIMES.search(text)
    if found is None or _COUNTED.search(text) or _TERM.search(text):
        return None
    return RepeatedYears(int(found["years"]), *found.span("years"))
