"""Words to paste, words to rework: who asks for a sentence, who quotes a clause to have another."""

from __future__ import annotations

import pytest

from assistant.conversation.words_asked import (
    asks_for_an_article,
    asks_for_little,
    asks_for_words,
    asks_for_words_alone,
    asks_to_adapt,
    asks_to_word_a_reservation,
    unquoted,
)

CLAUSE = "« Le prestataire réserve une part des heures à des publics en insertion »"


@pytest.mark.parametrize(
    "message",
    [
        "il me faut la mention de réservation pour un marché de tonte",
        "2) quelle phrase on met dans l'avis pour réserver aux SIAE",
        "on réserve le lot 2 : quoi mettre dans l'annonce ?",
        "formulation pour un lot réservé aux ESAT svp",
    ],
)
def test_words_that_reserve_are_asked(message: str) -> None:
    assert asks_to_word_a_reservation(message)


def test_words_may_be_asked_without_saying_what_they_do() -> None:
    assert asks_for_words("faites-moi la phrase pour l'AAPC")
    assert asks_for_words("comment on le formule dans l’avis")
    assert asks_for_words_alone("la mention pour l'avis svp")
    assert not asks_for_words_alone("la mention pour l'avis et l'article du RC")
    assert not asks_to_word_a_reservation("faites-moi la phrase pour l'AAPC")


@pytest.mark.parametrize(
    "message",
    [
        "cette mention est-elle obligatoire ?",
        "on a oublié la mention de réservation dans l'avis",
        "faut-il mentionner la réservation dans l'avis ?",
        "un marché réservé expliqué en deux phrases",
        "que veut dire la phrase de réservation ?",
        "quelle formule de notation du prix retenir ?",
        "une formule pour réviser les tarifs du lot 2",
    ],
)
def test_words_spoken_of_are_not_asked(message: str) -> None:
    assert not asks_for_words(message)


@pytest.mark.parametrize(
    "message",
    [
        f"Notre clause dit {CLAUSE}, pouvez-vous la réécrire pour du gardiennage ?",
        f"{CLAUSE} : adaptez cette clause à un marché de voirie",
        f"voici notre clause {CLAUSE}. Il faudrait l'actualiser",
    ],
)
def test_a_quoted_clause_is_to_rework(message: str) -> None:
    assert asks_to_adapt(message)
    assert "prestataire" not in unquoted(message)


@pytest.mark.parametrize(
    "message",
    [f"la clause {CLAUSE} est-elle légale ?", "adaptez la clause", "adaptez la « clause d'insertion »"],
)
def test_a_clause_judged_or_not_quoted_is_not(message: str) -> None:
    assert not asks_to_adapt(message)


def test_a_name_between_marks_stays() -> None:
    assert unquoted("le lot « peinture et sols »") == "le lot « peinture et sols »"


@pytest.mark.parametrize(
    "message",
    [
        "affiche moi le R2113-7",
        "que dit l.2113-13 ?",
        "je voudrais lire l'article 2112-4",
        "L2113-12 ?",
        "donne le texte de D2151-1",
    ],
)
def test_an_article_of_a_code_is_to_read(message: str) -> None:
    assert asks_for_an_article(message)


@pytest.mark.parametrize(
    "message",
    [
        "montre-moi l'article pénalités",
        "ajoute l'article L2112-2",
        "donne-moi la clause du L2113-12",
        "rédige la réservation au titre du L2113-13",
        "mets 200 heures au lieu de 150",
    ],
)
def test_a_part_of_a_draft_or_a_change_is_not(message: str) -> None:
    assert not asks_for_an_article(message)


@pytest.mark.parametrize(
    "message",
    ["un critère pour le RC, faites court svp", "une clause d'une demi-page", "5 lignes max", "une clause courte"],
)
def test_a_text_of_few_words_is_asked(message: str) -> None:
    assert asks_for_little(message)


@pytest.mark.parametrize(
    "message", ["un chantier de courte durée", "faites la clause", "le plus court délai de paiement"]
)
def test_other_lengths_ask_for_no_short_text(message: str) -> None:
    assert not asks_for_little(message)
