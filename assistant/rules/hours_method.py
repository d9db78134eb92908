"""How insertion hours are found from an amount, told with the dated figures it rests on and no market at hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules import french
from assistant.rules.hours_parameters import COSTS, EFFORT, SHARES
from assistant.rules.parameters import read_figure
from corpus.figure_files import FigureSet

_STEPS = (SHARES, COSTS, EFFORT)
_RATIO = "ratio"


def method_steps(figures: FigureSet, on: date) -> tuple[str, ...]:
    """One French paragraph a step, in the order of the calculation: its arithmetic, its values, their sources.

    Raises:
        UnknownFigure: a figure has no value that day.
    """
    return tuple(_step(name, figures, on) for name in _STEPS)


def _step(name: str, figures: FigureSet, on: date) -> str:
    figure = figures.figure(name)
    said = []
    for variant in dict.fromkeys(value.variant for value in figure.values):
        value = read_figure(figures, name, on, variant).figure
        shown = _shown(value.value, figure.unit)
        if value.low is not None and value.high is not None:
            shown += f", de {_shown(value.low, figure.unit)} à {_shown(value.high, figure.unit)}"
        about = f"{value.label}, " if value.label else ""
        said.append(f"{about}{shown} ({value.reference})")
    listed = "\u00a0; ".join(said)
    return f"{figure.arithmetic} {figure.label}\u00a0: {listed}."


def _shown(value: Decimal, unit: str) -> str:
    return french.percent(value) if unit == _RATIO else french.per_hour(value)
