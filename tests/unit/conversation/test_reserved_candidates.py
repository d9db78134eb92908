"""Who would answer a contract reserved to another family."""

from __future__ import annotations

import pytest

from assistant.conversation.reserved_candidates import candidate_of_another_family
from assistant.rules.reservation_request import ReservedTo


@pytest.mark.parametrize(
    ("message", "candidate"),
    [
        ("Une entreprise adaptée peut-elle répondre à un lot réservé aux SIAE ?", ReservedTo.EA_ESAT),
        ("nous sommes un chantier d'insertion, on peut candidater au marché réservé aux ESAT ?", ReservedTo.SIAE),
        ("Lot réservé aux entreprises d’insertion : un ESAT pourrait-il soumissionner ?", ReservedTo.EA_ESAT),
    ],
)
def test_another_family_is_told_apart(message: str, candidate: ReservedTo) -> None:
    found = candidate_of_another_family(message)
    assert found is not None
    assert found[0] is candidate
    assert found[1] is not candidate


@pytest.mark.parametrize(
    "message",
    [
        "Peut-on réserver un lot à un ESAT ?",
        "Un ESAT peut-il répondre à un lot réservé aux ESAT ?",
        "Lot réservé aux SIAE et aux ESAT : un ESAT peut-il répondre ?",
        "Peut-on réserver aux SIAE et aux entreprises adaptées à la fois ?",
        "Un ESAT peut-il répondre à un marché de nettoyage ?",
    ],
)
def test_other_questions_name_no_other_family(message: str) -> None:
    assert candidate_of_another_family(message) is None
