"""A question for a figure says of which kind."""

from __future__ import annotations

import pytest

from assistant.conversation.figures_asked import asked_units


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("Combien de temps pour payer une facture ?", "jour"),
        ("Sous combien dois-je payer ?", "jour"),
        ("Quel délai pour remettre les offres ?", "jour"),
        ("Quel est le montant maximum sans publicité ?", "€"),
        ("jusqu'à combien je peux acheter sans appel d'offre", "€"),
        ("À partir de quel seuil faut-il un écrit ?", "€"),
        ("Quel pourcentage de travailleurs handicapés ?", "%"),
        ("Quelle part sous-traiter aux PME ?", "%"),
    ],
)
def test_the_kind_of_figure_asked(question: str, unit: str) -> None:
    assert unit in asked_units(question)


@pytest.mark.parametrize("question", ["Puis-je réserver un lot ?", "Comment noter les offres ?", ""])
def test_no_figure_asked(question: str) -> None:
    assert asked_units(question) == frozenset()
