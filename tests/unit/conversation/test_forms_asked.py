"""Small forms of questions: of every contract, of what is worth doing, of a sum alone, of a firm to release."""

from __future__ import annotations

import pytest

from assistant.conversation.bare_sums import asks_only_of_a_sum
from assistant.conversation.released_firms import releases_a_firm
from assistant.conversation.universals import asks_of_all
from assistant.conversation.worthwhile import asks_if_a_clause_pays, asks_if_worthwhile


@pytest.mark.parametrize(
    ("message", "of_all"),
    [
        ("Toutes nos consultations doivent-elles avoir une clause sociale ?", True),
        ("c'est obligatoire même pour un banc public ?", True),
        ("n'importe quel achat est concerné ?", True),
        ("quel que soit le montant ?", True),
        ("Notre marché de voirie est-il concerné ?", False),
        ("le même lot peut-il être réservé ?", False),
        ("une clause même pour le gardiennage à 250 000 € ?", False),
        ("Tous les ans nous achetons du mobilier, sommes-nous concernés ?", False),
    ],
)
def test_of_every_contract(message: str, *, of_all: bool) -> None:
    assert asks_of_all(message) is of_all


@pytest.mark.parametrize(
    ("message", "worth"),
    [
        ("une clause pour 15 000 € de peinture, ça vaut la peine ?", True),
        ("clause sociale sur un achat de fauteuils, on fait comment ?", True),
        ("un marché de 20 000 €, c'est trop petit pour une clause ?", True),
        ("Suis-je obligé de mettre une clause, même si c’est trop petit ?", False),
        ("faut-il une clause d’insertion pour 300 000 € de nettoyage ?", False),
    ],
)
def test_whether_it_is_worth_doing(message: str, *, worth: bool) -> None:
    assert asks_if_worthwhile(message) is worth


@pytest.mark.parametrize(
    ("message", "alone"),
    [
        ("82 000 €, c’est bon ?", True),
        ("45 k€ ça passe", True),
        ("82 000 € de travaux sans publicité, c’est bon ?", False),
        ("c’est bon ?", False),
        ("2028, ça va ?", False),
        ("12, c’est ok ?", False),
        ("90 000, c’est bon ?", True),
    ],
)
def test_a_sum_and_nothing_else(message: str, *, alone: bool) -> None:
    assert asks_only_of_a_sum(message) is alone


@pytest.mark.parametrize(
    ("message", "releases"),
    [
        ("peut-on dispenser le titulaire de ses heures d'insertion ?", True),
        ("exonérer l’entreprise de sa clause sociale, possible ?", True),
        ("Suis-je dispensé de clause sociale ?", False),
        ("le marché réservé dispense-t-il de publicité ?", False),
    ],
)
def test_a_firm_to_release(message: str, *, releases: bool) -> None:
    assert releases_a_firm(message) is releases


@pytest.mark.parametrize(
    ("message", "pays"),
    [
        ("30 k par an de topographie, ça vaut la peine d'y mettre une clause ?", True),
        ("quel intérêt d'un critère social ici ?", True),
        ("une clause de révision, ça vaut le coup ?", False),
        ("le critère prix est-il pertinent ?", False),
        ("faut-il une clause, c'est utile ?", False),
    ],
)
def test_a_social_clause_is_weighed_where_it_is_named(message: str, pays: bool) -> None:
    assert asks_if_a_clause_pays(message) is pays
