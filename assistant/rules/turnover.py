"""The most turnover a buyer may require of candidates: twice the estimated amount, unless justified (CCP R2142-7)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.answer import Verdict
from assistant.rules import french
from assistant.rules.decision import Decision, Outcome, Step
from assistant.rules.parameters import dating_remarks, read_figure
from assistant.rules.validation import check_amount
from corpus.figure_files import FigureSet

REF = "R2142-7"


def decide_turnover(
    required: Decimal | None, estimated_ht: Decimal | None, figures: FigureSet, as_of: date
) -> Decision | None:
    """Whether a turnover of ``required`` euros may be asked for a contract or a lot of ``estimated_ht``; ``None`` without both.

    Above the ceiling it may only be asked for reasons of the object or of the performance, which are written down.

    Raises:
        InvalidInput: a sum no contract can have.
        UnknownFigure: no ceiling is known at that date.
    """
    if required is None or estimated_ht is None:
        return None
    check_amount(required, "Le chiffre d’affaires exigé", "required")
    check_amount(estimated_ht, "Le montant estimé", "estimated_ht")
    ceiling = read_figure(figures, "plafond_chiffre_affaires", as_of)
    limit = ceiling.value * estimated_ht
    within = required <= limit
    compared = "ne dépasse pas" if within else "dépasse"
    step = Step(
        rule="chiffre d’affaires exigé",
        ref=REF,
        fact=f"{french.euros(required)}, {french.euros_ht(estimated_ht)}",
        outcome=Outcome.MET if within else Outcome.NOT_MET,
        explanation_fr=f"Le chiffre d’affaires exigé ({french.euros(required)}) {compared} "
        f"{french.number(ceiling.value)} fois le montant estimé, soit {french.euros(limit)}.",
    )
    return Decision(
        subject="chiffre d’affaires exigé",
        verdict=Verdict.OUI if within else Verdict.SOUS_CONDITIONS,
        summary="Ce chiffre d’affaires peut être exigé."
        if within
        else "Ce chiffre d’affaires dépasse le plafond\u00a0: il ne peut être exigé que si l’objet du marché ou ses "
        "conditions d’exécution le justifient, et les raisons sont à indiquer.",
        steps=(step,),
        figures=(ceiling,),
        remarks=dating_remarks((ceiling,), as_of),
    )
