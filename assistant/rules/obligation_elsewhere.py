"""Contracts the duty of L2112-2-1 does not govern: concessions, defence, partnership."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.answer import Verdict
from assistant.market import ContractKind
from assistant.rules import french
from assistant.rules.decision import Decision, Outcome, Step
from assistant.rules.parameters import UsedFigure, read_figure
from corpus.figure_files import FigureSet

SUBJECT = "Obligation de prévoir une considération sociale"


def decide_concession(value: Decimal | None, figures: FigureSet, as_of: date) -> Decision:
    """A concession: the article on contracts does not reach it, and its own text here may be outdated.

    ``value`` is compared to the threshold of concessions, where it is known.
    """
    step = Step(
        rule="conditions d’exécution d’une concession",
        ref="L3114-2",
        fact="contrat de concession",
        outcome=Outcome.MET,
        explanation_fr="Les conditions d’exécution d’une concession peuvent prendre en compte le domaine social "
        "ou "
        "l’emploi, à condition d’être liées à l’objet du contrat.",
    )
    duty = read_figure(figures, "obligation_consideration_sociale", as_of)
    if not duty.value:
        return Decision(
            subject=SUBJECT,
            verdict=Verdict.NON,
            summary="Non\u00a0: pour une concession, c’est une faculté à cette date.",
            steps=(step,),
            figures=(duty,),
        )
    threshold = read_figure(figures, "seuil_europeen", as_of, "concession")
    compared, side = _beside_threshold(value, threshold)
    return Decision(
        subject=SUBJECT,
        verdict=Verdict.SOUS_CONDITIONS,
        summary="L’obligation des marchés ordinaires ne vise pas les concessions\u00a0; mon texte des concessions "
        f"ne parle que d’une faculté, mais il est antérieur à la réforme d’août 2026. {side}".rstrip(),
        steps=(step, compared),
        figures=(duty, threshold),
        remarks=(
            "Le texte de L3114-2 vient de l’édition du code du 24 octobre 2025\u00a0: vérifiez sur Légifrance "
            "si une "
            "obligation propre aux concessions est entrée en vigueur depuis, et à partir de quelle valeur.",
        ),
    )


def _beside_threshold(value: Decimal | None, threshold: UsedFigure) -> tuple[Step, str]:
    """The threshold of concessions with the value told beside it, and the sentence that says on which side it is."""
    limit = french.euros_ht(threshold.value)
    said = f"Le seuil européen des contrats de concession est de {limit}"
    if value is None:
        outcome, fact, side = Outcome.UNKNOWN, "valeur non précisée", ""
    elif value < threshold.value:
        outcome, fact = Outcome.NOT_MET, french.euros_ht(value)
        side = f"Votre contrat est au-dessous du seuil européen des concessions, {limit}."
        said += f"\u00a0; la valeur indiquée, {fact}, est inférieure"
    else:
        outcome, fact = Outcome.MET, french.euros_ht(value)
        side = (
            f"Votre contrat atteint le seuil européen des concessions, {limit}\u00a0: une obligation y est possible depuis "
            "cette réforme, à vérifier avant de publier."
        )
        said += f"\u00a0; la valeur indiquée, {fact}, l’atteint"
    step = Step(
        rule="seuil européen des concessions",
        ref="Annexe 2",
        fact=fact,
        outcome=outcome,
        explanation_fr=f"{said}.",
    )
    return step, side


def decide_other_contract(contract: ContractKind) -> Decision:
    """A contract of another book of the code: no conclusion is drawn from the ordinary articles."""
    step = Step(
        rule="champ de l’obligation",
        ref="L2112-2-1",
        fact=contract.value,
        outcome=Outcome.UNKNOWN,
        explanation_fr="Cet article figure au livre des marchés ordinaires\u00a0; un contrat de type "
        f"«\u00a0{contract.value}\u00a0» relève d’un autre livre du code.",
    )
    return Decision(
        subject=SUBJECT,
        verdict=Verdict.SANS_OBJET,
        summary=f"Un contrat de type «\u00a0{contract.value}\u00a0» suit les articles de son propre "
        "livre\u00a0: je ne "
        "conclus pas avec ceux des marchés ordinaires.",
        steps=(step,),
        remarks=("Vérifiez sur Légifrance le livre du code qui régit ce contrat.",),
    )
