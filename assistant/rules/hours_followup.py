"""What hours become on the ground: people, full-time jobs, lots, years, feasibility."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from assistant.answer import YearHours
from assistant.market import Frozen
from assistant.rules import french
from assistant.rules.hours_parameters import EFFORT, Parameter, from_figure, given
from assistant.rules.hours_request import HoursRequest, Rounding
from assistant.rules.parameters import UsedFigure, read_figure
from corpus.figure_files import FigureSet

FULL_TIME = "heures_temps_plein"
PER_PERSON = "heures_par_personne"
YEAR_REFERENCE = "bilan_2022"


class FollowUp(Frozen):
    """Full-time equivalents, people, hours by contract year and the feasibility sentence."""

    full_time_equivalents: Decimal
    people: Decimal
    years: tuple[YearHours, ...]
    feasibility: str | None
    parameters: tuple[Parameter, ...]
    remarks: tuple[str, ...]


def split_by_year(hours: Decimal, months: Decimal, rounding: Rounding) -> tuple[YearHours, ...]:
    """Hours of each contract year in proportion to its months; the years add up to ``hours``."""
    count = int((months / 12).to_integral_value(ROUND_CEILING))
    years, done = [], Decimal(0)
    for year in range(1, count + 1):
        elapsed = min(Decimal(12 * year), months)
        reached = hours if year == count else rounding.apply(hours * elapsed / months)
        years.append(YearHours(year=year, months=elapsed - 12 * (year - 1), hours=reached - done))
        done = reached
    return tuple(years)


def follow_up(
    request: HoursRequest,
    hours: Decimal,
    labour_hours: Decimal | None,
    figures: FigureSet,
    as_of: date,
) -> FollowUp:
    """What ``hours`` mean on the ground; ``labour_hours`` are the contract's, when they are known."""
    full_time = read_figure(figures, FULL_TIME, as_of)
    per_person, remarks = _hours_per_person(request, hours, figures, as_of)
    months = request.firm_months
    equivalents = (hours / full_time.value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return FollowUp(
        full_time_equivalents=equivalents,
        people=people(hours, per_person.value),
        years=split_by_year(hours, months, request.rounding) if months else (),
        feasibility=(
            _feasibility(hours, labour_hours, months, per_person.value, full_time, figures, as_of)
            if months and hours
            else None
        ),
        parameters=(from_figure("full_time_hours", full_time), per_person),
        remarks=remarks,
    )


def people(hours: Decimal, hours_per_person: Decimal) -> Decimal:
    """The number of people, to the nearest, one at least as soon as there are hours."""
    if not hours:
        return Decimal(0)
    return max(Decimal(1), (hours / hours_per_person).to_integral_value(ROUND_HALF_UP))


def _people_said(hours: Decimal, each: Decimal) -> str:
    """``4 personnes à 208 h chacune``, ``moins d’une personne à 375 h``."""
    count, shown = people(hours, each), f"{french.number(each, 0)}\u00a0h"
    if hours < each:
        return f"moins d’une personne à {shown}"
    several = count > 1
    return f"{french.number(count, 0)} personne{'s' if several else ''} à {shown}{' chacune' if several else ''}"


def _hours_per_person(
    request: HoursRequest, hours: Decimal, figures: FigureSet, as_of: date
) -> tuple[Parameter, tuple[str, ...]]:
    """The hours each asked for, else the department's own ratios, the other ones told in a remark."""
    if request.hours_per_person is not None:
        chosen = given("hours_per_person", "Heures par personne", request.hours_per_person, "h par personne")
        return chosen, ()
    known = [
        read_figure(figures, PER_PERSON, as_of, value.variant)
        for value in figures.figure(PER_PERSON).values
        if value.since is None or value.since <= as_of
    ]
    if not known:
        return from_figure("hours_per_person", read_figure(figures, PER_PERSON, as_of, YEAR_REFERENCE)), ()
    central = next((k for k in known if k.figure.variant == YEAR_REFERENCE), known[0])
    said = "\u00a0; ".join(f"{_people_said(hours, k.value)} ({k.figure.label})" for k in known)
    if not hours:
        return from_figure("hours_per_person", central), ()
    return from_figure("hours_per_person", central), (f"Repères du Département\u00a0: {said}.",)


def _feasibility(
    hours: Decimal,
    labour_hours: Decimal | None,
    months: Decimal,
    hours_per_person: Decimal,
    full_time: UsedFigure,
    figures: FigureSet,
    as_of: date,
) -> str:
    one_person = full_time.value * months / 12
    # Less than a month is told in days, and has no hours by the month.
    lasts = (
        f"{french.measured(months)}\u00a0mois"
        if months >= 1
        else f"{french.number(months * 365 / 12, 0)}\u00a0jours"
    )
    by_month = f"{french.measured(hours / months)}\u00a0h par mois en moyenne et " if months >= 1 else ""
    text = f"{french.hours(hours)} en {lasts}, soit {by_month}{french.measured(hours / one_person)} temps plein sur toute la durée"
    if labour_hours:
        text += f", pour {french.measured(labour_hours / one_person)} temps pleins que représente le marché"
    if one_person < min(hours_per_person, hours):
        return (
            f"{text}. Durée courte\u00a0: une personne à temps plein n’y fait que {french.measured(one_person)}\u00a0h, "
            "moins "
            f"que {french.measured(min(hours_per_person, hours))}\u00a0h\u00a0; voyez avec le facilitateur."
        )
    usual = read_figure(figures, EFFORT, as_of).figure.high
    if labour_hours and usual and hours > usual * labour_hours:
        return (
            f"{text}. Ambitieux\u00a0: plus de {french.percent(usual)} des heures du marché\u00a0; à valider "
            "avec le "
            "facilitateur."
        )
    return f"{text}. Réalisable dans cette durée."
