"""Durations that decide whether a text may be offered: dated figures of the corpus, never constants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.drafting.wording import months, quoted
from assistant.errors import InvalidInput
from assistant.market import MarketFacts
from corpus.figure_files import FigureSet, NoFigureValue
from corpus.models import ClauseKind, ClauseTemplate

_SHORT_WORKS, _SOCIAL_ECONOMY = "duree_exception_travaux", "duree_reservation_ess"


@dataclass(frozen=True, slots=True)
class Limits:
    """In months: works below the first may go without a social condition (L2112-2-1 II 4°); a contract
    reserved to the social economy may not exceed the second (L2113-16). ``None`` where no figure is known.
    """

    short_works: Decimal | None = None
    social_economy: Decimal | None = None


def limits_at(figures: FigureSet | None, on: date) -> Limits:
    """The limits in effect that day, read from the figures of the corpus."""
    if figures is None:
        return Limits()
    years = _value(figures, _SOCIAL_ECONOMY, on)
    return Limits(_value(figures, _SHORT_WORKS, on), None if years is None else years * 12)


def refuse_too_long(template: ClauseTemplate, facts: MarketFacts, limits: Limits) -> None:
    """Nothing when the duration described is allowed for that template.

    Raises:
        InvalidInput: a contract reserved to the social economy would last longer than L2113-16 allows.
    """
    if template.kind is not ClauseKind.SOCIAL_ECONOMY_RESERVATION or facts.duration is None:
        return
    term = facts.duration.value
    longest = limits.social_economy
    if longest is not None and (term.full_months > longest or (term.full_months == longest and term.days > 0)):
        raise InvalidInput(
            f"La durée décrite, {quoted(months(term.full_months))} reconductions comprises, dépasse les "
            f"{months(longest)} que l’article L2113-16 permet pour un marché réservé à l’économie sociale et solidaire.",
            field="duration",
        )


def _value(figures: FigureSet, name: str, on: date) -> Decimal | None:
    try:
        return figures.at(name, on).value
    except NoFigureValue:
        return None
