"""What is asked to be true or false."""

from __future__ import annotations

import pytest

from assistant.conversation.truth_asked import TruthAsked, truth_asked


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("on m'a dit que le seuil était de 90 000 €, c faux ?", TruthAsked.FALSE),
        ("Le maire soutient qu’il peut choisir seul. Il a tort ?", TruthAsked.FALSE),
        ("mon adjoint se trompe, non ? il se trompe ?", TruthAsked.FALSE),
        ("Un lot réservé dispense d’avis, vrai ou faux ?", TruthAsked.EITHER),
        ("C’est vrai ?", None),
        ("Le candidat a produit une fausse attestation, peut-on l’exclure ?", None),
        ("le titulaire a tort, que faire", None),
    ],
)
def test_truth_asked(message: str, asked: TruthAsked | None) -> None:
    assert truth_asked(message) is asked
