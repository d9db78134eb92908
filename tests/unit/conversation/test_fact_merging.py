"""Facts carried over turns, and how they are shown."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assistant.conversation.fact_merging import describe_facts, french_euros, french_number, merge_facts
from assistant.market import (
    Duration,
    Fact,
    LotFacts,
    MarketFacts,
    MarketNature,
    Place,
    Trade,
)

PAINTING = Trade(
    family="Bâtiments et Travaux publics", sector="Peinture & Revêtement des murs", key="peinture_interieure"
)
PLUMBING = Trade(family="Bâtiments et Travaux publics", sector="Plomberie", key="plomberie")


def fact(value: Any, source: str = "mots", turn: int = 0) -> Fact[Any]:
    return Fact(value=value, source=source, turn=turn)


def test_a_new_fact_replaces_the_old_one_and_the_others_stay() -> None:
    before = MarketFacts(amount_ht=fact(Decimal(1_200_000)), duration=fact(Duration(months=Decimal(14))))
    merged = merge_facts(before, MarketFacts(amount_ht=fact(Decimal(300_000), "300 000 €", 1)), ())
    assert merged.amount_ht == fact(Decimal(300_000), "300 000 €", 1)
    assert merged.duration == before.duration


def test_forgotten_facts_are_dropped_even_lots() -> None:
    before = MarketFacts(amount_ht=fact(Decimal(1)), lots=(LotFacts(label="peinture"),))
    assert merge_facts(before, MarketFacts(), {"lots", "amount_ht"}) == MarketFacts()


def test_an_amount_with_vat_replaces_the_amount_without() -> None:
    before = MarketFacts(amount_ht=fact(Decimal(250_000)))
    merged = merge_facts(before, MarketFacts(amount_ttc=fact(Decimal(300_000))), ())
    assert merged.amount_ht is None
    assert merged.amount_ttc is not None


def test_the_rate_of_vat_said_later_converts_the_amount() -> None:
    before = MarketFacts(amount_ttc=fact(Decimal(300_000), "300 000 € TTC"))
    merged = merge_facts(before, MarketFacts(vat_rate=fact(Decimal("0.2"), "TVA 20 %", 1)), ())
    assert merged.amount_ht == fact(Decimal("250000.00"), "300 000 € TTC, TVA 20 %", 1)


def test_a_yearly_amount_waits_for_the_term_and_follows_it() -> None:
    yearly = MarketFacts(amount_per_year=fact(Decimal(40_000), "40 000 € par an"))
    term = MarketFacts(duration=fact(Duration(months=Decimal(12), renewals=3), "un an renouvelable 3 fois", 1))
    merged = merge_facts(yearly, term, ())
    assert merged.amount_ht is not None
    assert merged.amount_ht.value == 160_000
    assert merged.amount_covers_renewals is not None
    shorter = merge_facts(merged, MarketFacts(duration=fact(Duration(months=Decimal(24)), "2 ans", 2)), ())
    assert shorter.amount_ht is not None
    assert shorter.amount_ht.value == 80_000
    assert shorter.amount_covers_renewals is None


def test_another_nature_drops_the_trade_it_came_with() -> None:
    before = MarketFacts(nature=fact(MarketNature.TRAVAUX), trade=fact(PAINTING))
    merged = merge_facts(before, MarketFacts(nature=fact(MarketNature.FOURNITURES)), ())
    assert merged.trade is None
    assert merge_facts(before, MarketFacts(nature=fact(MarketNature.TRAVAUX)), ()).trade == before.trade


def test_a_lot_named_again_is_corrected_and_keeps_its_number() -> None:
    before = MarketFacts(
        lots=(
            LotFacts(label="gros œuvre", number=1, amount_ht=Decimal(400_000)),
            LotFacts(label="peinture", number=3, amount_ht=Decimal(80_000), trade=PAINTING),
        )
    )
    merged = merge_facts(
        before, MarketFacts(lots=(LotFacts(label="peinture", amount_ht=Decimal(100_000), trade=PAINTING),)), ()
    )
    assert [(lot.number, lot.amount_ht) for lot in merged.lots] == [(1, Decimal(400_000)), (3, Decimal(100_000))]
    by_number = merge_facts(
        before, MarketFacts(lots=(LotFacts(label="lot 3", number=3, amount_ht=Decimal(90_000)),)), ()
    )
    assert by_number.lots[1].label == "peinture"
    assert by_number.lots[1].amount_ht == 90_000


def test_a_single_new_lot_is_added_and_a_new_list_replaces() -> None:
    before = MarketFacts(lots=(LotFacts(label="peinture", trade=PAINTING),))
    plumbing = LotFacts(label="plomberie", trade=PLUMBING)
    assert len(merge_facts(before, MarketFacts(lots=(plumbing,)), ()).lots) == 2
    new = (plumbing, LotFacts(label="menuiserie"))
    assert merge_facts(before, MarketFacts(lots=new), ()).lots == new


def test_facts_are_shown_in_french_with_their_words() -> None:
    facts = MarketFacts(
        amount_ht=fact(Decimal("1200000"), "1,2 M€"),
        effort=fact(Decimal("0.055")),
        hourly_cost=fact(Decimal("32.5")),
        duration=fact(Duration(months=Decimal(24), renewals=1, renewal_months=Decimal(12), days=5)),
        place=fact(
            Place(commune="Dax", insee_code="40088", latitude=43.7, longitude=-1.05, radius_km=20),
            "à 20 km de Dax",
        ),
        trade=fact(PAINTING),
        transferable_monthly_hours=fact(Decimal(640)),
        target_hours=fact(Decimal(9000)),
        structure_kinds=fact(("EA", "ESAT")),
        recurring=fact(True),
        lots=(LotFacts(label="peinture", number=3, amount_ht=Decimal(80_000), source="lot 3 peinture 80 000 €"),),
    )
    shown = {one.name: one.value for one in describe_facts(facts)}
    assert shown == {
        "trade": "Peinture & Revêtement des murs (Bâtiments et Travaux publics)",
        "amount_ht": "1\u00a0200\u00a0000\u00a0€",
        "duration": "2\u00a0ans et 5\u00a0jours, 1\u00a0reconduction de 1\u00a0an",
        "place": "Dax, rayon de 20\u00a0km",
        "effort": "5,5\u00a0%",
        "hourly_cost": "32,50\u00a0€ par heure",
        "target_hours": "9\u00a0000\u00a0h",
        "transferable_monthly_hours": "640\u00a0h par mois",
        "structure_kinds": "EA, ESAT",
        "recurring": "oui",
        "lots.0": "peinture, 80\u00a0000\u00a0€\u00a0HT",
    }
    assert {one.source for one in describe_facts(facts)} >= {"1,2 M€", "à 20 km de Dax", "lot 3 peinture 80 000 €"}


def test_every_fact_of_the_market_has_a_label() -> None:
    names = set(MarketFacts.model_fields) - {"lots"}
    sample = {
        name: fact(Decimal(1))
        if name
        not in {
            "nature",
            "contract",
            "buyer_kind",
            "trade",
            "duration",
            "place",
            "structure_kinds",
            "recurring",
            "amount_covers_renewals",
            "launch",
            "other_trades",
        }
        else None
        for name in names
    }
    shown = {one.name for one in describe_facts(MarketFacts(**{k: v for k, v in sample.items() if v}))}
    assert shown == {name for name, value in sample.items() if value}


@pytest.mark.parametrize(
    ("value", "text"),
    [("1234.5", "1\u00a0234,5"), ("833.33", "833,33"), ("1000000", "1\u00a0000\u00a0000"), ("0", "0")],
)
def test_numbers_are_french(value: str, text: str) -> None:
    assert french_number(Decimal(value)) == text


def test_cents_are_two_digits() -> None:
    assert french_euros(Decimal("215999.9")) == "215\u00a0999,90\u00a0€"
    assert french_euros(Decimal("215999.99")) == "215\u00a0999,99\u00a0€"
