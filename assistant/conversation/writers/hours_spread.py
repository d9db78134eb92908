"""Hours told where they fall: by year, by month where it is asked, lot by lot and on which lots they are enough."""

from __future__ import annotations

import re
from decimal import ROUND_FLOOR, Decimal

from assistant.answer import Calculation, Sentence
from assistant.conversation.stages import read_stages
from assistant.conversation.writers.desk import Desk
from assistant.folding import folded
from assistant.rules import french
from assistant.rules.hours_by_amount import REMAINDER

_MONTHLY = re.compile(r"\b(?:par mois|mensuel\w*|chaque mois|tous les mois)\b|/ ?mois\b")
_PERIOD = re.compile(r"\bpar periodes?\b|\bchaque periode\b")
_BY_YEAR = re.compile(
    r"(?<!€ )(?<!€)(?<!euros )(?<!ht )(?<!ttc )"
    r"(?:\b(?:par an|par annee|annuel\w*|chaque annee|tous les ans|l'an|par periodes?|chaque periode)\b|/ ?an\b)"
)
_YEAR = 12


def asks_by_year(desk: Desk) -> bool:
    """Whether the message asks how many hours a year, or a period, has: « combien d’heures par période ? »."""
    asked = folded(desk.said).rpartition("combien")[2] if "combien" in folded(desk.said) else ""
    return _BY_YEAR.search(asked) is not None


def spread(desk: Desk, calculation: Calculation) -> list[Sentence]:
    """The hours of a year, those of a month if asked, then those of each lot or stage."""
    said = []
    yearly = yearly_hours(calculation)
    if yearly is not None:
        duration = desk.facts.duration.value if desk.facts.duration else None
        renewed = duration is not None and duration.months == (duration.renewal_months or duration.months) == _YEAR
        period = renewed and _PERIOD.search(folded(desk.said)) is not None
        said.append(desk.say("heures_par_an", hours=french.number(yearly), period=period))
    monthly = _monthly(calculation) if _MONTHLY.search(folded(desk.said)) else None
    if monthly is not None:
        said.append(desk.say("heures_par_mois", hours=french.number(monthly)))
    said += _by_stage(desk, calculation)
    return said + (_by_lot(desk, calculation) if len(calculation.lots) > 1 else [])


def yearly_hours(calculation: Calculation) -> Decimal | None:
    """The hours of every year, where there are several whole ones alike; ``None`` otherwise."""
    hours = [year.hours for year in calculation.years]
    lasts = len(hours) > 1 or (bool(hours) and calculation.full_term_hours is not None)
    if not lasts or any(year.months != _YEAR for year in calculation.years) or max(hours) - min(hours) > 1:
        return None
    return hours[0]


def over_commands(desk: Desk) -> list[Sentence]:
    """What hours counted on the amount of a framework agreement suppose of its orders."""
    amount, framework = desk.facts.amount_ht, desk.facts.framework
    if framework is None or not framework.value or amount is None or desk.facts.target_hours is not None:
        return []
    return [desk.say("heures_accord_cadre", amount=french.euros_ht(amount.value))]


def _monthly(calculation: Calculation) -> Decimal | None:
    months = sum((year.months for year in calculation.years), Decimal(0))
    hours = calculation.hours if calculation.firm_hours is None else calculation.firm_hours
    return (hours / months).to_integral_value(ROUND_FLOOR) if hours and months else None


def _by_stage(desk: Desk, calculation: Calculation) -> list[Sentence]:
    """The hours of each stage, in proportion of its sum; nothing where the message tells none."""
    amount = desk.facts.amount_ht
    if amount is None or calculation.exact_hours is None or calculation.lots:
        return []
    stages = read_stages(desk.message, amount.value)
    exact = calculation.exact_hours / amount.value
    each = [f"{label}, {french.hours((exact * one).to_integral_value(ROUND_FLOOR))}" for label, one in stages]
    cited = desk.citer.cite("R2113-6", used_for="affermissement d’une tranche optionnelle") if each else ()
    return [desk.say("heures_par_tranche", cited, stages=each)] if each else []


def _by_lot(desk: Desk, calculation: Calculation) -> list[Sentence]:
    lots, exact = calculation.lots, calculation.exact_hours
    said = [desk.say("heures_de_lot", label=lot.label, hours=french.number(lot.hours)) for lot in lots]
    before = _whole_before(desk, calculation)
    if before is not None and calculation.hours is not None:
        said.insert(
            0,
            desk.say("heures_total_change", before=french.number(before), after=french.number(calculation.hours)),
        )
    if exact is not None and exact != calculation.hours:
        said.append(desk.say("heures_de_lots_arrondies"))
    named = [lot for lot in lots if lot.label != REMAINDER]
    little = [lot.label for lot in named if desk.toolbox.is_little(lot.hours, desk.on)]
    enough = [lot.label for lot in sorted(named, key=lambda lot: -lot.hours) if lot.label not in little]
    return [*said, desk.say("heures_ou", enough=enough, little=little)]


def _whole_before(desk: Desk, calculation: Calculation) -> Decimal | None:
    """The hours of the same amount as they were told before its lots were, where the lots change them."""
    last = desk.previous_answers[-1].calculation if desk.previous_answers else None
    whole = desk.previous_facts.amount_ht
    if last is None or last.lots or last.hours is None or whole is None or desk.previous_facts.lots:
        return None
    sums = [lot.amount_ht for lot in calculation.lots if lot.amount_ht is not None]
    same = len(sums) == len(calculation.lots) and sum(sums, Decimal(0)) == whole.value
    return last.hours if same and last.hours != calculation.hours else None
