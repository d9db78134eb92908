"""The duty of a social condition for a contract said to be above or below the European threshold, without its value."""

from __future__ import annotations

from datetime import date

from assistant.answer import Verdict
from assistant.market import BuyerKind, MarketNature
from assistant.rules.decision import Decision, Outcome, Step
from assistant.rules.obligation_elsewhere import SUBJECT
from assistant.rules.obligation_exceptions import (
    ASK_DURATION,
    claimed_step,
    exceptions_step,
    long_works,
    reasons_step,
    short_works_step,
)
from assistant.rules.obligation_request import ObligationRequest, SocialException
from assistant.rules.parameters import UsedFigure, read_figure
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
    claimed, steps, questions, used = list(request.exceptions), [started, side], [], [duty]
    if request.nature is None:
        questions.append(ASK_NATURE)
    if request.nature is MarketNature.TRAVAUX:
        limit = read_figure(figures, "duree_exception_travaux", as_of)
        used.append(limit)
        short = short_works_step(request, limit)
        steps.append(short)
        if short.outcome is Outcome.UNKNOWN:
            questions.append(ASK_DURATION)
        elif short.outcome is Outcome.MET and SocialException.TRAVAUX_COURTS not in claimed:
            claimed.append(SocialException.TRAVAUX_COURTS)
        elif short.outcome is Outcome.NOT_MET and SocialException.TRAVAUX_COURTS in claimed:
            raise long_works(limit, short)
    if claimed:
        entity = request.buyer_kind is BuyerKind.CONTRACTING_ENTITY
        steps += [*(claimed_step(exception) for exception in claimed), reasons_step(entity=entity)]
    else:
        steps.append(exceptions_step())
    return Decision(
        subject=SUBJECT,
        verdict=Verdict.SOUS_CONDITIONS if claimed else Verdict.OUI,
        summary="Le marché est dans le champ de l’obligation, mais une exception permet de ne pas prévoir de "
        "considération sociale, à condition d’en indiquer les motifs."
        if claimed
        else "Oui\u00a0: au-dessus du seuil européen, le marché doit prévoir une condition d’exécution sociale, sauf "
        "l’une des quatre exceptions, motivée.",
        steps=tuple(steps),
        questions=tuple(questions),
        figures=tuple(used),
    )
