"""Numbers and kinds said in few words, once something is known of the market."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.conversation.understanding import Intent, Lexicon, Understanding, load_lexicon, understand
from assistant.market import Fact, MarketFacts

ROOT = Path(__file__).parents[3]
KNOWN = MarketFacts(
    amount_ht=Fact(value=Decimal(150_000), source="150 000 €"),
    structure_kinds=Fact(value=("EA", "ESAT"), source="EA et ESAT"),
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ROOT / "corpus")


def after(message: str, lexicon: Lexicon, previous: Intent = Intent.PROCEDURE) -> Understanding:
    return understand(message, lexicon, KNOWN, previous, 1)


@pytest.mark.parametrize(
    ("message", "amount"),
    [
        ("et avec 250 000 ?", 250_000),
        ("65 000 alors ?", 65_000),
        ("retour à 55 000", 55_000),
        ("Quel seuil de procédure pour 180 000 € de services ?", 180_000),
        ("seuil de 90 000 € ?", None),
        ("et l'article 2113 ?", None),
        ("il y a 12 000 habitants", None),
    ],
)
def test_a_bare_number_replaces_a_known_amount(message: str, amount: int | None, lexicon: Lexicon) -> None:
    read = after(message, lexicon).facts.amount_ht
    assert (read.value if read else None) == (Decimal(amount) if amount else None)


def test_a_bare_number_says_nothing_where_no_amount_is_known(lexicon: Lexicon) -> None:
    assert understand("65 000 alors ?", lexicon, None, None, 0).facts.amount_ht is None


def test_hours_named_with_a_clause_are_those_to_reach(lexicon: Lexicon) -> None:
    message = "Il me faut une clause d'insertion pour du gardiennage, 640 heures sur 18 mois"
    hours = understand(message, lexicon, None, None, 0).facts.target_hours
    assert hours is not None
    assert hours.value == 640
    changed = after("mets 1 200 heures finalement", lexicon, Intent.CLAUSE).facts.target_hours
    assert changed is not None
    assert changed.value == 1_200


@pytest.mark.parametrize("hours", ["-50 heures", "99999999999999 heures"])
def test_hours_that_cannot_be_are_asked_again(hours: str, lexicon: Lexicon) -> None:
    read = after(f"mets {hours}", lexicon, Intent.CLAUSE)
    assert read.facts.target_hours is None
    assert any(hours in need for need in read.needs)


def test_a_kind_added_keeps_those_before(lexicon: Lexicon) -> None:
    kinds = after(
        "et l'ouvrir aussi aux structures d'insertion ?", lexicon, Intent.RESERVATION
    ).facts.structure_kinds
    assert kinds is not None
    assert kinds.value == ("EA", "ESAT", "SIAE")
    only = after("plutôt aux structures d'insertion", lexicon, Intent.RESERVATION).facts.structure_kinds
    assert only is not None
    assert only.value == ("SIAE",)
