"""Cross-talk is seen: an amount or a place of another conversation, and nothing else."""

from __future__ import annotations

import pytest

from evaluation.load import Market

MARKET = Market(12, "Dax")


def answer(
    text: str = "Oui.", amount: str | None = "100\u00a0121\u00a0€", place: str | None = "Dax"
) -> dict[str, object]:
    facts = {"amount_ht": amount, "place": place}
    return {"text": text, "understood": [{"name": name, "value": value} for name, value in facts.items() if value]}


def test_each_market_says_its_amount_once_and_no_two_are_alike() -> None:
    markets = [Market(number, "Dax") for number in range(500)]
    assert len({market.amount for market in markets}) == 500
    assert len({market.messages[0] for market in markets}) == 500
    assert [str(MARKET.amount) in message for message in MARKET.messages] == [True, False, False, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "Oui.",
        "La valeur de 100\u00a0121\u00a0€ HT est inférieure à 216\u00a0000\u00a0€ HT.",
        "100121 € × 80 % × 5 % ÷ 20 €/h = 200 h",
        "SIRET 100 131 456, téléphone 05 58 10 01 31",
    ],
)
def test_ones_own_market_and_the_law_are_no_cross_talk(text: str) -> None:
    assert MARKET.foreign(answer(text)) == ()


@pytest.mark.parametrize("text", ["Pour 100\u00a0131\u00a0€ HT, oui.", "100 131 € × 80 %", "100131€"])
def test_the_amount_of_another_conversation_is_cross_talk(text: str) -> None:
    assert MARKET.foreign(answer(text)) == ("100131",)


@pytest.mark.parametrize(
    ("amount", "place", "said"),
    [
        ("100\u00a0131\u00a0€", "Dax", "montant retenu : 100\u00a0131\u00a0€"),
        (None, "Dax", "montant retenu : None"),
        ("100\u00a0121\u00a0€", "Soustons", "lieu retenu : Soustons"),
        ("100\u00a0121\u00a0€", None, "lieu retenu : None"),
    ],
)
def test_another_market_remembered_is_cross_talk(amount: str | None, place: str | None, said: str) -> None:
    assert MARKET.foreign(answer(amount=amount, place=place)) == (said,)
