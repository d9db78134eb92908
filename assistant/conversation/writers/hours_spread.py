"""Hours told where they fall: by year, by month where it is asked, lot by lot and on which lots they are enough."""

from __future__ import annotations

import re
from decimal import ROUND_FLOOR, Decimal

from assistant.answer import Calculation, LotHours, Sentence
from assistant.conversation.writers.desk import Desk
from assistant.folding import folded
from assistant.rules import french
from assistant.rules.hours_by_amount import REMAINDER

_MONTHLY = re.compile(r"\b(?:par mois|mensuel\w*|chaque mois|tous les mois)\b|/ ?mois\b")
_YEAR = 12


def spread(desk: Desk, calculation: Calculation) -> list[Sentence]:
    """The hours of a year, those of a month if asked, then those of each lot."""
    said = []
    yearly = yearly_hours(calculation)
    if yearly is not None:
        said.append(desk.say("heures_par_an", hours=french.number(yearly)))
    monthly = _monthly(calculation) if _MONTHLY.search(folded(desk.said)) else None
    if monthly is not None:
        said.append(desk.say("heures_par_mois", hours=french.number(monthly)))
    return said + (_by_lot(desk, calculation.lots) if len(calculation.lots) > 1 else [])


def yearly_hours(calculation: Calculation) -> Decimal | None:
    """The hours of every year, where there are several whole ones alike; ``None`` otherwise."""
    hours = [year.hours for year in calculation.years]
    lasts = len(hours) > 1 or (bool(hours) and calculation.full_term_hours is not None)
    if not lasts or any(year.months != _YEAR for year in calculation.years) or max(hours) - min(hours) > 1:
        return None
    return hours[0]


def _monthly(calculation: Calculation) -> Decimal | None:
    months = sum((year.months for year in calculation.years), Decimal(0))
    hours = calculation.hours if calculation.firm_hours is None else calculation.firm_hours
    return (hours / months).to_integral_value(ROUND_FLOOR) if hours and months else None


def _by_lot(desk: Desk, lots: tuple[LotHours, ...]) -> list[Sentence]:
    said = [desk.say("heures_de_lot", label=lot.label, hours=french.number(lot.hours)) for lot in lots]
    named = [lot for lot in lots if lot.label != REMAINDER]
    little = [lot.label for lot in named if desk.toolbox.is_little(lot.hours, desk.on)]
    enough = [lot.label for lot in sorted(named, key=lambda lot: -lot.hours) if lot.label not in little]
    return [*said, desk.say("heures_ou", enough=enough, little=little)]
