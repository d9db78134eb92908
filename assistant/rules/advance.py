"""Whether the buyer owes an advance: a contract above an amount and a term (CCP R2191-3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.answer import Verdict
from assistant.market import Frozen, MarketFacts
from assistant.rules import french
from assistant.rules.decision import Decision, Outcome, Step
from assistant.rules.parameters import dating_remarks, read_figure
from assistant.rules.validation import check_amount, check_months
from corpus.figure_files import FigureSet

REF = "R2191-3"
ASK_AMOUNT = "Quel est le montant initial du marché hors taxes\u00a0?"
ASK_TERM = "Quel est le délai d’exécution du marché, en mois\u00a0?"
_DAYS_A_MONTH = Decimal(30)


class AdvanceRequest(Frozen):
    """Euros excluding VAT and months; ``None`` for what is not known."""

    amount_ht: Decimal | None = None
    months: Decimal | None = None


def from_facts(facts: MarketFacts) -> AdvanceRequest:
    """What the rule looks at; the term is that of the firm period."""
    duration = facts.duration.value if facts.duration else None
    months = None if duration is None else duration.months + Decimal(duration.days) / _DAYS_A_MONTH
    return AdvanceRequest(amount_ht=facts.amount_ht.value if facts.amount_ht else None, months=months)


def decide_advance(request: AdvanceRequest, figures: FigureSet, as_of: date) -> Decision:
    """Yes when the amount and the term are both above their limits, no when one is not (CCP R2191-3).

    Raises:
        InvalidInput: an amount or a term no contract can have.
        UnknownFigure: no limit is known at that date.
    """
    check_amount(request.amount_ht, "Le montant du marché", "amount_ht")
    check_months(request.months, "Le délai d’exécution", "months")
    amount, term = read_figure(figures, "seuil_avance", as_of), read_figure(figures, "duree_avance", as_of)
    money = _compared(request.amount_ht, amount.value, "le montant initial", french.euros_ht, ASK_AMOUNT)
    time = _compared(request.months, term.value, "le délai d’exécution", french.months, ASK_TERM)
    steps = (money[0], time[0])
    outcomes = {step.outcome for step in steps}
    if Outcome.NOT_MET in outcomes:
        verdict, summary = Verdict.NON, "L’avance n’est pas obligatoire\u00a0: l’acheteur peut la prévoir."
    elif Outcome.UNKNOWN in outcomes:
        verdict, summary = Verdict.SOUS_CONDITIONS, "L’avance dépend du montant initial et du délai d’exécution."
    else:
        verdict, summary = Verdict.OUI, "L’avance est due au titulaire, qui peut la refuser."
    asked = () if verdict is Verdict.NON else tuple(question for _, question in (money, time) if question)
    return Decision(
        subject="avance",
        verdict=verdict,
        summary=summary,
        steps=steps,
        questions=asked,
        figures=(amount, term),
        remarks=dating_remarks((amount, term), as_of),
    )


def _compared(
    value: Decimal | None, limit: Decimal, name: str, show: french.Show, question: str
) -> tuple[Step, str | None]:
    """The step of one limit, and the question that would decide it."""
    if value is None:
        outcome, said = Outcome.UNKNOWN, f"Il faut que {name} dépasse {show(limit)}."
    elif value > limit:
        outcome, said = Outcome.MET, f"{name.capitalize()} ({show(value)}) dépasse {show(limit)}."
    else:
        outcome, said = Outcome.NOT_MET, f"{name.capitalize()} ({show(value)}) ne dépasse pas {show(limit)}."
    step = Step(rule="avance", ref=REF, fact=show(value or limit), outcome=outcome, explanation_fr=said)
    return step, question if value is None else None
