"""With the excerpts alone: what an article that is not installed answers is refused, and said to be missing."""

from __future__ import annotations

import pytest
from conversing import ask, refs

from assistant.answer import Status
from assistant.service import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "À partir de combien le sous-traitant est-il payé directement ?",
        "Combien de jours au minimum pour répondre à un appel d’offres ouvert ?",
        "le silence de la mairie sur mon sous traitant ca vaut accord",
        "Peut-on réserver une concession de services à une entreprise adaptée ?",
    ],
)
def test_the_missing_text_is_said_and_no_neighbour_answers(assistant: Assistant, question: str) -> None:
    (answer,) = ask(assistant, question)
    assert answer.status is Status.REFUSED
    assert not answer.citations
    assert "extraits" in answer.text
    assert not answer.follow_ups


@pytest.mark.parametrize(
    "question", ["Peut-on verser une prime aux candidats ?", "Qu’est-ce qu’un accord-cadre ?"]
)
def test_a_whole_question_is_not_answered_by_the_text_of_the_one_before(
    assistant: Assistant, question: str
) -> None:
    _, answer = ask(assistant, "Peut-on réserver un marché de nettoyage de 80 000 € HT à un ESAT ?", question)
    assert answer.status is Status.REFUSED
    assert not answer.citations


def test_what_is_told_around_a_question_may_show_that_its_text_is_missing(assistant: Assistant) -> None:
    told = "Le titulaire a cédé sa créance à sa banque, qui nous envoie des consignes sur l’ordre des travaux."
    (answer,) = ask(assistant, f"{told} En a-t-elle le droit ?")
    assert answer.status is Status.REFUSED


def test_a_text_that_is_not_installed_and_may_answer_better_is_told(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Peut-on exiger une visite du chantier avant l’offre ?")
    assert answer.status is Status.PARTIAL
    assert answer.verdict is None or answer.verdict_to_check
    assert answer.text.startswith("Attention")


def test_an_article_that_is_not_installed_is_no_other_of_its_number(assistant: Assistant) -> None:
    missing, bare = ask(assistant, "Que dit l’article R2112-4 du code ?", "Que dit l’article 2113-7 ?")
    assert missing.status is Status.REFUSED
    assert "pas dans mes sources" in missing.text
    assert {"L2113-7", "R2113-7"} <= refs(bare)
