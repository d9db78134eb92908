"""Hours told by somebody beside the work of the market, and hours in proportion of a change."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.errors import InvalidInput
from assistant.market import MarketNature
from assistant.rules.hours_remarks import is_little
from assistant.rules.hours_request import HoursRequest
from assistant.rules.hours_target import EffortSide, in_proportion, weigh_target
from corpus.figure_files import FigureSet

ON = date(2026, 11, 22)
PAINTING = HoursRequest(amount_ht=Decimal(300_000), nature=MarketNature.TRAVAUX, trade_key="peinture_interieure")


@pytest.mark.parametrize(
    ("hours", "side"),
    [(100, EffortSide.BELOW), (350, EffortSide.WITHIN), (700, EffortSide.WITHIN), (900, EffortSide.ABOVE)],
)
def test_an_effort_stands_beside_the_working_range(hours: int, side: EffortSide, figures: FigureSet) -> None:
    found = weigh_target(PAINTING.model_copy(update={"target_hours": Decimal(hours)}), figures, ON)
    assert found is not None
    assert found.labour_low == found.labour_high == 7_000
    assert found.side is side


def test_without_the_share_of_the_trade_the_effort_lies_between_those_of_others(figures: FigureSet) -> None:
    roads = HoursRequest(
        amount_ht=Decimal(600_000), nature=MarketNature.TRAVAUX, trade_key="vrd", target_hours=Decimal(500)
    )
    found = weigh_target(roads, figures, ON)
    assert found is not None
    assert (found.labour_low, found.labour_high) == (4_000, 14_000)
    assert found.side is EffortSide.ACROSS
    assert found.least < found.most


def test_nothing_is_weighed_without_hours_or_an_amount(figures: FigureSet) -> None:
    assert weigh_target(PAINTING, figures, ON) is None
    assert weigh_target(HoursRequest(target_hours=Decimal(500)), figures, ON) is None
    with pytest.raises(InvalidInput):
        weigh_target(PAINTING.model_copy(update={"target_hours": Decimal(-5)}), figures, ON)


def test_hours_follow_an_amount_in_proportion() -> None:
    assert in_proportion(Decimal(400), Decimal("0.15")) == 460


def test_few_hours_are_those_below_the_only_floor_known(figures: FigureSet) -> None:
    assert is_little(Decimal(149), figures, ON)
    assert not is_little(Decimal(150), figures, ON)
    assert not is_little(Decimal(0), figures, ON)
