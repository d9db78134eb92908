"""Lots told trade by trade, a lot's sum said anew, a lot given up by its name."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.conversation.dropped_lots import forgotten_total, without_dropped_lots
from assistant.conversation.fact_merging import merge_facts
from assistant.conversation.intents import Intent
from assistant.conversation.phrase_index import Term
from assistant.conversation.understanding import Lexicon, Understanding, load_lexicon, understand
from assistant.conversation.wording import read_wording
from assistant.market import Fact, MarketFacts

ROOT = Path(__file__).parents[3]
TOLD = "heures d'insertion par lot : gros oeuvre 780k, menuiseries 210k, peinture 95k"

NUMBERED = "lot 1 gros œuvre 900 000 €, lot 2 électricité 300 000 €, lot 3 peinture 120 000 €"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ROOT / "corpus")


def read(message: str, lexicon: Lexicon, known: MarketFacts | None = None) -> Understanding:
    return understand(message, lexicon, known, None if known is None else Intent.HOURS, 1)


def test_each_trade_with_its_sum_is_a_lot(lexicon: Lexicon) -> None:
    lots = read(TOLD, lexicon).facts.lots
    assert [(lot.label, lot.amount_ht) for lot in lots] == [
        ("gros oeuvre", Decimal(780_000)),
        ("menuiseries", Decimal(210_000)),
        ("peinture", Decimal(95_000)),
    ]


@pytest.mark.parametrize(
    "message",
    [
        "Marché de couverture de 310 000 € HT, on découvre de l’amiante : 45 000 € HT de plus",
        "Subvention FEDER 60 % ; assiette 500 000 € ; marché isolation 310 000 € HT",
        "peinture 95 000 €, combien d’heures ?",
    ],
)
def test_sums_told_apart_are_no_lots(message: str, lexicon: Lexicon) -> None:
    assert not read(message, lexicon).facts.lots


@pytest.mark.parametrize(
    ("message", "amount"),
    [
        ("menuiserie 310 et pas 210", 310_000),
        ("par contre les menuiseries c'est 255 000 finalement", 255_000),
        ("les menuiseries passent à 0,3", 300_000),
    ],
)
def test_sum_of_a_lot_said_anew_keeps_its_scale(message: str, amount: int, lexicon: Lexicon) -> None:
    known = read(TOLD, lexicon).facts
    (lot,) = read(message, lexicon, known).facts.lots
    assert (lot.label, lot.amount_ht) == ("menuiseries", Decimal(amount))


@pytest.mark.parametrize("message", ["oubliez la peinture", "enlevez le lot peinture", "sans la peinture"])
def test_lot_given_up_leaves_the_others(message: str, lexicon: Lexicon) -> None:
    known = read(TOLD, lexicon).facts
    left, told = without_dropped_lots(known, read(message, lexicon, known), message)
    assert [lot.label for lot in left.lots] == ["gros oeuvre", "menuiseries"]
    assert told.drops_lot
    assert told.facts.trade is None


@pytest.mark.parametrize(
    "message",
    [
        "la peinture concerne 40 logements",
        "pour la peinture, retenez 32 € de l'heure",
        "peinture 12 jours",
        "la peinture démarre en 2026",
    ],
)
def test_figure_of_something_else_is_no_sum_of_a_lot(message: str, lexicon: Lexicon) -> None:
    known = read(TOLD, lexicon).facts
    assert not any(lot.amount_ht for lot in read(message, lexicon, known).facts.lots)


@pytest.mark.parametrize(
    "message",
    [
        "n'oubliez pas la peinture",
        "ne retirez pas le lot peinture",
        "ce n'est pas la peinture qui pose problème",
        "pourquoi pas la peinture en marché réservé ?",
    ],
)
def test_lot_named_otherwise_stays(message: str, lexicon: Lexicon) -> None:
    known = read(TOLD, lexicon).facts
    left, _ = without_dropped_lots(known, read(message, lexicon, known), message)
    assert left.lots == known.lots


def test_several_lots_are_taken_out_by_their_numbers(lexicon: Lexicon) -> None:
    known = read(
        "lot 1 gros œuvre 900 000 €, lot 2 électricité 300 000 €, lot 3 peinture 120 000 €", lexicon
    ).facts
    message = "enlevez les lots 2 et 3"
    left, _ = without_dropped_lots(known, read(message, lexicon, known), message)
    assert [lot.number for lot in left.lots] == [1]


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("retire le 3, il est minuscule", [1, 2]),
        ("sans le 1 et le 2 ça donne quoi", [3]),
        ("ôtez le 2", [1, 3]),
        ("enlève le 3 % d'effort", [1, 2, 3]),
        ("sans le 3 mars", [1, 2, 3]),
        ("n'enlève pas le 2", [1, 2, 3]),
        ("retire le 20 000", [1, 2, 3]),
    ],
)
def test_a_lot_goes_by_its_number_alone(message: str, left: list[int], lexicon: Lexicon) -> None:
    known = read(NUMBERED, lexicon).facts
    kept, _ = without_dropped_lots(known, read(message, lexicon, known), message)
    assert [lot.number for lot in kept.lots] == left


@pytest.mark.parametrize(
    "message",
    ["le lot peinture, on l'enlève", "le lot peinture est abandonné", "finalement la peinture tombe à l'eau"],
)
def test_lot_is_given_up_after_its_name_too(message: str, lexicon: Lexicon) -> None:
    known = read(TOLD, lexicon).facts
    left, _ = without_dropped_lots(known, read(message, lexicon, known), message)
    assert [lot.label for lot in left.lots] == ["gros oeuvre", "menuiseries"]


@pytest.mark.parametrize(
    "message", ["le lot peinture, on l'oublie pas", "le lot peinture, on l'enlève ?", "le lot peinture est long"]
)
def test_lot_kept_or_wondered_about_stays(message: str, lexicon: Lexicon) -> None:
    known = read(TOLD, lexicon).facts
    left, _ = without_dropped_lots(known, read(message, lexicon, known), message)
    assert left.lots == known.lots


@pytest.mark.parametrize(
    "message",
    [
        "la garantie du lot 2 est supprimée",
        "le lot 2, la retenue est annulée",
        "dans le lot 3, la variante est abandonnée",
        "le titulaire du lot 1 est retiré de la liste",
        "la réunion du lot 1 est annulée",
        "le lot 3, on le sort en gré à gré",
        "le lot 2 se fait plus tôt",
        "le lot 2 saute une semaine",
        "le lot 2, on l'enlève du critère social",
        "le délai de la peinture est supprimé",
    ],
)
def test_what_goes_from_a_lot_leaves_it(message: str, lexicon: Lexicon) -> None:
    known = read(NUMBERED, lexicon).facts
    left, _ = without_dropped_lots(known, read(message, lexicon, known), message)
    assert left.lots == known.lots


@pytest.mark.parametrize(
    "message",
    [
        "le lot 2 est annulé",
        "finalement le lot 2 électricité, on l'enlève du marché",
        "mais le lot électricité ne se fera pas",
    ],
)
def test_lot_that_goes_itself_is_taken_out(message: str, lexicon: Lexicon) -> None:
    known = read(NUMBERED, lexicon).facts
    left, _ = without_dropped_lots(known, read(message, lexicon, known), message)
    assert [lot.number for lot in left.lots] == [1, 3]


def test_lot_named_to_be_left_out_is_not_the_market(lexicon: Lexicon) -> None:
    known = read("clause d’insertion pour des travaux de voirie, 5 lots", lexicon).facts
    message = "4 lots en fait, le lot 5 mobilier urbain on le retire"
    _, told = without_dropped_lots(known, read(message, lexicon, known), message)
    assert told.drops_lot
    assert not told.facts.lots
    assert told.facts.trade is None


@pytest.mark.parametrize(
    ("message", "changes"),
    [("remplacement des fenêtres de l'école", False), ("remplace la durée par 12 mois", True)],
)
def test_replacing_is_asked_of_a_text_by_its_verb(message: str, changes: bool, lexicon: Lexicon) -> None:
    assert (Intent.CLAUSE_UPDATE in lexicon.intents.scores(_terms(message, lexicon))) is changes


def _terms(message: str, lexicon: Lexicon) -> tuple[Term, ...]:
    return lexicon.spelling.terms(read_wording(message))


@pytest.mark.parametrize(
    ("first", "message", "amount"),
    [
        ("combien d’heures pour un lot menuiserie de 60 k€ HT", "pardon, 90 k€", 90_000),
        ("combien d’heures pour le lot gros œuvre à 300 000 € HT ?", "je me suis trompé c'est 450 000", 450_000),
        ("heures d’insertion, lot couverture 120 000 € HT", "non plutôt 210 000 et sur 10 mois", 210_000),
        ("heures d’insertion, lot couverture 120 000 € HT", "et avec 95 000 € ?", 95_000),
    ],
)
def test_a_sum_said_anew_of_a_lone_lot_is_that_of_the_lot(
    first: str, message: str, amount: int, lexicon: Lexicon
) -> None:
    known = merge_facts(MarketFacts(), read(first, lexicon).facts, ())
    merged = merge_facts(known, read(message, lexicon, known).facts, ())
    assert [lot.amount_ht for lot in merged.lots] == [Decimal(amount)]
    assert merged.amount_ht is None


@pytest.mark.parametrize(
    ("message", "amount", "lots"),
    [
        ("le marché fait 400 000 € HT en tout", 400_000, [60_000]),
        ("et pour l’électricité 120 000 € ?", None, [60_000, 120_000]),
        ("avec un effort de 7 %", None, [60_000]),
    ],
)
def test_another_sum_leaves_the_lone_lot(
    message: str, amount: int | None, lots: list[int], lexicon: Lexicon
) -> None:
    known = merge_facts(MarketFacts(), read("heures pour un lot menuiserie de 60 k€ HT", lexicon).facts, ())
    merged = merge_facts(known, read(message, lexicon, known).facts, ())
    assert [lot.amount_ht for lot in merged.lots] == [Decimal(one) for one in lots]
    assert (merged.amount_ht.value if merged.amount_ht else None) == (Decimal(amount) if amount else None)


@pytest.mark.parametrize(
    ("message", "number", "amount"),
    [
        ("ajoute le lot 7 carrelage 88 000", 7, 88_000),
        ("et le lot 4 menuiserie à 120 000", 4, 120_000),
    ],
)
def test_a_numbered_lot_takes_the_bare_sum_after_its_name(
    message: str, number: int, amount: int, lexicon: Lexicon
) -> None:
    known = read(TOLD, lexicon).facts
    facts = read(message, lexicon, known).facts
    assert [(lot.number, lot.amount_ht) for lot in facts.lots] == [(number, Decimal(amount))]
    assert facts.amount_ht is None


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("peinture 75 000, carrelage 40 000, le reste tu oublies", True),
        ("ne compte que ces 3 lots", True),
        ("laissez tomber les autres lots", True),
        ("le reste du marché est à 40 000", False),
        ("lot 2 électricité 30 000", False),
    ],
)
def test_the_rest_of_the_market_is_left_out_where_it_is_said(message: str, left: bool) -> None:
    whole: Fact[Decimal] = Fact(value=Decimal(900_000), source="900 000")
    assert bool(forgotten_total(MarketFacts(amount_ht=whole), message)) is left


def test_lots_listed_by_their_sums_alone_are_known_by_their_rank(lexicon: Lexicon) -> None:
    lots = read("j'ai 900 h à répartir sur 3 lots : 500k, 250k et 80k", lexicon).facts.lots
    assert [(lot.number, lot.amount_ht) for lot in lots] == [(1, 500_000), (2, 250_000), (3, 80_000)]


@pytest.mark.parametrize(
    "message", ["le lot à 80k laissez tomber", "le lot de 80 000 €, on l'enlève", "enlève le lot à 80k"]
)
def test_a_lot_is_dropped_by_its_sum(message: str, lexicon: Lexicon) -> None:
    known = read("j'ai 900 h à répartir sur 3 lots : 500k, 250k et 80k", lexicon).facts
    kept, said = without_dropped_lots(known, read(message, lexicon, known), message)
    assert [lot.amount_ht for lot in kept.lots] == [500_000, 250_000]
    assert said.facts.amount_ht is None
