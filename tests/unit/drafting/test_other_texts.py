"""What no template holds: a letter that answers or refuses, one to somebody else, a subject of its own."""

from __future__ import annotations

import pytest

from assistant.drafting.choice import asks_next, kind_of
from corpus.models import ClauseKind


@pytest.mark.parametrize(
    "request_",
    [
        "Réponds à l’entreprise par courriel que ce n’est pas possible",
        "un courrier en réponse à sa demande de suspension",
        "écris un mail pour dire au titulaire que ses intérimaires ne comptent pas",
        "fais un mail à l’adjoint au maire pour lui présenter la clause",
        "lettre à la mission locale pour trouver des candidats à l’insertion",
        "un courrier à l’entreprise pour lui réclamer ses heures du trimestre",
        "rédige une clause d’avance pour la structure",
        "la clause de résiliation pour faute",
        "l’article sur les pénalités de retard",
    ],
)
def test_text_of_another_kind_has_no_template(request_: str) -> None:
    assert kind_of(request_) is None


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        ("Prépare le courrier à l’attributaire du lot menuiserie, 140 heures", ClauseKind.LETTER),
        ("lettre au titulaire pour lui rappeler ses heures et le contact du facilitateur", ClauseKind.LETTER),
        ("mail de lancement à l’entreprise, n’oublie pas les structures proches", ClauseKind.LETTER),
        ("Rédige la clause d’insertion, merci d’avance", ClauseKind.EXECUTION),
        ("écris-moi les pénalités", ClauseKind.EXECUTION),
        ("clause pénale graduée : mise en demeure, pénalité, résiliation", ClauseKind.EXECUTION),
        ("une phrase du RC : l’offre sans engagement d’heures est irrégulière", ClauseKind.COMMITMENT),
    ],
)
def test_text_that_a_template_holds(request_: str, kind: ClauseKind) -> None:
    assert kind_of(request_) is kind


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("et le tableau de suivi", True),
        ("puis la lettre au titulaire", True),
        ("et la clause est-elle obligatoire ?", False),
        ("et la clause, elle sert à quoi", False),
        ("et le prix du lot", False),
        ("et l’article L2113-12", False),
    ],
)
def test_few_words_go_on_to_the_next_text(message: str, expected: bool) -> None:
    assert asks_next(message) is expected
