"""Announcing a reservation: the step and the wording for the notice (CCP R2113-7, R2113-8)."""

from __future__ import annotations

from assistant.rules.decision import Outcome, Step
from assistant.rules.reservation_request import ReservationRequest, ReservedTo

SUBJECT = "Réservation du marché"
ARTICLES = {
    ReservedTo.EA_ESAT: "L2113-12",
    ReservedTo.SIAE: "L2113-13",
    ReservedTo.PRISON: "L2113-13-1",
    ReservedTo.ESS: "L2113-15",
    ReservedTo.JEI: "L2113-17",
}
_OUTCOMES = {None: Outcome.DUTY, True: Outcome.MET, False: Outcome.NOT_MET}
_FACTS = {None: "annonce à prévoir", True: "réservation annoncée", False: "réservation non annoncée"}


def notice_step(request: ReservationRequest, targets: tuple[ReservedTo, ...]) -> Step:
    """Whether the notice or the consultation documents announce the reservation."""
    if set(targets) == {ReservedTo.JEI}:
        return _unruled_notice(request)
    ess_only = set(targets) == {ReservedTo.ESS}
    where = "dans l’avis d’appel à la concurrence ou, en l’absence d’avis, dans les documents de la consultation"
    text = (
        f"Les articles L2113-15 et L2113-16 sont rappelés {where}."
        if ess_only
        else f"La décision de réserver est mentionnée {where}."
    )
    return Step(
        rule="annonce de la réservation",
        ref="R2113-8" if ess_only else "R2113-7",
        fact=_FACTS[request.announced],
        outcome=_OUTCOMES[request.announced],
        explanation_fr=text,
    )


def _unruled_notice(request: ReservationRequest) -> Step:
    """L2113-17 has no article of its own on the notice: candidates must still know who may bid."""
    return Step(
        rule="annonce de la réservation",
        ref=None,
        fact=_FACTS[request.announced],
        outcome=_OUTCOMES[request.announced],
        explanation_fr="Aucun texte de mes sources ne règle l’annonce de cette réservation\u00a0; indiquez-la dans "
        "l’avis ou dans les documents de la consultation, pour que chacun sache qui peut répondre.",
    )


def notice_sentence(targets: tuple[ReservedTo, ...], request: ReservationRequest) -> str:
    """The sentence to paste in the notice, with its articles."""
    refs = [ARTICLES[target] for target in targets]
    if ReservedTo.ESS in targets:
        refs.append("L2113-16")
    if len(targets) > 1 and not {ReservedTo.ESS, ReservedTo.JEI} & set(targets):
        refs.append("L2113-14")
    whom = " et aux ".join(target.value for target in targets)
    if {ReservedTo.EA_ESAT, ReservedTo.SIAE} & set(targets):
        # L2113-12 and L2113-13 open the reservation to them as well.
        whom += ", ainsi qu’aux structures équivalentes"
    cited = f"de l’article {refs[0]}" if len(refs) == 1 else f"des articles {', '.join(refs[:-1])} et {refs[-1]}"
    return f"{_reserved(request)} aux {whom}, en application {cited} du code de la commande publique."


def _reserved(request: ReservationRequest) -> str:
    if request.whole_market is not False:
        return "Le présent marché est réservé"
    if len(request.lots) < 2:
        return f"Le lot n° {request.lots[0] if request.lots else '[à compléter]'} est réservé"
    numbers = [str(number) for number in request.lots]
    return f"Les lots n° {', '.join(numbers[:-1])} et {numbers[-1]} sont réservés"
