"""Conditions of a contract reserved to social-economy enterprises (CCP L2113-15, L2113-16)."""

from __future__ import annotations

from datetime import date

from assistant.market import BuyerKind, MarketNature
from assistant.rules import french
from assistant.rules.decision import Outcome, Step
from assistant.rules.durations import Position, position
from assistant.rules.parameters import UsedFigure, read_figure
from assistant.rules.reservation_request import ReservationRequest
from corpus.figure_files import FigureSet

ASK_SERVICES = (
    "Le marché porte-t-il exclusivement sur des services sociaux ou autres services spécifiques de l’annexe 3 du "
    "code\u00a0? La liste n’est pas dans mes sources\u00a0: vérifiez-la sur Légifrance."
)
ASK_DURATION = "Quelle est la durée du marché, reconductions comprises\u00a0?"
ASK_LAST_AWARD = (
    "L’entreprise pressentie a-t-elle déjà reçu un marché réservé à ce titre, et à quelle date "
    "d’attribution\u00a0?"
)
ASK_AUTHORITY = "Êtes-vous aussi pouvoir adjudicateur\u00a0?"


def social_economy_steps(
    request: ReservationRequest, figures: FigureSet, as_of: date
) -> tuple[list[Step], list[str], list[UsedFigure]]:
    """The steps of L2113-15 and L2113-16, the questions still open and the figures used."""
    maximum = read_figure(figures, "duree_reservation_ess", as_of)
    waiting = read_figure(figures, "attente_reservation_ess", as_of)
    steps, questions = [], []
    services = _services_step(request)
    duration = _duration_step(request, maximum)
    award = _waiting_step(request, waiting, as_of)
    for step, question in ((services, ASK_SERVICES), (duration, ASK_DURATION), (award, ASK_LAST_AWARD)):
        steps.append(step)
        if step.outcome is Outcome.UNKNOWN:
            questions.append(question)
    if request.buyer_kind is BuyerKind.CONTRACTING_ENTITY:
        steps.append(
            Step(
                rule="qualité de pouvoir adjudicateur",
                ref="L2113-15",
                fact=request.buyer_kind.value,
                outcome=Outcome.UNKNOWN,
                explanation_fr="Seul un pouvoir adjudicateur, même agissant comme entité adjudicatrice, peut "
                "réserver "
                "à ce titre.",
            )
        )
        questions.append(ASK_AUTHORITY)
    return steps, questions, [maximum, waiting]


def _services_step(request: ReservationRequest) -> Step:
    works = request.nature in (MarketNature.TRAVAUX, MarketNature.FOURNITURES)
    if works or request.social_services is False:
        outcome, fact = Outcome.NOT_MET, request.nature.value if works and request.nature else "hors annexe 3"
    elif request.social_services:
        outcome, fact = Outcome.MET, "services de l’annexe 3"
    else:
        outcome, fact = Outcome.UNKNOWN, "appartenance à l’annexe 3 non précisée"
    return Step(
        rule="services sociaux et autres services spécifiques de l’annexe 3 seulement",
        ref="L2113-15",
        fact=fact,
        outcome=outcome,
        explanation_fr="La réservation aux entreprises de l’économie sociale et solidaire ne vaut que pour les "
        "services sociaux et autres services spécifiques de la liste annexée au code, et pour des entreprises "
        "dont "
        "l’objectif est d’assumer une mission de service public liée à ces services.",
    )


def _duration_step(request: ReservationRequest, maximum: UsedFigure) -> Step:
    years = french.number(maximum.value)
    if request.months is None and not request.days:
        outcome, fact = Outcome.UNKNOWN, "durée non précisée"
    else:
        months = request.months or maximum.value * 0
        where = position(months, request.days, maximum.value * 12)
        outcomes = {Position.ABOVE: Outcome.NOT_MET, Position.UNCERTAIN: Outcome.UNKNOWN}
        outcome = outcomes.get(where, Outcome.MET)
        fact = french.months(months) + (f" et {request.days} jours" if request.days else "")
    return Step(
        rule=f"durée de {years} ans au plus",
        ref="L2113-16",
        fact=fact,
        outcome=outcome,
        explanation_fr=f"La durée d’un marché réservé à ce titre ne peut être supérieure à {years} ans.",
    )


def _waiting_step(request: ReservationRequest, waiting: UsedFigure, as_of: date) -> Step:
    years = french.number(waiting.value)
    award_on = request.award_on or as_of
    last = request.last_ess_award_on
    if last is None:
        outcome, fact = Outcome.UNKNOWN, "attribution précédente non précisée"
    else:
        outcome = Outcome.MET if award_on > _years_later(last, int(waiting.value)) else Outcome.NOT_MET
        fact = f"attribution précédente le {french.day(last)}, nouvelle attribution le {french.day(award_on)}"
    return Step(
        rule=f"délai de {years} ans entre deux attributions",
        ref="L2113-16",
        fact=fact,
        outcome=outcome,
        explanation_fr=f"L’entreprise attributaire ne peut recevoir un autre marché au même titre au cours des "
        f"{years} années suivantes.",
    )


def _years_later(start: date, years: int) -> date:
    """The same day ``years`` later; the 28th for a 29 February with no counterpart."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)
