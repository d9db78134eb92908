"""The figure on which the verdict of a margin question turns: « < 100 000 € », « >= 3 an »."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_WRITTEN = re.compile(
    r"(?P<sign><=|>=|<|>)\s*(?P<value>\d[\d \u00a0\u202f]*(?:,\d+)?)\s*(?P<unit>€|%|h|jour|semaine|mois|an)s?"
)
# Durations compare in the smaller unit of their family; a month has no number of days.
_FAMILIES = {"an": ("mois", 12), "mois": ("mois", 1), "semaine": ("jour", 7), "jour": ("jour", 1)}


@dataclass(frozen=True, slots=True)
class Bound:
    """One comparison: ``sign`` is ``<``, ``<=``, ``>`` or ``>=``; ``unit`` €, %, h, jour, semaine, mois or an."""

    sign: str
    value: Decimal
    unit: str

    def holds(self, figures: Iterable[tuple[Decimal, str]]) -> bool | None:
        """Whether figures, each a value and its unit, respect the bound; ``None`` when none or not all say."""
        family, scale = _FAMILIES.get(self.unit, (self.unit, 1))
        found = set()
        for value, unit in figures:
            its_family, its_scale = _FAMILIES.get(unit, (unit, 1))
            if its_family == family:
                found.add(self._compares(value * its_scale, self.value * scale))
        return found.pop() if len(found) == 1 else None

    def _compares(self, value: Decimal, limit: Decimal) -> bool:
        if self.sign == "<":
            return value < limit
        if self.sign == "<=":
            return value <= limit
        return value > limit if self.sign == ">" else value >= limit


def read_bound(written: str) -> Bound:
    """The bound of its written form.

    Raises:
        ValueError: the form is not a sign, a number and a known unit.
    """
    match = _WRITTEN.fullmatch(written.strip())
    if match is None:
        raise ValueError(f"« {written} » n’est pas un signe, un nombre et une unité (« < 100 000 € »)")
    value = re.sub(r"[ \u00a0\u202f]", "", match["value"]).replace(",", ".")
    return Bound(match["sign"], Decimal(value), match["unit"])
