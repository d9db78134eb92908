"""A figure that no text sets is told from one that a text sets, or that a market is told with."""

from __future__ import annotations

import pytest

from assistant.conversation.unset_figures import Unset, unset_figure


@pytest.mark.parametrize(
    ("said", "before", "unset"),
    [
        ("Quel taux d'effort d'insertion la loi impose-t-elle ?", "", Unset.EFFORT),
        ("un minimum légal d'heures d'insertion, ça existe ?", "", Unset.EFFORT),
        ("7 % des heures, c'est écrit dans quel texte ?", "", Unset.EFFORT),
        ("et 5 % c'est dans le code ?", "Un texte fixe-t-il les heures d'insertion ?", Unset.EFFORT),
        ("Y a-t-il un quota de marchés réservés par an ?", "", Unset.RESERVED),
        ("nombre maximum de lots qu'on peut réserver aux ESAT ?", "", Unset.RESERVED),
        ("je croyais que c'était 10 %", "Les marchés réservés ont-ils un plafond de 15 % ?", Unset.RESERVED),
        ("La pénalité par heure d'insertion est-elle plafonnée à 10 % ?", "", Unset.MOST_PENALTY),
        ("critère social à 30 %, on a le droit ?", "", Unset.WEIGHT),
        ("quel poids maximum, en pourcentage, pour un critère d'insertion ?", "", Unset.WEIGHT),
        ("une pénalité de 45 € par heure d'insertion, c'est trop ?", "", Unset.PENALTY),
    ],
)
def test_a_figure_without_a_text_is_told(said: str, before: str, unset: Unset) -> None:
    assert unset_figure(said, before) is unset


@pytest.mark.parametrize(
    "said",
    [
        "À partir de quel montant la loi impose-t-elle des heures d'insertion ?",
        "Combien d'heures d'insertion pour un chantier de 500 000 € ?",
        "Calcule un minimum d'heures d'insertion conforme au code",
        "Quelle part de travailleurs handicapés pour répondre à un marché réservé, au minimum ?",
        "Quelle est la durée maximale d'un marché réservé à l'ESS ?",
        "Rédige un critère social pondéré à 20 %, le maximum possible",
        "critère de proximité à 20 %, légal ?",
        "nombre maximum légal d'heures par mois pour un contrat d'insertion ?",
        "quelles mentions légales pour un critère social à 15 % ?",
        "Les pénalités de retard sont-elles plafonnées ?",
        "Le CCAG impose-t-il une mise en demeure avant la pénalité d'insertion ?",
        "La réception avec réserves a-t-elle un délai limite ?",
    ],
)
def test_another_question_is_none(said: str) -> None:
    assert unset_figure(said, "") is None
