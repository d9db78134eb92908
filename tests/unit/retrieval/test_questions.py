"""What a question names and asks, before any search."""

from __future__ import annotations

import pytest

from assistant.retrieval.questions import named_regimes, parts_of, searched_regimes
from corpus.regimes import Regime


@pytest.mark.parametrize(
    ("question", "regime"),
    [
        ("Quel seuil de publicité pour une concession ?", Regime.CONCESSION),
        ("Notre DSP arrive à échéance, comment la relancer ?", Regime.CONCESSION),
        ("la délégation de service public de l’eau", Regime.CONCESSION),
        ("Le délégataire peut-il sous-traiter ?", Regime.CONCESSION),
        ("contrat de consession de travaux", Regime.CONCESSION),
        ("L’autorité concédante doit-elle publier un avis ?", Regime.CONCESSION),
        ("Contrat d’affermage du réseau", Regime.CONCESSION),
        ("Marché de défense ou de sécurité : quels délais ?", Regime.DEFENCE),
        ("un marché public passé dans le domaine de la défense", Regime.DEFENCE),
        ("marché défense/sécurité sans publicité", Regime.DEFENCE),
        ("MDS : seuil de dispense de publicité", Regime.DEFENCE),
        ("achat d’armement sans mise en concurrence", Regime.DEFENCE),
        ("L’avance dans un marché de la défense nationale", Regime.DEFENCE),
        ("Peut-on conclure un marché de partenariat de 15 ans ?", Regime.PARTNERSHIP),
        ("Les PPP sont-ils encore permis ?", Regime.PARTNERSHIP),
        ("un partenariat public-privé pour le gymnase", Regime.PARTNERSHIP),
        ("contrat de partenariat pour l’éclairage", Regime.PARTNERSHIP),
        ("Le code s’applique-t-il à Mayotte ?", Regime.OVERSEAS),
        ("marchés passés en Nouvelle-Calédonie", Regime.OVERSEAS),
    ],
)
def test_a_named_regime_is_searched_with_common_law_only(question: str, regime: Regime) -> None:
    assert named_regimes(question) == {regime}
    searched = searched_regimes(question)
    assert regime in searched
    assert Regime.COMMON in searched
    assert Regime.ORDINARY not in searched


@pytest.mark.parametrize(
    "question",
    [
        "Puis-je réserver un marché de nettoyage ?",
        "Marché de gardiennage et de sécurité incendie : quelle procédure ?",
        "Notre défense extérieure contre l’incendie doit être refaite",
        "La coordination sécurité et protection de la santé du chantier",
        "Ce n’est pas une concession, c’est un marché : quel seuil ?",
        "Achat d’un véhicule chez un concessionnaire automobile",
        "Convention de partenariat avec une association d’insertion",
        "Nos partenaires privés peuvent-ils répondre ?",
        "Mémoire en défense devant le tribunal administratif",
        "Marché de formation à la défense des droits des usagers",
        "marché d’assurance : sécurité sociale des agents",
    ],
)
def test_an_ordinary_question_never_reaches_the_near_twins(question: str) -> None:
    assert named_regimes(question) == frozenset()
    assert not searched_regimes(question) & {
        Regime.DEFENCE,
        Regime.CONCESSION,
        Regime.PARTNERSHIP,
        Regime.OVERSEAS,
    }


@pytest.mark.parametrize(
    "question",
    [
        "Quelle différence entre un marché public et une concession ?",
        "Comment distinguer un marché d’une concession ?",
    ],
)
def test_a_comparison_is_searched_on_both_sides(question: str) -> None:
    searched = searched_regimes(question)
    assert {Regime.CONCESSION, Regime.ORDINARY} <= searched


def test_a_list_followed_by_a_question_gives_one_part_an_item() -> None:
    assert parts_of("écrit, publicité, avance : que dois-je prévoir ?") == (
        "écrit : que dois-je prévoir ?",
        "publicité : que dois-je prévoir ?",
        "avance : que dois-je prévoir ?",
    )


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Puis-je réserver ce lot et à partir de quel seuil dois-je publier ?", 2),
        ("Faut-il un écrit ? Et une publicité préalable ? Quel délai de paiement ?", 3),
        ("Puis-je réserver un marché de nettoyage à un ESAT ?", 0),
        ("", 0),
        ("?????", 0),
        ("Quand payer ? " * 20, 3),
    ],
)
def test_the_parts_of_a_question(question: str, parts: int) -> None:
    assert len(parts_of(question)) == parts
