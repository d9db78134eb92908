"""What is offered next is neither what was asked nor what was just told."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from assistant.answer import Answer
from assistant.conversation.fresh_offers import fresh
from assistant.conversation.understanding import Intent

RESERVED, DUTY = "Ce marché peut-il être réservé ?", "Suis-je obligé de prévoir une considération sociale ?"
WHO, DRAFT = "Qui peut répondre dans les Landes ?", "Rédige la clause d’insertion"


def answer(intent: Intent, structures: int = 0) -> Answer:
    """An earlier answer, of which only its intent and its list are read."""
    return cast(Answer, SimpleNamespace(intent=intent.value, structures=("structure",) * structures))


@pytest.mark.parametrize(
    ("earlier", "left"),
    [
        ([], (RESERVED, DUTY, WHO, DRAFT)),
        ([answer(Intent.RESERVATION)], (DUTY, WHO, DRAFT)),
        ([answer(Intent.RESERVATION, structures=2)], (DUTY, DRAFT)),
        ([answer(Intent.OBLIGATION), answer(Intent.PARTNERS)], (RESERVED, DRAFT)),
        ([answer(Intent.OBLIGATION), *[answer(Intent.LEGAL)] * 3], (RESERVED, DUTY, WHO, DRAFT)),
    ],
)
def test_what_was_told_lately_is_not_offered(earlier: list[Answer], left: tuple[str, ...]) -> None:
    assert fresh((RESERVED, DUTY, WHO, DRAFT), (), earlier) == left


@pytest.mark.parametrize("asked", ["qui peut répondre dans les landes", "Et dans les Landes, qui peut répondre ?"])
def test_what_was_asked_is_not_offered(asked: str) -> None:
    assert fresh((WHO, DRAFT), (asked,), ()) == (DRAFT,)
