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


def test_a_text_that_is_not_installed_and_may_answer_better_is_told(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Une modification de prix est-elle possible en cours de marché ?")
    assert answer.status is Status.PARTIAL
    assert answer.verdict is None or answer.verdict_to_check
    assert answer.text.startswith("Attention")


def test_an_article_that_is_not_installed_is_no_other_of_its_number(assistant: Assistant) -> None:
    missing, bare = ask(assistant, "Que dit l’article R2112-4 du code ?", "Que dit l’article 2113-7 ?")
    assert missing.status is Status.REFUSED
    assert "pas dans mes sources" in missing.text
    assert {"L2113-7", "R2113-7"} <= refs(bare)
