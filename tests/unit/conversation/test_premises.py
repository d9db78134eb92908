"""The figures a question takes for the law's are told from the buyer's own, and looked for in the articles."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.conversation.premises import (
    of_the_same_kind,
    presupposed,
    statements_of,
    taken_for_granted,
    unsupported,
)
from assistant.conversation.question_form import is_closed
from assistant.quantities import Quantity
from corpus.models import LegalArticle

PAYMENT = (
    "Le délai de paiement est de trente jours. L’indemnité forfaitaire est fixée à 40 euros, deux fois au plus."
)
SHARES = (
    "La proportion minimale est de 50 % des travailleurs, soit la moitié, ou les deux tiers des lots sur un an."
)


def article(text: str, ref: str = "L1-1") -> LegalArticle:
    return LegalArticle(ref, "Code", (), date(2026, 1, 1), text, "https://example.org", "source")


def held(question: str) -> list[tuple[str, str]]:
    return [figure.key for figure in presupposed(question, closed=is_closed(question))]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Pourquoi les communes ont-elles 60 jours pour payer ?", [("60", "jour")]),
        ("Pourquoi le seuil est-il de 40 000 € ?", [("40000", "€")]),
        ("Pour quelle raison un accord-cadre est-il limité à six ans ?", [("6", "an")]),
        ("Quel article fixe à 3 ans la durée des conventions ?", [("3", "an")]),
        ("Où est écrit que le délai est de 60 jours ?", [("60", "jour")]),
        ("Sur quel texte repose le seuil de 40 000 € ?", [("40000", "€")]),
        ("Sur quel fondement l’avance est-elle fixée à 20 % ?", [("20", "%")]),
        ("Pourquoi les deux tiers des lots ?", [("2 tiers", "fraction")]),
        ("Pourquoi faut-il employer la moitié de travailleurs handicapés ?", [("1 moitie", "fraction")]),
    ],
)
def test_asking_why_or_where_holds_the_figure_for_the_law_s(
    question: str, expected: list[tuple[str, str]]
) -> None:
    assert held(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("L’indemnité est de 80 €, faut-il la demander ?", [("80", "€")]),
        ("L’indemnité est de 80 € : faut-il la demander ?", [("80", "€")]),
        ("Les communes ont soixante jours pour payer. Quand courent les intérêts ?", [("60", "jour")]),
        ("Le délai de paiement est de 60 jours. Quand court-il ?", [("60", "jour")]),
        ("Un accord-cadre dure 6 ans au maximum, comment le prolonger ?", [("6", "an")]),
    ],
)
def test_a_rule_stated_beside_what_is_asked(question: str, expected: list[tuple[str, str]]) -> None:
    assert held(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "pourquoi dois-je publier un marché de 80 000 € ?",
        "Pourquoi un lot de 30 000 € doit-il être publié ?",
        "Notre marché dure 5 ans, quand faut-il le remettre en concurrence ?",
        "Notre marché dure 5 ans, puis-je le prolonger ?",
        "Le titulaire a 15 jours de retard, quelle pénalité ?",
        "Le titulaire a 15 jours de retard, puis-je résilier ?",
        "J’ai 30 jours pour payer, pourquoi ?",
        "Nous avons 12 agents, faut-il un SPASER ?",
        "Le montant est de 90 000 €, faut-il publier ?",
        "Combien de jours pour payer ?",
        "",
    ],
)
def test_the_buyer_s_own_figures_are_not_held_for_the_law_s(question: str) -> None:
    assert held(question) == []


def test_a_statement_is_what_is_said_and_not_what_is_asked() -> None:
    assert statements_of("Les communes ont soixante jours pour payer. Quand courent les intérêts ?") == (
        "Les communes ont soixante jours pour payer.",
    )
    assert statements_of("Comment payer ?") == ()
    assert statements_of("La prime étant plafonnée à 5 % du prix, sur quelle année la calculer ?") == (
        "La prime étant plafonnée à 5 % du prix",
    )
    assert statements_of("Je suis débutante à la mairie. De quoi tenir compte pour la durée ?") == ()


def test_a_figure_is_unsupported_when_no_article_holds_it() -> None:
    figures = (Quantity("60", "jour"), Quantity("30", "jour"), Quantity("40", "€"), Quantity("40", "%"))
    missing = unsupported(figures, [article(PAYMENT)])
    assert [figure.key for figure in missing] == [("60", "jour"), ("40", "%")]
    assert unsupported(figures, []) == figures
    assert unsupported((), [article(PAYMENT)]) == ()


def test_a_figure_may_be_held_by_any_of_the_articles() -> None:
    both = [article(PAYMENT), article(SHARES, "L1-2")]
    assert unsupported((Quantity("30", "jour"), Quantity("50", "%")), both) == ()


@pytest.mark.parametrize(
    ("question", "supported"),
    [
        ("Pourquoi faut-il la moitié de travailleurs handicapés ?", True),
        ("Pourquoi les deux tiers des lots ?", True),
        ("Pourquoi le tiers des lots ?", False),
        ("Pourquoi faut-il cinquante pour cent des travailleurs ?", True),
    ],
)
def test_shares_in_words_are_looked_for_as_such(question: str, supported: bool) -> None:
    assert (unsupported(presupposed(question, closed=False), [article(SHARES)]) == ()) is supported


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Quantity("60", "jour"), ("30 jours",)),
        (Quantity("2", "mois"), ("30 jours",)),
        (Quantity("80", "€"), ("40 euros",)),
        (Quantity("3 fois", "fraction"), ("2 fois",)),
        (Quantity("20", "%"), ()),
    ],
)
def test_the_figures_an_article_gives_instead(figure: Quantity, expected: tuple[str, ...]) -> None:
    assert of_the_same_kind(figure, article(PAYMENT)) == expected


def test_a_figure_said_twice_by_an_article_is_given_once() -> None:
    twice = article("Trente jours pour payer, trente jours pour répondre, 45 jours sinon.")
    assert of_the_same_kind(Quantity("60", "jour"), twice) == ("30 jours", "45 jours")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "Sachant que l’avance n’est due qu’au-dessus de 90 000 €, que répondre pour un marché de 65 000 € ?",
            ["90 000 €"],
        ),
        ("Comme une commune a 60 jours pour payer, quand partent les intérêts ?", ["60 jours"]),
        ("La retenue de garantie de 10 % du code, je la calcule comment ?", ["10 %"]),
    ],
)
def test_a_figure_held_for_the_law_is_told_from_the_users_own(question: str, words: list[str]) -> None:
    assert [figure.words for figure in taken_for_granted(question)] == words


def test_an_age_is_no_figure_of_the_law() -> None:
    assert held("Les apprentis de 19 ans comptent deux ans : comment est calculée la durée ?") != [("19", "an")]
    assert not taken_for_granted("Comme le maçon est un ouvrier de 57 ans, compte-t-il dans la clause ?")


@pytest.mark.parametrize(
    "question",
    [
        "ok alors qu'est-ce qu'on doit écrire pour aider nos artisans sans risque",
        "du coup est-ce que le maire peut signer seul le bon de commande",
    ],
)
def test_what_asks_states_nothing(question: str) -> None:
    assert statements_of(question) == ()
