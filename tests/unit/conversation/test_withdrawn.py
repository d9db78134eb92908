"""Values a message takes back, and numbers said several times over."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.conversation.amounts import Per, read_money
from assistant.conversation.repeated import repeated
from assistant.conversation.understanding import Lexicon, load_lexicon, understand
from assistant.conversation.withdrawn import is_left_out, is_withdrawn
from assistant.conversation.wording import read_wording
from assistant.market import MarketFacts

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ROOT / "corpus")


def facts(message: str, lexicon: Lexicon) -> MarketFacts:
    return understand(message, lexicon, None, None, 0).facts


@pytest.mark.parametrize(
    ("text", "value", "withdrawn"),
    [
        ("non pas 80 mais 90", "80", True),
        ("non pas 80 mais 90", "90", False),
        ("90 au lieu de 80", "80", True),
        ("90 et non 80", "80", True),
        ("ce n'est plus 80 mais 90", "80", True),
        ("passe de 80 a 90", "80", True),
        ("un montant de 80 a 90", "80", False),
        ("oubliez les 80", "80", True),
        ("nous avions dit 80, mettons 90", "80", True),
        ("nous avions dit 80", "80", False),
        ("je vous ai dit 80, en realite c'est 90", "80", True),
        ("le cabinet a compte 80", "80", False),
        ("pas 80 mais 90", "80", True),
        ("il n'y a pas de piege : 80", "80", False),
    ],
)
def test_a_value_taken_back_is_known(text: str, value: str, withdrawn: bool) -> None:
    start = text.index(value)
    assert is_withdrawn(text, start, start + len(value)) is withdrawn


@pytest.mark.parametrize(
    ("message", "amount"),
    [
        ("Le marché est estimé non pas à 80 000 mais à 90 000 euros HT", 90_000),
        ("erreur de ma part : 310 000 € HT au lieu de 130 000 €", 310_000),
        ("l'estimation vient de passer de 112 000 à 127 500 € HT", 127_500),
        ("remplacez 100 000 € par 120 000 €", 120_000),
        ("2 x 40 000 € HT pour la toiture", 80_000),
        ("deux tranches de 150 000 € HT chacune", 300_000),
        ("20 000 € la première année, 22 000 € la deuxième et 25 000 € la troisième", 67_000),
        ("pour quatre ans, 22 000 € HT la première année puis 25 000 € HT les suivantes", 97_000),
        ("une subvention de 50 000 € pour un marché de 200 000 € HT", 200_000),
        ("Achat de mobilier, 20 000 € HT", 20_000),
        ("Oups, j'ai écrit 400 000 au lieu de 40 000 € HT", 40_000),
        ("Nous pensions à 200 000 € HT au départ mais ce sera 240 000 € HT", 240_000),
        ("La garantie décennale couvre 5 M€, les travaux sont estimés à 340 000 € HT", 340_000),
        ("paiement à 30 jours, 2 000 € d'avance, nettoyage 15 000 € HT", 15_000),
        ("un marché de nettoyage dont je vous ai parlé, 64.000,-- € HT", 64_000),
        ("-> 87.400,00 EUR HT", 87_400),
    ],
)
def test_the_amount_kept_is_the_one_that_stands(message: str, amount: int, lexicon: Lexicon) -> None:
    known = facts(message, lexicon)
    assert known.amount_ht is not None
    assert known.amount_ht.value == amount


@pytest.mark.parametrize(
    "message",
    [
        "Nous avons reçu 3 offres : 48 000, 52 300 et 61 000 euros HT",
        "la région nous verse une subvention de 120 000 €",
        "un colis à 30 € pour chaque aîné",
        "il reste 60 000 € d'emprunt",
        "12,50 € le m² de peinture, 450 € la porte",
        "480 repas par jour x 140 jours x 3,90 € HT",
        "4 lots de 30 000 € HT",
        "La TVA représente 24 000 €",
        "Les autres lots font 410 000 € HT",
        "un maximum de 400 000 € HT pour la période initiale",
        "notre contrat de 60 000 € HT arrive à échéance, le suivant durera 3 ans",
        "vente de l'ancien matériel : 3 000 €",
    ],
)
def test_a_sum_that_is_not_the_market_s_is_not_kept(message: str, lexicon: Lexicon) -> None:
    assert facts(message, lexicon).amount_ht is None


def test_all_the_purchases_are_told_from_a_market(lexicon: Lexicon) -> None:
    every = facts("Nous achetons chaque année pour 35 M€ de travaux, fournitures et services", lexicon)
    assert every.yearly_purchases is not None
    assert every.amount_ht is None
    one = facts("Notre collège achète pour 12 k€ HT de fournitures de bureau par an", lexicon)
    assert one.yearly_purchases is None
    assert one.amount_per_year is not None
    assert one.amount_per_year.value == Decimal(12_000)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2 x 40", 2),
        ("4 fois 40", 4),
        ("renouvelable 3 fois 40", None),
        ("5 agents a 40", 5),
        ("40 x 2 ans", None),
        ("3 salariees a reprendre, 40 chacune", 3),
        ("3 ecoles, 40 par agent", None),
        ("7 salaries pour un total de 40", None),
        ("2 agents pour 40", None),
    ],
)
def test_a_number_said_several_times_is_counted(text: str, count: int | None) -> None:
    start = text.index("40")
    times = repeated(text, start, start + 2, monthly_hours=Decimal(40))
    assert (times.count if times else None) == count


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("12 000 € de fournitures de bureau par an", Per.YEAR),
        ("2 500 € HT par trimestre", Per.QUARTER),
        ("chaque année nous dépensons 20 000 €", Per.YEAR),
        ("40 000 € x 3 ans", Per.YEAR),
        ("coût à la tonne 85 €", Per.OTHER),
        ("un besoin qui revient chaque année, 20 000 €", Per.WHOLE),
    ],
)
def test_the_unit_of_a_sum_need_not_touch_it(text: str, per: Per) -> None:
    assert read_money(read_wording(text))[-1].per is per


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("l'esat, c'est trop cher pour nous", True),
        ("l'esat est trop charge en ce moment", True),
        ("l'esat est trop heureux de venir", False),
        ("l'esat c'est trop top", False),
        ("l'esat est trop petit ?", False),
    ],
)
def test_only_a_fault_turns_a_structure_down(text: str, left: bool) -> None:
    assert is_left_out(text, text.index("esat"), text.index("esat") + 4) is left
