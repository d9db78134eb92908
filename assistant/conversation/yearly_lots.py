"""The sums of a year that several lots are each told by, counted over the term of the market."""

from __future__ import annotations

from dataclasses import replace

from assistant.conversation.amounts import Money, Per
from assistant.conversation.lots import LotFound
from assistant.conversation.market_sums import over_term
from assistant.market import Duration


def of_the_market(money: tuple[Money, ...], lots: tuple[LotFound, ...]) -> tuple[Money, ...]:
    """The sums that may be the market's: those of no lot, and those of a year of a lot, which add up."""
    return tuple(m for m in money if _is_yearly(m) or not any(lot.start <= m.start < lot.end for lot in lots))


def over_the_term(money: tuple[Money, ...], duration: Duration | None) -> tuple[Money, ...]:
    """The sums, those of a year counted over the term; as they are where the term is unknown or only one is yearly."""
    if len([m for m in money if _is_yearly(m)]) < 2:
        return money
    counted = ((m, over_term(m.value, duration) if _is_yearly(m) else None) for m in money)
    return tuple(m if value is None else replace(m, value=value, per=Per.WHOLE) for m, value in counted)


def _is_yearly(one: Money) -> bool:
    """Whether the sum is that of one year."""
    return one.per is Per.YEAR and not one.doubt
