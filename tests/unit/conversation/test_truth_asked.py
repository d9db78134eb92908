"""What is asked to be true or false."""

from __future__ import annotations

import pytest

from assistant.conversation.truth_asked import TruthAsked, judges_a_denial, truth_asked


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


@pytest.mark.parametrize(
    ("message", "denies"),
    [
        ("Le DGS dit qu’il n’y a pas de seuil, c’est faux ?", True),
        ("Mon élu répond que non. Il a tort ?", True),
        ("on serait exonérés de clause, vrai ou faux ?", True),
        ("On n’a pas alloti. L’adjoint dit que le seuil est de 90 000 €, c’est faux ?", False),
        ("La clause est due au-dessus du seuil, c’est pas vrai ?", False),
        ("La clause n’est pas due ?", False),
    ],
)
def test_what_is_judged_denies(message: str, *, denies: bool) -> None:
    assert judges_a_denial(message) is denies
