"""With the excerpts alone, a change of a contract under way is told from the one article held and the figures known."""

from __future__ import annotations

import pytest
from conversing import ask, refs

from assistant.answer import Status, Verdict
from assistant.service import Assistant


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (
            "Notre marché de nettoyage peut-il être augmenté par un avenant de 7 % ?",
            "elle reste sous cette part",
        ),
        (
            "Marché de travaux de 300 000 € HT, avenant de 60 000 € : permis ?",
            "20\u00a0% du montant initial : elle n’est donc pas",
        ),
    ],
)
def test_the_six_cases_and_the_share_are_told(assistant: Assistant, message: str, said: str) -> None:
    (answer,) = ask(assistant, message)
    assert answer.status is Status.PARTIAL
    assert answer.verdict is Verdict.SOUS_CONDITIONS
    assert refs(answer) == {"L2194-1"}
    assert "six cas" in answer.text
    assert said in answer.text


def test_having_to_accept_is_not_answered_by_yes_or_no(assistant: Assistant) -> None:
    (answer,) = ask(assistant, "Le maître d’œuvre exige une rallonge de 22 %, sommes-nous obligés de l’accepter ?")
    assert answer.verdict is None
    assert all(fact.name != "effort" for fact in answer.understood)


def test_the_conversation_goes_on_about_the_change(assistant: Assistant) -> None:
    first, share, anew = ask(
        assistant,
        "Peut-on prolonger de quatre mois notre marché de gardiennage ?",
        "montant initial 200 000 €, ces mois feraient 15 000 €",
        "sans nouvelle publicité donc ?",
    )
    assert "L2194-1" in refs(first)
    assert "7,5" in share.text
    assert refs(anew) == {"L2194-1"}
