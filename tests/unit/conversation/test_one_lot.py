"""Hours or a clause asked for a lot do not take the sum of the whole market."""

from __future__ import annotations

from decimal import Decimal

from assistant.conversation.intents import Intent
from assistant.conversation.one_lot import of_one_lot
from assistant.market import Fact, LotFacts, MarketFacts, Trade

COLLEGE = Trade(family="Travaux de construction", key="batiment", sector="Construction")
PAINTING = Trade(family="Travaux de finition", key="peinture", sector="Peinture")


def fact(value: object) -> Fact:  # type: ignore[type-arg]
    return Fact(value=value, source="dit", turn=0)


WHOLE = MarketFacts(trade=fact(COLLEGE), amount_ht=fact(Decimal(1_200_000)), effort=fact(Decimal("0.1")))
ASKED = MarketFacts(trade=fact(PAINTING))


def test_sum_of_the_whole_is_not_that_of_a_lot_of_another_trade() -> None:
    known = of_one_lot(WHOLE, ASKED, Intent.CLAUSE)
    assert known.amount_ht is None
    assert known.effort == WHOLE.effort


def test_lot_keeps_its_own_sum() -> None:
    lots = (LotFacts(label="peinture", amount_ht=Decimal(95_000), trade=PAINTING, source="95 000"),)
    known = of_one_lot(WHOLE.model_copy(update={"lots": lots}), ASKED, Intent.HOURS)
    assert known.amount_ht is not None
    assert known.amount_ht.value == Decimal(95_000)
    assert known.lots == ()


def test_sum_told_with_the_request_is_taken() -> None:
    told = ASKED.model_copy(update={"amount_ht": fact(Decimal(80_000))})
    assert of_one_lot(WHOLE, told, Intent.CLAUSE) == WHOLE


def test_another_question_changes_nothing() -> None:
    assert of_one_lot(WHOLE, ASKED, Intent.LEGAL) == WHOLE
    assert of_one_lot(WHOLE, MarketFacts(trade=fact(COLLEGE)), Intent.CLAUSE) == WHOLE


def test_text_asked_for_one_lot_told_with_its_sum_is_of_that_lot() -> None:
    lot = LotFacts(label="gros œuvre", amount_ht=Decimal(120_000), trade=PAINTING, source="120 000")
    told = MarketFacts(lots=(lot,))
    assert of_one_lot(WHOLE, told, Intent.CLAUSE).amount_ht is None
    assert of_one_lot(WHOLE, told, Intent.HOURS) == WHOLE
