"""What comes before a question may be its circumstances: then nothing is answered apart."""

from __future__ import annotations

import pytest

from assistant.conversation.several import asks_one_thing, separate_parts
from assistant.retrieval.questions import parts_of


@pytest.mark.parametrize(
    ("message", "one"),
    [
        ("Droits exclusifs réels, pas d’autre solution, prix élevé : direct quand même ?", True),
        ("Le lauréat est trop cher ; le maire veut négocier avec l’équipe classée dernière. Permis ?", True),
        ("écrit, publicité, avance : que dois-je prévoir ?", False),
        ("Quel délai de paiement pour une commune ? et l’avance, à partir de quel montant ?", False),
        ("délai de paiement d’une commune ; montant de l’avance obligatoire", False),
    ],
)
def test_circumstances_are_told_apart_from_questions(message: str, one: bool) -> None:
    parts = parts_of(message)
    assert len(parts) > 1
    assert asks_one_thing(message, parts) is one


def test_what_if_after_a_question_is_a_second_one() -> None:
    asked = "ai-je bien 30 jours pour régler une facture, et si je tarde je dois des intérêts ?"
    assert separate_parts(asked) == (
        "ai-je bien 30 jours pour régler une facture ?",
        "si je tarde je dois des intérêts ?",
    )
    # What is told before is no question, and a condition of the first asks nothing more.
    assert separate_parts("le marché est signé, et si le titulaire refuse je fais quoi ?") == ()
