"""How far one reservation reaches: families joined or chosen, a part of the contract."""

from __future__ import annotations

from assistant.rules.decision import Outcome, Step
from assistant.rules.reservation_notice import ARTICLES
from assistant.rules.reservation_request import ReservationRequest, ReservedTo


def apart_step(request: ReservationRequest) -> Step:
    """L2113-14 joins L2113-12 and L2113-13; nothing joins L2113-15 to them."""
    return Step(
        rule="pas de réservation commune avec l’économie sociale et solidaire",
        ref="L2113-14",
        fact="économie sociale et solidaire et autres structures",
        outcome=Outcome.NOT_MET if request.together else Outcome.UNKNOWN,
        explanation_fr="Cet article ne permet de réserver à la fois qu’aux entreprises adaptées et ESAT et aux structures "
        "d’insertion\u00a0; aucun article de mes sources ne permet d’y joindre les entreprises de l’économie sociale et "
        "solidaire, qui ont leur propre réservation, pour certains services seulement.",
    )


def choice_step(target: ReservedTo) -> Step:
    """One family may be chosen, no structure of it."""
    return Step(
        rule="choix de la famille visée",
        ref=ARTICLES[target],
        fact=target.value,
        outcome=Outcome.MET,
        explanation_fr=f"L’acheteur peut ne réserver qu’aux {target.value}, au titre de ce seul article\u00a0; il vise toute "
        "cette famille, et non une structure désignée d’avance.",
    )


def part_step(target: ReservedTo) -> Step:
    """L2113-12 and the articles after it speak of contracts and of lots."""
    return Step(
        rule="une partie ne se réserve que comme lot",
        ref=ARTICLES[target],
        fact="une partie du marché",
        outcome=Outcome.DUTY,
        explanation_fr="Ce sont des marchés ou des lots qui se réservent\u00a0: pour n’en réserver qu’une partie, faites-en un "
        "lot distinct.",
    )


def elsewhere_step(target: ReservedTo) -> Step:
    """No article on reservations asks where the structure is."""
    return Step(
        rule="aucune condition d’implantation",
        ref=ARTICLES[target],
        fact="structure implantée ailleurs",
        outcome=Outcome.MET,
        explanation_fr="Cet article ne pose aucune condition d’implantation\u00a0: une structure de cette famille peut répondre "
        "d’où qu’elle vienne.",
    )
