"""What no article of the Code lets be reserved: another kind of contract, firms it does not name."""

from __future__ import annotations

from assistant.answer import Verdict
from assistant.market import ContractKind
from assistant.rules.decision import Decision, Outcome, Step
from assistant.rules.reservation_notice import ARTICLES, SUBJECT
from assistant.rules.reservation_request import ReservedTo


def other_contract(contract: ContractKind) -> Decision:
    """The articles on the reservation of contracts do not bear on this one."""
    step = Step(
        rule="champ de la réservation des marchés",
        ref="L2113-12",
        fact=contract.value,
        outcome=Outcome.NOT_MET,
        explanation_fr="Les articles de réservation des marchés ordinaires visent les marchés et leurs lots, "
        f"non un contrat de type «\u00a0{contract.value}\u00a0».",
    )
    return Decision(
        subject=SUBJECT,
        verdict=Verdict.SANS_OBJET,
        summary=f"Un contrat de type «\u00a0{contract.value}\u00a0» a ses propres articles de réservation, "
        "qui ne sont pas dans mes sources.",
        steps=(step,),
        remarks=(
            "Cherchez sur Légifrance le chapitre «\u00a0Réservation\u00a0» du livre ou de la partie du code qui "
            "régit ce contrat.",
        ),
    )


def unlisted_firms(firms: str) -> Decision:
    """No article lets a contract be reserved to these firms (L2113-12 to L2113-17)."""
    steps = [
        Step(
            rule="bénéficiaires prévus par le code",
            ref=ARTICLES[target],
            fact=f"{firms}\u00a0: hors de cette liste",
            outcome=Outcome.NOT_MET,
            explanation_fr=f"Une réservation peut bénéficier aux {target.value}, aux conditions de cet article.",
        )
        for target in ReservedTo
    ]
    return Decision(
        subject=SUBJECT,
        verdict=Verdict.NON,
        summary="Un marché ne se réserve qu’aux bénéficiaires que le code désigne\u00a0; "
        "la taille ou l’implantation d’une entreprise n’y ouvre pas droit.",
        steps=tuple(steps),
        remarks=(
            "Des lots à la taille des petites entreprises ou une clause d’insertion les aident sans écarter les autres.",
        ),
    )


def another_family(candidate: ReservedTo, reserved: ReservedTo) -> Decision:
    """A contract reserved to one family is not open to another, unless it was reserved to both (L2113-14)."""
    steps = (
        Step(
            rule="bénéficiaires de la réservation",
            ref=ARTICLES[reserved],
            fact=candidate.value,
            outcome=Outcome.NOT_MET,
            explanation_fr=f"Le marché est réservé aux {reserved.value}\u00a0: cet article ne nomme pas les "
            f"{candidate.value}.",
        ),
        Step(
            rule="réservation commune",
            ref="L2113-14",
            fact="un même marché, les deux familles",
            outcome=Outcome.UNKNOWN,
            explanation_fr="L’acheteur peut réserver un même marché ou un même lot aux deux à la fois\u00a0; les documents de "
            "la consultation le disent alors.",
        ),
    )
    return Decision(
        subject=SUBJECT,
        verdict=Verdict.NON,
        summary=f"Réservé aux {reserved.value}, un marché ne s’ouvre pas aux {candidate.value}, sauf s’il a été réservé "
        "aux deux à la fois.",
        steps=steps,
    )
