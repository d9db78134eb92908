"""The method of hours, told with the dated figures it rests on."""

from __future__ import annotations

from datetime import date

from assistant.quantities import plain_spaces
from assistant.rules.hours_method import method_steps
from corpus.figure_files import FigureSet

ON = date(2026, 11, 22)


def test_each_step_gives_its_arithmetic_its_values_and_their_sources(figures: FigureSet) -> None:
    share, cost, effort = map(plain_spaces, method_steps(figures, ON))
    assert share.startswith("Montant HT × part de main-d'œuvre")
    assert "nettoyage et propreté, 80 %" in share
    assert "travaux, 30 €/h (Guide MEF Sud 77" in cost
    assert "5 %, de 3 % à 10 %" in effort
