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

# What the thresholds of R2122-8 count.
_OF_WHAT = {"services_fournitures": "de fournitures ou de services", "travaux": "de travaux"}


def value_step(request: ProcedureRequest, value: Decimal) -> Step:
    """The estimated value and what it counts."""
    several = request.amount_ht is None and len(request.lot_amounts) > 1
    lots = f", somme de {len(request.lot_amounts)} lots" if several else ""
    return Step(
        rule="valeur estimée du besoin",
        ref="R2121-1",
        fact=f"{french.euros_ht(value)}{lots}",
        outcome=Outcome.MET,
        explanation_fr=f"La valeur estimée retenue est de {french.euros_ht(value)}{lots}\u00a0; elle compte "
        "les options, les reconductions et l’ensemble des lots.",
    )


def direct_step(value: Decimal, limit: UsedFigure, *, named: bool = False) -> Step:
    """A value below the threshold of R2122-8; ``named`` tells what the threshold counts."""
    what = f" {_OF_WHAT[limit.figure.variant]}" if named else ""
    return Step(
        rule="marché sans publicité ni mise en concurrence",
        ref="R2122-8",
        fact=french.euros_ht(value),
        outcome=Outcome.MET,
        explanation_fr=f"Au-dessous de {french.euros_ht(limit.value)}{what}, l’acheteur peut passer le marché sans "
        "publicité ni mise en concurrence préalables\u00a0; il veille à choisir une offre pertinente, à bien "
        "utiliser les deniers publics et à ne pas contracter systématiquement avec le même opérateur.",
    )


