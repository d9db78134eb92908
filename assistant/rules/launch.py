"""The days a consultation may be launched on, from as much of the date as is told."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from assistant.market import Frozen, Launch
from assistant.rules import french

_MONTHS_A_YEAR = 12
# Any leap year holds every day a month may have.
LEAP_YEAR = 2028


class LaunchDays(Frozen):
    """The first and the last day it may be; ``assumed`` tells that the year was not told, ``before`` that a bound was."""

    first: date
    last: date
    assumed: bool = False
    before: bool = False


def launch_days(launch: Launch, on: date) -> LaunchDays:
    """The days of the year told, or of the one nearest to ``on``: the last such days for what is done, else the next."""
    if launch.year is not None:
        return _days_of(launch, launch.year, assumed=launch.supposed)
    this_year = _days_of(launch, on.year, assumed=True)
    if launch.past and this_year.first > on:
        return _days_of(launch, on.year - 1, assumed=True)
    if not launch.past and this_year.last < on:
        return _days_of(launch, on.year + 1, assumed=True)
    return this_year


def other_year(launch: Launch, on: date) -> LaunchDays:
    """The days a launch of no year told may be as well: those just before or just after the ones assumed."""
    chosen = launch_days(launch, on)
    step = 1 if chosen.last < on else -1
    return _days_of(launch, chosen.first.year + step, assumed=True)


def told_days(days: LaunchDays) -> str:
    """The days in French: « le 3 septembre 2026 », « en septembre 2026 », « entre le 11 et le 20 », « avant le 22 août »."""
    first, last = days.first, days.last
    if days.before:
        return f"avant le {french.day(last + timedelta(days=1))}"
    if first == last:
        return f"le {french.day(first)}"
    if (first.month, last.month) == (1, _MONTHS_A_YEAR):
        return f"en {first.year}"
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return f"en {french.month(first)}"
    return f"entre le {'1er' if first.day == 1 else first.day} et le {french.day(last)}"


def told_launch(launch: Launch) -> str:
    """The date as it was told, in French: ``3 septembre 2026``, ``juin``, ``entre le 11 et le 20 septembre``."""
    if launch.month is None:
        return str(launch.year)
    days = _days_of(launch, launch.year or LEAP_YEAR, assumed=False)
    said = told_days(days).removeprefix("le ").removeprefix("en ")
    return said if launch.year else said.removesuffix(f"{french.NBSP}{LEAP_YEAR}")


def _days_of(launch: Launch, year: int, *, assumed: bool) -> LaunchDays:
    if launch.month is None:
        return LaunchDays(first=date(year, 1, 1), last=date(year, _MONTHS_A_YEAR, 31), assumed=assumed)
    longest = monthrange(year, launch.month)[1]
    low, high = launch.days or (1, longest)
    first, last = date(year, launch.month, min(low, longest)), date(year, launch.month, min(high, longest))
    return LaunchDays(first=first, last=last, assumed=assumed, before=launch.before)
