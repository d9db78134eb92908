"""What a value that may only be higher already settles: 70 000 € a year, for a term that is not told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules import french
from assistant.rules.decision import Step
from assistant.rules.parameters import UsedFigure, dating_remarks, read_figure
from assistant.rules.procedure_request import ProcedureAdvice, ProcedureRequest
from assistant.rules.procedure_steps import not_direct_step, scale_steps
from corpus.figure_files import FigureSet


def advise_for_least(
    request: ProcedureRequest,
    value: Decimal,
    steps: tuple[Step, ...],
    questions: tuple[str, ...],
    direct: tuple[UsedFigure, ...],
    thresholds: tuple[UsedFigure, ...],
    figures: FigureSet,
    as_of: date,
) -> ProcedureAdvice:
    """Competition is due from the threshold of R2122-8 on, whatever is left to count; below it, what each value leads to.

    Raises ``UnknownFigure`` when no threshold of a written contract is known at that date.
    """
    highest = max(direct, key=lambda figure: figure.value)
    least = f"La valeur estimée est d’au moins {french.euros_ht(value)}"
    if value >= highest.value:
        used: tuple[UsedFigure, ...] = (highest, *thresholds)
        # Social services are bought by an adapted procedure whatever their value (R2123-1, 3°).
        which = "adaptée" if request.social_services else "adaptée ou formalisée selon ce qui reste à compter"
        return ProcedureAdvice(
            kind=None,
            summary=f"{least}\u00a0: elle demande une publicité et une mise en concurrence, en procédure {which}.",
            steps=(*steps, not_direct_step(value, highest)),
            questions=questions,
            figures=used,
            remarks=dating_remarks(used, as_of),
            written_contract=True,
        )
    writing = read_figure(figures, "seuil_marche_ecrit", as_of)
    used = (*direct, *thresholds, writing)
    return ProcedureAdvice(
        kind=None,
        summary=f"{least}\u00a0: la procédure dépend de ce qui reste à compter.",
        steps=steps,
        scale=scale_steps(direct, () if request.social_services else thresholds, writing),
        questions=questions,
        figures=used,
        remarks=dating_remarks(used, as_of),
    )
