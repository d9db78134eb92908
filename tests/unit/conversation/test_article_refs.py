"""An annex named is one of the code, unless its words make it one of something else."""

from __future__ import annotations

import pytest

from assistant.conversation.article_refs import read_refs
from assistant.conversation.wording import read_wording


@pytest.mark.parametrize(
    "message", ["que dit l'annexe 2 ?", "l'annexe 4 du code existe-t-elle ?", "annexe 3, services sociaux"]
)
def test_an_annex_of_the_code_is_read(message: str) -> None:
    assert read_refs(read_wording(message))


@pytest.mark.parametrize(
    "message",
    [
        "les salariés sont repris selon l'annexe 7",
        "convention collective de la propreté, annexe 7 : qui transférer ?",
        "remplir l'annexe 5 de l'acte d'engagement",
        "l'annexe 6 du CCAP est vide",
    ],
)
def test_an_annex_of_something_else_is_not(message: str) -> None:
    assert read_refs(read_wording(message)) == ()