def not_direct_step(value: Decimal, limit: UsedFigure, *, named: bool = False) -> Step:
    """A value that reaches the threshold of R2122-8; ``named`` tells what the threshold counts."""
    what = f" {_OF_WHAT[limit.figure.variant]}" if named else ""
    return Step(
        rule="marché sans publicité ni mise en concurrence",
        ref="R2122-8",
        fact=f"{french.euros_ht(value)}, seuil de {french.euros_ht(limit.value)}",
        outcome=Outcome.NOT_MET,
        explanation_fr=f"La valeur n’est pas inférieure à {french.euros_ht(limit.value)}{what}\u00a0: le montant ne dispense ni de "
        "publicité ni de mise en concurrence.",
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


def adapted_step(value: Decimal, limit: UsedFigure, *, lowest: bool = False) -> Step:
    """A value below the European threshold; ``lowest`` when others, higher, may apply."""
    among = " (le plus bas de ceux qui peuvent s’appliquer)" if lowest else ""
    return Step(
        rule="procédure adaptée",
        ref="R2123-1",
        fact=f"{french.euros_ht(value)}, seuil de {french.euros_ht(limit.value)}",
        outcome=Outcome.MET,
        explanation_fr=f"La valeur est inférieure au seuil européen de {french.euros_ht(limit.value)}{among}\u00a0: "
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


# Who a European threshold of supplies and services applies to (annexe 2).
_WHOSE = {
    "services_fournitures_collectivite": "une collectivité territoriale ou un autre pouvoir adjudicateur que l’État",
    "services_fournitures_etat": "l’État et ses établissements",
    "services_fournitures_entite": "une entité adjudicatrice (réseaux d’eau, d’énergie ou de transport, services postaux)",
}


def by_buyer_summary(value: Decimal, thresholds: tuple[UsedFigure, ...]) -> str:
    """What a value between the thresholds of the possible buyers leads to, for each."""
    formal = tuple(f.figure.variant for f in thresholds if value >= f.value)
    adapted = tuple(f.figure.variant for f in thresholds if value < f.value)
    return (
        f"La valeur estimée de {french.euros_ht(value)} conduit à une procédure formalisée pour {_whose(formal)}, "
        f"à une procédure adaptée pour {_whose(adapted)}."
    )


def _whose(variants: tuple[str, ...]) -> str:
    """The buyers of those thresholds; the authorities under one name when all of them are there."""
    authorities = _WHOSE.keys() - {"services_fournitures_entite"}
    together = authorities <= {*variants}
    named = ["un pouvoir adjudicateur (collectivité, État, établissement public)"] if together else []
    named += [_WHOSE[name] for name in _WHOSE if name in variants and not (together and name in authorities)]
    return " et pour ".join(named)


def thresholds_by_buyer(thresholds: tuple[UsedFigure, ...]) -> str:
    """The European thresholds that may apply, each with the buyers or the purchases it is that of; a lone one alone."""
    if len(thresholds) == 1:
        return french.euros_ht(thresholds[0].value)
    bought = [
        f"{french.euros_ht(figure.value)} pour {_WHOSE[figure.figure.variant]}"
        for figure in thresholds
        if figure.figure.variant in _WHOSE
    ]
    works = [french.euros_ht(figure.value) for figure in thresholds if figure.figure.variant == "travaux"]
    if not works:
        return ", ".join(bought)
    return f"{', '.join(bought)} s’il s’agit de fournitures ou de services\u00a0; {works[0]} pour des travaux"


def scale_steps(
    direct: tuple[UsedFigure, ...],
    thresholds: tuple[UsedFigure, ...],
    writing: UsedFigure,
) -> tuple[Step, ...]:
    """What each amount would lead to, where none is told; ``thresholds`` are empty when no procedure is formal."""
    without = ", ou ".join(
        f"{french.euros_ht(figure.value)} {_OF_WHAT[figure.figure.variant]}" for figure in direct
    )
    steps = [
        _scale_step(
            "marché sans publicité ni mise en concurrence",
            "R2122-8",
            f"Au-dessous de {without}, l’acheteur peut passer le marché sans publicité ni mise en concurrence "
            "préalables.",
        ),
        _scale_step(
            "procédure adaptée",
            "R2123-1",
            "De là au seuil européen, une procédure adaptée est possible, avec publicité et mise en concurrence."
            if thresholds
            else "Au-delà, un marché de services sociaux et autres services spécifiques peut suivre une procédure "
            "adaptée quelle que soit sa valeur.",
        ),
    ]
    if thresholds:
        steps.append(
            _scale_step(
                "procédure formalisée",
                "L2124-1",
                f"À partir du seuil européen, le marché suit une procédure formalisée\u00a0: "
                f"{thresholds_by_buyer(thresholds)}.",
            )
        )
    steps.append(
        _scale_step(
            "marché écrit",
            "R2112-1",
            f"À partir de {french.euros_ht(writing.value)}, le marché est conclu par écrit.",
        )
    )
    return tuple(steps)


def _scale_step(rule: str, ref: str, explanation: str) -> Step:
    return Step(rule=rule, ref=ref, fact="valeur à préciser", outcome=Outcome.UNKNOWN, explanation_fr=explanation)


def by_buyer_steps(value: Decimal, thresholds: tuple[UsedFigure, ...]) -> list[Step]:
    """The threshold of each possible buyer beside the value."""
    return [
        Step(
            rule="seuil européen selon l’acheteur",
            ref="L2124-1" if value >= limit.value else "R2123-1",
            fact=f"{french.euros_ht(value)}, seuil de {french.euros_ht(limit.value)}",
            outcome=Outcome.MET,
            explanation_fr=f"Pour {_WHOSE[limit.figure.variant]}, le seuil européen est de "
            f"{french.euros_ht(limit.value)}\u00a0: procédure {'formalisée' if value >= limit.value else 'adaptée'}.",
        )
        for limit in thresholds
    ]


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
    request: ProcedureRequest, value: Decimal, figures: FigureSet, as_of: date, *, formal: bool
) -> tuple[tuple[int, ...], list[Step], tuple[UsedFigure, ...]]:
    """Lots that may follow a lighter procedure than the whole contract's.

    In a formal procedure, lots under the limit of R2123-1 2° may be adapted; in every procedure, lots under the
    threshold of R2122-8 need no competition; each time together 20 % of all lots at most. Returns the indexes
    of the lots that may leave the formal procedure, the steps and the figures.
    """
    if request.nature is None or not request.lot_amounts:
        return (), [], ()
    variant = "travaux" if request.nature is MarketNature.TRAVAUX else "services_fournitures"
    share = read_figure(figures, "part_petits_lots", as_of)
    adapted: tuple[int, ...] = ()
    steps: list[Step] = []
    used: list[UsedFigure] = []
    if formal:
        limit = read_figure(figures, "seuil_petit_lot", as_of, variant)
        adapted, found = _light_lots(request, value, limit, share, "R2123-1", "suivre une procédure adaptée")
        steps += found
        used += [limit, share] if found else []
    direct = read_figure(figures, "seuil_sans_publicite", as_of, variant)
    _, found = _light_lots(
        request, value, direct, share, "R2122-8", "être passés sans publicité ni mise en concurrence"
    )
    steps += found
    used += [direct, share] if found else []
    return adapted, steps, tuple(dict.fromkeys(used))


def _light_lots(
    request: ProcedureRequest, value: Decimal, limit: UsedFigure, share: UsedFigure, ref: str, benefit: str
) -> tuple[tuple[int, ...], list[Step]]:
    """The lots under ``limit`` when together they stay within ``share``, and the step that says so or not."""
    small = tuple(i for i, lot in enumerate(request.lot_amounts) if lot < limit.value)
    if not small:
        return (), []
    total = sum((request.lot_amounts[i] for i in small), Decimal(0))
    within = total <= share.value * value
    who = f"Les lots de moins de {french.euros_ht(limit.value)} (n° {', '.join(str(i + 1) for i in small)})"
    explanation = (
        f"{who} totalisent {french.euros_ht(total)}, au plus {french.percent(share.value)} de l’ensemble\u00a0: "
        "ils "
        f"peuvent {benefit}."
        if within
        else f"{who} totalisent {french.euros_ht(total)}, plus de {french.percent(share.value)} de "
        f"l’ensemble\u00a0: ils ne peuvent pas tous {benefit}\u00a0; à vous de choisir ceux qui restent dans "
        "cette "
        "limite."
    )
    step = Step(
        rule="petits lots",
        ref=ref,
        fact=f"{french.euros_ht(total)} sur {french.euros_ht(value)}",
        outcome=Outcome.MET if within else Outcome.NOT_MET,
        explanation_fr=explanation,
    )
    return (small if within else ()), [step]
