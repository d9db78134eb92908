"""The duty of a social condition for a contract said to be above or below the European threshold, without its value."""

from __future__ import annotations

from datetime import date

from assistant.answer import Verdict
from assistant.market import MarketNature
from assistant.rules.decision import Decision, Outcome, Step
from assistant.rules.obligation_elsewhere import SUBJECT
from assistant.rules.obligation_exceptions import claimed_step, exceptions_step, short_works_step
from assistant.rules.obligation_request import ObligationRequest, SocialException
from assistant.rules.parameters import UsedFigure, read_figure
from corpus.figure_files import FigureSet


def decide_told(
    request: ObligationRequest, started: Step, duty: UsedFigure, figures: FigureSet, as_of: date
) -> Decision:
    """Yes above the threshold, in principle; no below; under conditions when the term of the works makes an exception.

    Raises:
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
        free = Step(
            rule="faculté de prévoir une considération sociale",
            ref="L2112-2",
            fact="marché au-dessous du seuil",
            outcome=Outcome.MET,
            explanation_fr="L’acheteur reste libre de prévoir des conditions d’exécution sociales, liées à l’objet du "
            "marché.",
        )
        return Decision(
            subject=SUBJECT,
            verdict=Verdict.NON,
            summary="Non\u00a0: au-dessous du seuil européen, prévoir une considération sociale est une faculté.",
            steps=(started, side, free),
            figures=(duty,),
        )
    if request.nature is MarketNature.TRAVAUX and (request.months is not None or request.days):
        limit = read_figure(figures, "duree_exception_travaux", as_of)
        short = short_works_step(request, limit)
        if short.outcome is not Outcome.NOT_MET:
            return Decision(
                subject=SUBJECT,
                verdict=Verdict.SOUS_CONDITIONS,
                summary="Le marché est dans le champ de l’obligation, mais une exception permet de ne pas prévoir de "
                "considération sociale, à condition d’en indiquer les motifs.",
                steps=(started, side, short, claimed_step(SocialException.TRAVAUX_COURTS)),
                figures=(duty, limit),
            )
    return Decision(
        subject=SUBJECT,
        verdict=Verdict.OUI,
        summary="Oui\u00a0: au-dessus du seuil européen, le marché doit prévoir une condition d’exécution sociale, sauf "
        "l’une des quatre exceptions, motivée.",
        steps=(started, side, exceptions_step()),
        figures=(duty,),
    )
