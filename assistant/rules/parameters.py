"""Reading a dated figure so that the result can name the value it used."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.errors import UnknownFigure
from assistant.market import Frozen
from assistant.rules import french
from corpus.figure_files import FigureSet, NoFigureValue
from corpus.models import FigureValue


class UsedFigure(Frozen):
    """One dated value a rule used, with what a reader needs to check it.

    ``origin`` is ``loi``, ``profession`` or ``département``; the value is in ``unit``.
    """

    name: str
    label: str
    unit: str
    origin: str
    figure: FigureValue

    @property
    def value(self) -> Decimal:
        """The number, in ``unit``."""
        return self.figure.value

    @property
    def source(self) -> str:
        """The reference, followed by its date of effect when it is known."""
        since = self.figure.since
        return f"{self.figure.reference}, depuis le {french.day(since)}" if since else self.figure.reference


def read_figure(figures: FigureSet, name: str, on: date, variant: str = "") -> UsedFigure:
    """The value in effect that day; raises ``UnknownFigure`` when no source gives one."""
    try:
        value = figures.at(name, on, variant)
        figure = figures.figure(name)
    except NoFigureValue as error:
        raise UnknownFigure(str(error), field=name) from error
    label = f"{figure.label} ({value.label})" if value.label else figure.label
    return UsedFigure(name=name, label=label, unit=figure.unit, origin=figure.authority.value, figure=value)


def dating_remarks(used: tuple[UsedFigure, ...], on: date) -> tuple[str, ...]:
    """French remarks on values whose date of effect or whose text is not certain at that day."""
    remarks = []
    for item in used:
        figure = item.figure
        if item.origin != "loi":
            continue
        if figure.article_ref is None and figure.note and figure.since is not None:
            remarks.append(f"{item.label}\u00a0: {figure.note}")
        elif figure.since is None and on < figure.last_checked:
            remarks.append(
                f"{item.label}\u00a0: valeur vérifiée au {french.day(figure.last_checked)}, sa date d’effet n’est pas "
                f"dans les sources\u00a0; pour le {french.day(on)}, vérifiez sur Légifrance."
            )
    return tuple(dict.fromkeys(remarks))
