"""Hours due and done, wherever a conversation tells them, and no number of something else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.conversation.hours_short import hours_short


@pytest.mark.parametrize(
    ("messages", "missing"),
    [
        (["ils n'ont fait que 90 heures sur 240"], 150),
        (["On devait réaliser 300 heures, on en est à 180"], 120),
        (["200 h prévues, 150 réalisées"], 50),
        (["il nous manque 75 heures sur 400"], 75),
        (["40 heures d'insertion n'ont pas été faites"], 40),
        (["64h/210h faites"], 146),
        (["la pénalité est de 30 € par heure", "le titulaire a réalisé 20 heures sur les 60 prévues"], 40),
        (["pardon, 30 heures ont été faites", "20 heures sur 60"], 30),
        (["500 heures à faire, ils en sont à 500 heures"], None),
        (["nous avons fait 3 réunions sur 4 mois"], None),
        (["il manque 2 lots"], None),
        (["600 heures d'insertion sur 4 ans"], None),
        (["combien d'heures pour 300 000 € ?"], None),
    ],
)
def test_the_hours_missing_are_read(messages: list[str], missing: int | None) -> None:
    short = hours_short(messages, None)
    assert (short.missing if short else None) == missing


def test_the_hours_aimed_at_are_those_due() -> None:
    short = hours_short(["l'entreprise n'a fait que 112 heures"], Decimal(350))
    assert short is not None
    assert (short.missing, short.due, short.done) == (238, 350, 112)
