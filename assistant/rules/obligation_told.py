"""The duty of a social condition for a contract said to be above or below the European threshold, without its value."""

from __future__ import annotations

from datetime import date

from assistant.answer import Verdict
from assistant.rules.decision import Decision, Outcome, Step
from assistant.rules.obligation_elsewhere import SUBJECT
from assistant.rules.obligation_exceptions import EXCUSED, weigh_exceptions
from assistant.rules.obligation_request import ObligationRequest
from assistant.rules.parameters import UsedFigure
from assistant.rules.procedure import ASK_NATURE
from corpus.figure_files import FigureSet


def decide_told(
    request: ObligationRequest, started: Step, duty: UsedFigure, figures: FigureSet, as_of: date
) -> Decision:
    """Yes above the threshold, in principle; no below; under conditions where an exception is claimed or the term makes one.

    Raises:
        InvalidInput: short works are claimed for a term that is not short.
        UnknownFigure: no limit of duration is known at that date.
    """
    above = bool(request.above_threshold)
    side = Step(
        rule="seuil européen",
        ref="Annexe 2",
        fact="au-dessus du seuil" if above else "au-dessous du seuil",
        outcome=Outcome.MET if above else Outcome.NOT_MET,
        explanation_fr=f"Vous indiquez un marché {'au-dessus' if above else 'au-dessous'} du seuil européen, qui dépend "
        "de la nature du marché et de l’acheteur.",
    )
    if not above:
        return Decision(
            subject=SUBJECT,
            verdict=Verdict.NON,
            summary="Non\u00a0: au-dessous du seuil européen, prévoir une considération sociale est une faculté.",
            steps=(started, side, free_step()),
            figures=(duty,),
        )
    weighed = weigh_exceptions(request, figures, as_of)
    return Decision(
        subject=SUBJECT,
        verdict=Verdict.SOUS_CONDITIONS if weighed.claimed else Verdict.OUI,
        summary=EXCUSED
        if weighed.claimed
        else "Oui\u00a0: au-dessus du seuil européen, le marché doit prévoir une condition d’exécution sociale, sauf "
        "l’une des quatre exceptions, motivée.",
        steps=(started, side, *weighed.steps),
        questions=(*(() if request.nature else (ASK_NATURE,)), *weighed.questions),
        figures=(duty, *weighed.figures),
    )


def free_step() -> Step:
    """What is left to the buyer below the threshold."""
    return Step(
        rule="faculté de prévoir une considération sociale",
        ref="L2112-2",
        fact="marché au-dessous du seuil",
        outcome=Outcome.MET,
        explanation_fr="L’acheteur reste libre de prévoir des conditions d’exécution sociales, liées à l’objet du marché.",
    )
