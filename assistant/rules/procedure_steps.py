"""The steps a choice of procedure is made of, each with its article."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.market import MarketNature
from assistant.rules import french
from assistant.rules.decision import Outcome, Step
from assistant.rules.parameters import UsedFigure, read_figure
from assistant.rules.procedure_request import ProcedureRequest
from corpus.figure_files import FigureSet


def value_step(request: ProcedureRequest, value: Decimal) -> Step:
    """The estimated value and what it counts."""
    lots = f", somme de {len(request.lot_amounts)} lots" if request.amount_ht is None else ""
    return Step(
        rule="valeur estimée du besoin",
        ref="R2121-1",
        fact=f"{french.euros_ht(value)}{lots}",
        outcome=Outcome.MET,
        explanation_fr=f"La valeur estimée retenue est de {french.euros_ht(value)}{lots}\u00a0; elle compte "
        "les options, les reconductions et l’ensemble des lots.",
    )


def direct_step(value: Decimal, limit: UsedFigure) -> Step:
    """A value below the threshold of R2122-8."""
    return Step(
        rule="marché sans publicité ni mise en concurrence",
        ref="R2122-8",
        fact=french.euros_ht(value),
        outcome=Outcome.MET,
        explanation_fr=f"Au-dessous de {french.euros_ht(limit.value)}, l’acheteur peut passer le marché sans "
        "publicité ni mise en concurrence préalables\u00a0; il veille à choisir une offre pertinente, à bien "
        "utiliser les deniers publics et à ne pas contracter systématiquement avec le même opérateur.",
    )


def social_services_step() -> Step:
    """A contract of services of annexe 3."""
    return Step(
        rule="services sociaux et autres services spécifiques",
        ref="R2123-1",
        fact="services de la liste annexée au code (annexe 3)",
        outcome=Outcome.MET,
        explanation_fr="Un marché de services sociaux et autres services spécifiques peut suivre une procédure "
        "adaptée quelle que soit sa valeur.",
    )


def adapted_step(value: Decimal, limit: UsedFigure) -> Step:
    """A value below the European threshold."""
    return Step(
        rule="procédure adaptée",
        ref="R2123-1",
        fact=f"{french.euros_ht(value)}, seuil de {french.euros_ht(limit.value)}",
        outcome=Outcome.MET,
        explanation_fr=f"La valeur est inférieure au seuil européen de {french.euros_ht(limit.value)}\u00a0: "
        "une procédure adaptée est possible, avec publicité et mise en concurrence.",
    )


def formal_step(value: Decimal, limit: UsedFigure) -> Step:
    """A value at or above the European threshold."""
    return Step(
        rule="procédure formalisée",
        ref="L2124-1",
        fact=f"{french.euros_ht(value)}, seuil de {french.euros_ht(limit.value)}",
        outcome=Outcome.MET,
        explanation_fr=f"La valeur est égale ou supérieure au seuil européen de "
        f"{french.euros_ht(limit.value)}\u00a0: le marché suit une procédure formalisée.",
    )


def written_step(value: Decimal, writing: UsedFigure) -> Step:
    """A value from which the contract is in writing."""
    return Step(
        rule="marché écrit",
        ref="R2112-1",
        fact=french.euros_ht(value),
        outcome=Outcome.DUTY,
        explanation_fr=f"À partir de {french.euros_ht(writing.value)}, le marché est conclu par écrit.",
    )


def small_lots_steps(
    request: ProcedureRequest, value: Decimal, figures: FigureSet, as_of: date
) -> tuple[tuple[int, ...], list[Step], tuple[UsedFigure, ...]]:
    """Lots that may leave the formal procedure: each under its limit, together 20 % of all lots at most."""
    variant = "travaux" if request.nature is MarketNature.TRAVAUX else "services_fournitures"
    limit = read_figure(figures, "seuil_petit_lot", as_of, variant)
    share = read_figure(figures, "part_petits_lots", as_of)
    small = tuple(i for i, lot in enumerate(request.lot_amounts) if lot < limit.value)
    if not small:
        return (), [], ()
    total = sum((request.lot_amounts[i] for i in small), Decimal(0))
    within = total <= share.value * value
    ranks = ", ".join(str(i + 1) for i in small)
    if within:
        explanation = (
            f"Les petits lots (n° {ranks}), chacun sous {french.euros_ht(limit.value)}, totalisent "
            f"{french.euros_ht(total)}, au plus {french.percent(share.value)} de l’ensemble\u00a0: ils peuvent "
            "suivre une procédure adaptée."
        )
    else:
        explanation = (
            f"Les petits lots (n° {ranks}) totalisent {french.euros_ht(total)}, plus de "
            f"{french.percent(share.value)} de l’ensemble\u00a0: ils ne peuvent pas tous suivre une procédure "
            "adaptée\u00a0; à vous de choisir ceux qui restent dans cette limite."
        )
    step = Step(
        rule="petits lots",
        ref="R2123-1",
        fact=f"{french.euros_ht(total)} sur {french.euros_ht(value)}",
        outcome=Outcome.MET if within else Outcome.NOT_MET,
        explanation_fr=explanation,
    )
    return (small if within else ()), [step], (limit, share)
