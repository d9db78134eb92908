"""Who asks whether a part may be entrusted to inclusive structures."""

from __future__ import annotations

import pytest

from assistant.conversation.writers.entrusted_part import asks_to_entrust_a_part


@pytest.mark.parametrize(
    "message",
    [
        "peut-on obliger le titulaire à confier 10 % à un ESAT ?",
        "on peut exiger qu'une partie du ménage soit sous-traitée à une structure d'insertion ?",
        "demander au titulaire de sous traiter à une SIAE c'est possible",
        "puis-je prévoir une part confiée à une entreprise adaptée ?",
    ],
)
def test_a_part_is_to_be_entrusted(message: str) -> None:
    assert asks_to_entrust_a_part(message)


@pytest.mark.parametrize(
    "message",
    [
        "une entreprise adaptée titulaire peut-elle sous-traiter ?",
        "peut-on exiger que les tâches essentielles ne soient pas sous-traitées par l'entreprise d'insertion ?",
        "le titulaire veut sous-traiter à un ESAT, puis-je refuser ?",
        "peut-on imposer un sous-traitant ?",
        "dois-je réserver le lot ou demander de sous-traiter à une EA",
    ],
)
def test_something_else_is_asked(message: str) -> None:
    assert not asks_to_entrust_a_part(message)
