"""Misspelt words are brought back to those of the texts; right ones, names and unknown trades are left alone."""

from __future__ import annotations

import pytest

from assistant.retrieval.spelling import Speller

TEXTS = (
    "L'appel d'offres ouvert est une procédure. Les travaux sont allotis. Le sous-traitant est payé.",
    "Une offre anormalement basse. Le paiement direct. La publicité préalable, depuis le 1er janvier.",
)
QUESTIONS = ("Puis-je réserver un lot ?", "reserver un marché", "on peut reserver le lot", "jardinage", "plombrie")


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(TEXTS, QUESTIONS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("apel doffre ouver", "appel d'offre ouvert"),
        ("ofre anormalment basse", "offre anormalement basse"),
        ("paiment dirrect du soustraitan", "paiement direct du sous-traitant"),
        ("depui quand", "depuis quand"),
        ("est ce quon peut", "est ce qu'on peut"),
        ("publicitee", "publicité"),
    ],
)
def test_a_misspelt_word_is_corrected(speller: Speller, typed: str, meant: str) -> None:
    assert speller.corrected(typed).replace("offres", "offre") == meant


@pytest.mark.parametrize(
    "right",
    [
        "La directrice achète des tracteurs et du magret à Tartas.",
        "Marché de 40 000 € HT à Mont-de-Marsan, article L2113-12 ?",
        "QPV, ESAT, SIAE",
        "",
        "lot n° 3",
    ],
)
def test_french_names_figures_and_acronyms_are_left_alone(speller: Speller, right: str) -> None:
    assert speller.corrected(right) == right


@pytest.mark.parametrize(
    ("typed", "apart"),
    [
        ("lacheteur, lattribution", "l'acheteur, l'attribution"),
        ("lentreprise sapuie", "l'entreprise sapuie"),
        ("jachète dautres travaux", "j'achète d'autres travaux"),
        ("Lavance et lune des offres", "L'avance et lune des offres"),
        ("les lots dont je parle", "les lots dont je parle"),
        ("apel doffre", "apel d'offre"),
    ],
)
def test_words_glued_to_their_article_are_set_apart(speller: Speller, typed: str, apart: str) -> None:
    assert speller.parted(typed) == apart


def test_a_word_often_glued_in_the_notes_is_set_apart_all_the_same() -> None:
    often = Speller(
        TEXTS, ("loffre est basse", "loffre est tardive", "loffre arrive", "quon paye", "quon lise", "quon voie")
    )
    assert often.parted("loffre") == "l'offre"
    assert often.corrected("loffre est ce quon veut") == "l'offre est ce qu'on veut"


def test_a_rare_misspelling_of_the_notes_is_never_proposed(speller: Speller) -> None:
    assert speller.corrected("plombri") == "plombri"
