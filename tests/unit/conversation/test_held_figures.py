"""Whether a figure is said as the law's rule, from the words around it."""

from __future__ import annotations

import pytest

from assistant.conversation.held_figures import chance_of_a_rule, features
from assistant.conversation.premises import figures_of
from assistant.conversation.wording import read_wording


def chances(question: str) -> dict[str, float]:
    text = read_wording(question).text
    return {figure.words: chance_of_a_rule(text, figure) for figure in figures_of(text)}


@pytest.mark.parametrize(
    ("question", "rule", "own"),
    [
        ("Puisque les mairies ont un délai de 60 jours, quand relancer pour ma facture de 4 200 € ?", "60 jours", "4 200 €"),
        ("La publicité étant libre jusqu’à 140 000 €, où publier notre marché de 95 000 € de mobilier ?", "140 000 €", "95 000 €"),
        ("vu que l’avance est due dès 20 000 €, comment je la calcule pour mon lot de 31 000 €", "20 000 €", "31 000 €"),
    ],
)  # fmt: skip
def test_the_rule_s_figure_is_likelier_than_the_users_own(question: str, rule: str, own: str) -> None:
    found = chances(question)
    assert found[rule] > 0.5 > 0.1 > found[own]


@pytest.mark.parametrize(
    "question",
    [
        "Mon marché de 45 000 € est notifié depuis 3 mois, l’entreprise ne vient pas. Que faire ?",
        "On prépare un marché de nettoyage de 90 000 € sur 2 ans, on peut le réserver ?",
    ],
)
def test_a_story_holds_no_rule(question: str) -> None:
    assert max(chances(question).values()) < 0.3


def test_other_sentences_tell_nothing_of_a_figure() -> None:
    (figure,) = figures_of("60 jours")
    alone = features("le delai est de 60 jours", figure)
    assert features("la mairie a signe. le delai est de 60 jours", figure) == alone
    assert features("aucun delai", figure) == {}
