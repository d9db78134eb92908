"""What free text says of an innovation, of defence supplies and of reserved lots, and the rules that use it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.conversation.purchase_kind import read_defence_supplies, read_innovation
from assistant.conversation.understanding import Lexicon, load_lexicon, understand
from assistant.conversation.wording import read_wording
from assistant.market import MarketFacts, MarketNature
from assistant.rules import obligation, procedure, reservation_request

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ROOT / "corpus")


def facts(message: str, lexicon: Lexicon) -> MarketFacts:
    return understand(message, lexicon, None, None, 0).facts


@pytest.mark.parametrize(
    ("message", "innovative"),
    [
        ("c'est un achat innovant", True),
        ("Nous achetons une solution innovante de tri des déchets", True),
        ("des capteurs nouveaux ou sensiblement améliorés", True),
        ("le lot 3 porte sur une prestation innovante", True),
        ("ce n'est pas un achat innovant", False),
        ("c'est un achat courant, rien d'innovant", False),
        ("réserver un lot à une jeune entreprise innovante", None),
        ("Peut-on réserver aux jeunes entreprises innovantes ?", None),
        ("marché de nettoyage", None),
    ],
)
def test_an_innovation_is_that_of_what_is_bought(message: str, innovative: bool | None) -> None:
    said = read_innovation(read_wording(message).text)
    assert (said.value if said else None) is innovative


@pytest.mark.parametrize(
    ("message", "defence"),
    [
        ("achat de munitions pour le ministère des Armées", True),
        ("Le ministère des Armées achète des équipements militaires", True),
        ("fournitures relevant du domaine de la défense, hors annexe 4", True),
        ("fournitures de défense de l'annexe 2, I, c", True),
        ("des fournitures non militaires pour l'armée", False),
        ("ces produits relèvent de l'annexe 4", False),
        ("l'armée achète du mobilier de bureau", None),
        ("un marché de défense ou de sécurité", None),
        ("Nous prenons la défense des candidats évincés", None),
    ],
)
def test_defence_supplies_are_read_when_said_plainly(message: str, defence: bool | None) -> None:
    said = read_defence_supplies(read_wording(message).text)
    assert (said.value if said else None) is defence


def test_the_rules_hear_of_defence_supplies(lexicon: Lexicon) -> None:
    known = facts("Le ministère des Armées achète des équipements militaires pour 180 000 € HT", lexicon)
    assert known.nature is not None
    assert known.nature.value is MarketNature.FOURNITURES
    assert procedure.from_facts(known).defence_supplies is True
    assert obligation.from_facts(known).defence_supplies is True


@pytest.mark.parametrize(
    ("message", "reserved"),
    [
        (
            "Peut-on réserver le lot 2 aux jeunes entreprises innovantes ? "
            "Lot 1 : mobilier 60 000 € HT, lot 2 : capteurs 20 000 € HT",
            20_000,
        ),
        ("lot 3 capteurs 30 000 € HT réservé aux JEI, lot 4 mobilier 100 000 € HT", 30_000),
        (
            "lot 1 mobilier 90 000 € HT, lot 2 drones 15 000 € HT, lot 3 capteurs 12 000 € HT : "
            "réserver les lots 2 et 3 aux JEI",
            27_000,
        ),
        ("lot 1 mobilier 90 000 € HT, lot 2 drones 15 000 € HT, on pense aux JEI", None),
        ("lot 1 peinture 90 000 € HT, lot 2 sols 15 000 € HT réservé à une EI", None),
    ],
)
def test_the_lots_reserved_to_young_companies_are_summed(
    message: str, reserved: int | None, lexicon: Lexicon
) -> None:
    known = facts(message, lexicon)
    request = reservation_request.from_facts(known)
    assert request.reserved_amount_ht == (Decimal(reserved) if reserved else None)
    assert request.whole_market is (False if reserved else None)
