"""Reserving lots to young innovative companies (CCP L2113-17)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.rules import french
from assistant.rules.decision import Outcome, Step
from assistant.rules.estimated_value import estimate
from assistant.rules.parameters import UsedFigure, read_figure
from assistant.rules.reservation_request import ReservationRequest
from corpus.figure_files import FigureSet

_REF = "L2113-17"
_SHARE = "part_lots_jeunes_entreprises_innovantes"
_THRESHOLD = "services_fournitures_etat"
ASK_INNOVATIVE = (
    "L’achat porte-t-il sur des travaux, fournitures ou services nouveaux ou sensiblement améliorés\u00a0?"
)
ASK_VALUE = "Quelle est la valeur estimée hors taxes du besoin, tous lots compris\u00a0?"
ASK_RESERVED = "Quel est le montant total des lots à réserver aux jeunes entreprises innovantes\u00a0?"


def young_innovative_steps(
    request: ReservationRequest, figures: FigureSet, as_of: date
) -> tuple[list[Step], list[str], list[UsedFigure]]:
    """The conditions of L2113-17 with their outcomes, the questions left and the figures used."""
    if figures.figure(_SHARE).at(as_of) is None:
        return [_not_yet(figures, as_of)], [], []
    share = read_figure(figures, _SHARE, as_of)
    threshold = read_figure(figures, "seuil_europeen", as_of, _THRESHOLD)
    estimated = estimate(request)
    value = estimated.amount if estimated else None
    steps = [
        _lots_step(request),
        _innovation_step(request),
        _value_step(value, threshold, at_least=bool(estimated and estimated.at_least)),
        _share_step(request, value, share),
    ]
    asked = (
        (ASK_INNOVATIVE, request.innovative is None),
        (ASK_VALUE, value is None),
        (ASK_RESERVED, request.reserved_amount_ht is None and request.whole_market is not True),
    )
    questions = [question for question, missing in asked if missing]
    return steps, [*(estimated.questions if estimated else ()), *questions], [share, threshold]


def _not_yet(figures: FigureSet, as_of: date) -> Step:
    start = min(v.since for v in figures.figure(_SHARE).values if v.since)
    return Step(
        rule="date d’entrée en vigueur",
        ref=_REF,
        fact=french.day(as_of),
        outcome=Outcome.NOT_MET,
        explanation_fr=f"La réservation de lots aux jeunes entreprises innovantes est en vigueur, dans mes sources, "
        f"depuis le {french.day(start)}\u00a0; la date retenue ici est le {french.day(as_of)}.",
    )


def _lots_step(request: ReservationRequest) -> Step:
    whole = request.whole_market
    return Step(
        rule="des lots d’un marché alloti",
        ref=_REF,
        fact={True: "le marché entier", False: "un lot", None: "marché entier ou lot, à préciser"}[whole],
        outcome={True: Outcome.NOT_MET, False: Outcome.MET, None: Outcome.UNKNOWN}[whole],
        explanation_fr="Seuls des lots d’un marché passé en lots séparés peuvent être réservés aux jeunes entreprises "
        "innovantes, non le marché entier.",
    )


def _innovation_step(request: ReservationRequest) -> Step:
    return Step(
        rule="achat innovant",
        ref=_REF,
        fact={True: "achat innovant", False: "achat courant", None: "caractère innovant à préciser"}[
            request.innovative
        ],
        outcome={True: Outcome.MET, False: Outcome.NOT_MET, None: Outcome.UNKNOWN}[request.innovative],
        explanation_fr="Le marché porte sur des travaux, des fournitures ou des services innovants, au sens du code.",
    )


def _value_step(value: Decimal | None, threshold: UsedFigure, *, at_least: bool) -> Step:
    if value is None:
        outcome = Outcome.UNKNOWN
    elif value >= threshold.value:
        outcome = Outcome.NOT_MET
    else:
        outcome = Outcome.UNKNOWN if at_least else Outcome.MET
    return Step(
        rule="valeur inférieure au seuil des autorités publiques centrales",
        ref=_REF,
        fact="valeur à préciser" if value is None else french.euros_ht(value),
        outcome=outcome,
        explanation_fr="La valeur estimée du besoin est inférieure au seuil européen des fournitures et services des "
        f"autorités publiques centrales, {french.euros_ht(threshold.value)}, quel que soit l’acheteur.",
    )


def _share_step(request: ReservationRequest, value: Decimal | None, share: UsedFigure) -> Step:
    reserved = request.reserved_amount_ht
    most = None if value is None else share.value * value
    if reserved is None or most is None:
        outcome, fact = Outcome.UNKNOWN, "montant des lots réservés à préciser"
    else:
        outcome = Outcome.MET if reserved <= most else Outcome.NOT_MET
        fact = f"{french.euros_ht(reserved)}, pour {french.euros_ht(most)} au plus"
    return Step(
        rule="part des lots réservés",
        ref=_REF,
        fact=fact,
        outcome=outcome,
        explanation_fr=f"Les lots réservés représentent {french.percent(share.value)} du montant total"
        + (f", soit {french.euros_ht(most)} ici." if most is not None else "."),
    )
