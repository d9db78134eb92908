"""The share of labour told as a fraction: « la moitié du marché en main-d'œuvre », « la main-d'œuvre pèse un tiers »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_FRACTION = (
    r"(?P<fraction>(?:(?:la|a|environ|par)\s)?(?:la\s)?moitie|(?:un|1|les\s2|2)\stiers|(?:un|1|les\s3|3)\squarts?"
    r"|(?<![\d/.,])(?:les\s)?(?:1/2|1/3|2/3|1/4|3/4)(?![\d/]))"
)
_LABOUR = r"(?:main[- ]d'oeuvre|m\.?o\b\.?|masse\ssalariale|salaires?)"
_OF_MARKET = (
    r"(?:\s(?:d[ue]s?|de\s(?:la|l'|ce|notre))\s?"
    r"(?:prix|montants?|couts?|marche|total|depenses?|valeur|budget|chantier|devis|operation)(?:\s(?:total|global)e?)?)"
)
_IS = r"(?:(?:est|sont|part|passe|va|serait|correspond|represente)\s)"
_FRACTION_FIRST = re.compile(
    # « la moitié de la main-d'œuvre » is a part of labour, not labour as a part of the market.
    rf"\b{_FRACTION}(?:{_OF_MARKET}\s{_IS}?(?:en|de|a|au|pour|dans|c'est)\s(?:(?:de\s)?(?:la\s|l')|des\s)?"
    rf"|\s(?:en|de|pour)\s|\s{_IS}(?:de\sla|en|a\sla)\s){_LABOUR}\b"
)
_LABOUR_FIRST = re.compile(
    rf"\b{_LABOUR}\b[^.;?!\n\d¤%]{{0,30}}?[\s:=(]{_FRACTION}(?:{_OF_MARKET}|(?=\s?(?:$|[.,;:?!)\n]|pour\b|et\b|sur\b)))"
)
_PARTS = {"moitie": 2, "tiers": 3, "quart": 4}
_PRECISION = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class LabourFraction:
    """A share of labour as a ratio to four digits, and its place in the folded text."""

    value: Decimal
    start: int
    end: int


def read_labour_fractions(text: str) -> Iterator[LabourFraction]:
    """The shares of labour the folded text tells as fractions."""
    for pattern in (_FRACTION_FIRST, _LABOUR_FIRST):
        for found in pattern.finditer(text):
            yield LabourFraction(_ratio(found["fraction"]), *found.span("fraction"))


def _ratio(written: str) -> Decimal:
    figures = [int(figure) for figure in re.findall(r"\d", written)]
    if "/" in written:
        over, under = figures
    else:
        over = figures[0] if figures else 1
        under = next(parts for name, parts in _PARTS.items() if name in written)
    return (Decimal(over) / under).quantize(_PRECISION).normalize()
