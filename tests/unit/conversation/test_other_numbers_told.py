"""Numbers that are no fact of the market, sums told without their unit, and lots corrected or added in passing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.conversation.fact_merging import merge_facts
from assistant.conversation.intents import Intent
from assistant.conversation.understanding import Lexicon, load_lexicon, understand
from assistant.market import BuyerKind, MarketFacts, MarketNature

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ROOT / "corpus")


def told(lexicon: Lexicon, *messages: str) -> MarketFacts:
    """What is known once the messages are said, all of a question on hours."""
    known = MarketFacts()
    for turn, message in enumerate(messages):
        read = understand(message, lexicon, known, Intent.HOURS if turn else None, turn)
        known = merge_facts(known, read.facts, read.forgotten)
    return known


def value(facts: MarketFacts, name: str) -> Any:
    fact = getattr(facts, name)
    return fact.value if fact else None


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("toiture de l'école 480 000 €, combien d'heures ?", "notification en nov 2026"),
        ("toiture de l'école 480 000 €, combien d'heures ?", "pour la rentrée 2027"),
        ("voirie 3,2 M€, combien d'heures ?", "un volume par palier de 40 000 € de commandes"),
        ("voirie 3,2 M€, combien d'heures ?", "bon, on retient 1800"),
        ("voirie 90 000 €, combien d'heures ?", "mets 15"),
        ("voirie 90 000 €, combien d'heures ?", "non, 12"),
    ],
)
def test_a_number_of_something_else_leaves_the_amount(first: str, then: str, lexicon: Lexicon) -> None:
    assert value(told(lexicon, first, then), "amount_ht") == value(told(lexicon, first), "amount_ht")


@pytest.mark.parametrize(
    ("first", "then", "amount"),
    [
        ("voirie 89 500 €, combien d'heures ?", "et à 95 000 pile ?", 95_000),
        ("voirie 2,4 M€, combien d'heures ?", "plutôt 2,8", 2_800_000),
        ("voirie 900 k€, combien d'heures ?", "plutôt 1100", 1_100_000),
        (
            "nettoyage 120 000 €, combien d'heures ?",
            "et un accord-cadre à 60 000 par an reconductible 2 fois ?",
            180_000,
        ),
    ],
)
def test_a_sum_told_shortly_takes_the_place_of_the_amount(
    first: str, then: str, amount: int, lexicon: Lexicon
) -> None:
    assert value(told(lexicon, first, then), "amount_ht") == amount


@pytest.mark.parametrize(
    "message",
    [
        "trottoirs 300 000 €, dont 55 % de matériaux, combien d'heures d'insertion ?",
        "avenant de +14 % sur la voirie, combien d'heures d'insertion ?",
        "voirie 2 M€, 40 % la première année, combien d'heures d'insertion ?",
        "gymnase 3 M€ dont 9 % de maîtrise d'œuvre, combien d'heures d'insertion ?",
        "mission en 3 phases (esquisse 30 %, projet 30 %, suivi 40 %), 90 000 €, combien d'heures d'insertion ?",
        "une structure avec 60 % de salariés en insertion peut répondre au lot de 200 000 € ?",
        "l'entreprise demande un surcoût de 12 % sur le marché, combien d'heures d'insertion ?",
    ],
)
def test_a_share_of_something_else_is_neither_effort_nor_labour(message: str, lexicon: Lexicon) -> None:
    facts = told(lexicon, message)
    assert (facts.effort, facts.labour_share) == (None, None)


def test_shares_of_labour_and_efforts_are_still_read(lexicon: Lexicon) -> None:
    facts = told(
        lexicon, "voirie 2 M€, 35 % de main d'œuvre et 65 % de fournitures, effort 6 %, combien d'heures ?"
    )
    assert (value(facts, "labour_share"), value(facts, "effort")) == (Decimal("0.35"), Decimal("0.06"))


def test_a_large_share_said_after_the_labour_takes_its_place(lexicon: Lexicon) -> None:
    first = "gymnase 740 000 €, 10 mois, main d'œuvre 45 %, combien d'heures ?"
    assert value(told(lexicon, first, "c'est 8 mois et 35 %"), "labour_share") == Decimal("0.35")
    assert value(told(lexicon, first, "plutôt 6 %"), "effort") == Decimal("0.06")
    assert value(told(lexicon, first.replace("main d'œuvre 45 %, ", ""), "et 35 %"), "labour_share") is None


@pytest.mark.parametrize(
    ("message", "rate"),
    [
        ("voirie 240 000 € TTC, tva à 20, combien d'heures ?", "0.2"),
        ("voirie 240 000 € TTC, TVA : 5,5, combien d'heures ?", "0.055"),
        ("voirie 240 000 € TTC, tva 10 %, combien d'heures ?", "0.1"),
        ("voirie 240 000 € TTC, tva 20 000 €, combien d'heures ?", None),
        ("voirie 240 000 € TTC, tva à 13, combien d'heures ?", None),
    ],
)
def test_a_legal_rate_of_vat_goes_without_its_sign(message: str, rate: str | None, lexicon: Lexicon) -> None:
    assert value(told(lexicon, message), "vat_rate") == (None if rate is None else Decimal(rate))


@pytest.mark.parametrize(
    ("message", "hours"),
    [
        ("tableau de suivi des heures, 3 lots : gros oeuvre 300h, électricité 120h, peinture 90h", 510),
        (
            "rédige la clause, lot 1 maçonnerie 200 heures, lot 2 plomberie 80 heures et lot 3 peinture 40 heures",
            320,
        ),
        ("rédige la clause pour le lot peinture, 200 heures au lieu de 300 heures", 200),
        ("rédige la clause du lot peinture, 200 heures", 200),
    ],
)
def test_hours_told_lot_by_lot_add_up(message: str, hours: int, lexicon: Lexicon) -> None:
    read = understand(message, lexicon, None, None, 0)
    assert value(read.facts, "target_hours") == hours


def test_a_yearly_sum_with_vat_follows_the_term(lexicon: Lexicon) -> None:
    facts = told(lexicon, "gardiennage 3 ans, 60 000 € ttc par an, combien d'heures ?", "non 4 ans", "tva 20 %")
    assert value(facts, "amount_ttc") == 240_000
    assert value(facts, "amount_ht") == 200_000


def test_the_whole_told_before_its_parts_is_the_amount(lexicon: Lexicon) -> None:
    lots = told(
        lexicon,
        "école 900 000 € HT, 8 lots dont maçonnerie 300 000, peinture 40 000 et plomberie 60 000, heures ?",
    )
    assert value(lots, "amount_ht") == 900_000
    assert [lot.label for lot in lots.lots] == ["maçonnerie", "peinture", "plomberie"]
    parts = told(
        lexicon, "projet à 860 000 € dont études 40 000, mobilier 90 000 et travaux 700 000, combien d'heures ?"
    )
    assert value(parts, "amount_ht") == 860_000
    apart = told(lexicon, "projet à 200 000 € dont études 400 000 et travaux 700 000, combien d'heures ?")
    assert value(apart, "amount_ht") is None


def test_a_share_of_design_makes_no_market_of_services(lexicon: Lexicon) -> None:
    assert value(told(lexicon, "construction d'un gymnase 3 M€ dont 9 % de MOE"), "nature") in (
        None,
        MarketNature.TRAVAUX,
    )


def test_a_sum_heard_of_is_no_amount(lexicon: Lexicon) -> None:
    heard = "on m'a parlé d'une règle des 25 000 € sans mise en concurrence, c'est vrai ?"
    assert value(told(lexicon, heard), "amount_ht") is None
    assert value(told(lexicon, "on m'a parlé d'un budget de 25 000 € pour la toiture"), "amount_ht") == 25_000


def test_a_year_of_a_service_is_a_sum_and_not_its_public(lexicon: Lexicon) -> None:
    assert value(told(lexicon, "gardiennage a 38 000 par an, que faire"), "amount_per_year") == 38_000
    assert value(told(lexicon, "gardiennage d'un musée de 38 000 visiteurs par an"), "amount_per_year") is None


LOTS = "heures par lot : gros oeuvre 410 000 €, électricité 150 000 €, menuiserie 195 000 €"


def amounts(facts: MarketFacts) -> list[tuple[str, Decimal | None]]:
    return [(lot.label, lot.amount_ht) for lot in facts.lots]


def test_a_lot_forgotten_is_added_and_one_abbreviated_corrected(lexicon: Lexicon) -> None:
    more = told(lexicon, LOTS, "ah j'ai oublié la peinture 62k")
    assert amounts(more)[-1] == ("peinture", Decimal(62_000))
    assert len(more.lots) == 4
    changed = told(lexicon, LOTS, "le lot elec est en fait à 210 000")
    assert ("électricité", Decimal(210_000)) in amounts(changed)
    assert len(changed.lots) == 3
    assert len(told(lexicon, LOTS, "avenant imprévu de 62k pour la peinture").lots) == 3


def test_a_verb_names_no_lot(lexicon: Lexicon) -> None:
    facts = told(lexicon, "lot 1 maçonnerie 45 000 €, lot 2 peinture 31 000 €", "lot 1 passe à 60 mille")
    assert amounts(facts) == [("maçonnerie", Decimal(60_000)), ("peinture", Decimal(31_000))]


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("dpt 40, nettoyage 60 000 €", BuyerKind.LOCAL_AUTHORITY),
        ("vitrerie de 12 collèges, 90 000 €", BuyerKind.LOCAL_AUTHORITY),
        ("le préfet conteste notre lot réservé", None),
        ("la préfecture nous demande de retirer la clause", None),
        ("préfecture des Landes, achat de mobilier, 60 000 €", BuyerKind.CENTRAL_AUTHORITY),
        ("nettoyage de 3 collèges privés", None),
        ("promoteur immobilier, nous livrons 4 écoles", None),
        ("le rectorat suit 5 lycées", BuyerKind.CENTRAL_AUTHORITY),
        ("vu l'état de nos écoles, nettoyage 90 000 €", BuyerKind.LOCAL_AUTHORITY),
    ],
)
def test_who_buys_is_not_who_controls(message: str, kind: BuyerKind | None, lexicon: Lexicon) -> None:
    assert value(told(lexicon, message), "buyer_kind") == kind


def test_a_community_of_communes_buys_no_communication(lexicon: Lexicon) -> None:
    facts = told(lexicon, "rédactrice marchés dans une com com, clause d'insertion ?")
    assert facts.trade is None


def test_a_lot_is_named_by_the_first_word_of_its_label(lexicon: Lexicon) -> None:
    lots = "heures par lot : menuiseries extérieures 280 000 €, électricité 150 000 €, peinture sols 96 500 €"
    changed = told(lexicon, lots, "les menuiseries passent à 310 000")
    assert amounts(changed)[0] == ("menuiseries extérieures", Decimal(310_000))
    twice = "heures par lot : menuiseries bois 280 000 €, menuiseries alu 150 000 €, peinture 96 500 €"
    assert Decimal(310_000) not in [
        amount for _, amount in amounts(told(lexicon, twice, "les menuiseries : 310 000"))
    ]


def test_a_sum_said_to_be_with_tax_asks_for_the_rate(lexicon: Lexicon) -> None:
    known = told(lexicon, "voirie 1,8 M€, combien d'heures ?")
    read = understand("en fait c'est ttc", lexicon, known, Intent.HOURS, 1)
    assert read.facts.amount_ttc is not None
    assert "TVA" in read.needs[0]


@pytest.mark.parametrize(
    ("message", "commune"),
    [
        ("tonte à gamarde, 18 000 €", "Gamarde-les-Bains"),
        ("entretien des haies amou", "Amou"),
        ("nettoyage linxe 20 000 €", "Linxe"),
        ("enrobés vers pontonx 90 000 €", "Pontonx-sur-l'Adour"),
        ("il est amoureux du bleu", None),
        ("repas vert pour la cantine", None),
    ],
)
def test_the_short_names_of_communes_are_read(message: str, commune: str | None, lexicon: Lexicon) -> None:
    place = told(lexicon, message).place
    assert (place.value.commune if place else None) == commune


@pytest.mark.parametrize(
    ("message", "amount"),
    [
        ("le préfet m'a parlé d'une extension du gymnase à 2 000 000 €", 2_000_000),
        ("nettoyage dans la limite de 250 000 €", 250_000),
        ("on m'a parlé d'un nouveau seuil de 60 000 €, c'est vrai ?", None),
    ],
)
def test_only_a_rule_is_heard_of(message: str, amount: int | None, lexicon: Lexicon) -> None:
    assert value(told(lexicon, message), "amount_ht") == amount


@pytest.mark.parametrize("then", ["le montant est de 8 000", "non 8 000", "le budget : 8 000", "non, 8 000 HT"])
def test_a_small_amount_told_as_such_is_kept(then: str, lexicon: Lexicon) -> None:
    assert value(told(lexicon, "nettoyage 250 000 €, combien d'heures ?", then), "amount_ht") == 8_000


@pytest.mark.parametrize(
    "message",
    [
        "nombre d'heures 4200 de travail",
        "volume d'heures 9 000 travaillées",
        "nombre d'heures de 300 à 400",
    ],
)
def test_other_hours_counted_are_no_aim(message: str, lexicon: Lexicon) -> None:
    assert value(told(lexicon, message), "target_hours") is None
