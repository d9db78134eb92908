"""Hours due and done told lot by lot, and what only looks like it."""

from __future__ import annotations

import pytest

from assistant.conversation.progress_told import progress_told
from assistant.drafting.lot_progress import in_all, left_by_lot, progress_values


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (
            "Bilan T2, lot 1 prévu 900 fait 610, lot 2 prévu 300 fait 318, lot 5 prévu 150 fait 0. le relevé ?",
            [("Lot 1", 900, 610), ("Lot 2", 300, 318), ("Lot 5", 150, 0)],
        ),
        (
            "relevé : lot 1 610 h faites sur 900, lot 2 318 sur 300, lot 5 rien sur 150",
            [("Lot 1", 900, 610), ("Lot 2", 300, 318), ("Lot 5", 150, 0)],
        ),
        (
            "lot 1 (gros œuvre) : 1 200 h prévues, 610 réalisées ; lot 2 peinture : 300 prévues, aucune faite",
            [("Lot 1 – gros œuvre", 1200, 610), ("Lot 2 – peinture", 300, 0)],
        ),
        (
            "lot plâtrerie objectif 200, 120 h faites et lot carrelage objectif 80, 0 faite",
            [("Lot plâtrerie", 200, 120), ("Lot carrelage", 80, 0)],
        ),
        ("lot 1 610/900 h, lot 2 reste 40 h sur 300", [("Lot 1", 900, 610), ("Lot 2", 300, 260)]),
        ("fais-moi l’état trimestriel du lot 3 : 112 h sur 480", [("Lot 3", 480, 112)]),
        ("le lot 3 a fait 112 h sur 480, je fais quoi ?", []),
        ("3 lots : lot 1 300 h, lot 2 120 h", []),
        ("lot 1 à 120 000 € et lot 2 à 80 000 €, combien d’heures ?", []),
        ("lot 1 noté sur 40 points, lot 2 noté sur 60", []),
    ],
)
def test_the_hours_of_each_lot_are_read(message: str, told: list[tuple[str, int, int]]) -> None:
    assert [(lot.label, lot.due, lot.done) for lot in progress_told(message)] == told


def test_hours_beyond_on_one_lot_take_nothing_off_another() -> None:
    lots = progress_told("relevé : lot 1 610 h sur 900, lot 2 318 h sur 300, lot 5 rien sur 150")
    assert (in_all(lots).due, in_all(lots).done, in_all(lots).left) == (1350, 928, 422)
    assert left_by_lot(lots) == 440
    assert progress_values(lots)["avancement"].rows[-1] == (
        "Total",
        "1\u00a0350",
        "928",
        "69\u00a0%",
        "440",
    )
