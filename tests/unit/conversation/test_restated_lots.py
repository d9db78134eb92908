"""Lots told trade by trade, a lot's sum said anew, a lot given up by its name."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.conversation.dropped_lots import without_dropped_lots
from assistant.conversation.intents import Intent
from assistant.conversation.phrase_index import Term
from assistant.conversation.understanding import Lexicon, Understanding, load_lexicon, understand
from assistant.conversation.wording import read_wording
from assistant.market import MarketFacts

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
