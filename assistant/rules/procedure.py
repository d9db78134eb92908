"""Which procedure follows from the amount, the nature, the buyer and the date (CCP R2122-8, R2123-1, L2124-1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.errors import InvalidInput
from assistant.market import BuyerKind, ContractKind, Frozen, MarketFacts, MarketNature
from assistant.rules import french
from assistant.rules.decision import Outcome, Step
from assistant.rules.parameters import UsedFigure, dating_remarks, read_figure
from assistant.rules.validation import check_amount
from corpus.figure_files import FigureSet


class ProcedureKind(StrEnum):
    """The three families of procedures of an ordinary contract."""

    SANS_PUBLICITE = "sans publicité ni mise en concurrence préalables"
    ADAPTEE = "procédure adaptée"
    FORMALISEE = "procédure formalisée"


class ProcedureRequest(Frozen):
    """What decides the procedure. Amounts are euros excluding VAT.

    ``amount_ht`` is the estimated value of the whole need, all lots and renewals counted (R2121-1);
    ``lot_amounts`` are the lots', in order. ``social_services`` says whether the contract bears on the
    social and other specific services of annexe 3.
    """

    nature: MarketNature | None = None
    buyer_kind: BuyerKind | None = None
    amount_ht: Decimal | None = None
    lot_amounts: tuple[Decimal, ...] = ()
    social_services: bool | None = None
    contract: ContractKind = ContractKind.MARCHE


class ProcedureAdvice(Frozen):
    """The procedure, or ``None`` with the questions that would decide it.

    ``below_european_threshold`` is ``None`` when it cannot be told; ``written_contract`` says whether
    R2112-1 requires writing; ``small_lots`` are 0-based indexes of lots that may leave the formal procedure.
    """

    kind: ProcedureKind | None
    summary: str
    steps: tuple[Step, ...] = ()
    questions: tuple[str, ...] = ()
    figures: tuple[UsedFigure, ...] = ()
    remarks: tuple[str, ...] = ()
    below_european_threshold: bool | None = None
    written_contract: bool | None = None
    small_lots: tuple[int, ...] = ()


ASK_AMOUNT = "Quelle est la valeur estimée hors taxes du besoin, tous lots et reconductions compris\u00a0?"
ASK_NATURE = "S’agit-il de travaux, de fournitures, de services ou de prestations intellectuelles\u00a0?"
ASK_BUYER = (
    "Qui achète\u00a0: une collectivité territoriale, l’État ou un de ses établissements, "
    "un autre pouvoir adjudicateur, ou une entité adjudicatrice\u00a0?"
)


def from_facts(facts: MarketFacts) -> ProcedureRequest:
    """The request read from what is known of the market."""
    return ProcedureRequest(
        nature=facts.nature.value if facts.nature else None,
        buyer_kind=facts.buyer_kind.value if facts.buyer_kind else None,
        amount_ht=facts.amount_ht.value if facts.amount_ht else None,
        lot_amounts=tuple(lot.amount_ht for lot in facts.lots if lot.amount_ht is not None),
        contract=facts.contract.value if facts.contract else ContractKind.MARCHE,
    )


def estimated_value(amount_ht: Decimal | None, lot_amounts: tuple[Decimal, ...]) -> Decimal | None:
    """The value of the whole need: the amount given, else the sum of the lots (R2121-1).

    Raises ``InvalidInput`` when an amount is not acceptable or the lots exceed the total given.
    """
    check_amount(amount_ht, "Le montant du marché", "amount_ht")
    for rank, lot in enumerate(lot_amounts, start=1):
        check_amount(lot, f"Le montant du lot {rank}", "lot_amounts")
    total = sum(lot_amounts, Decimal(0))
    if amount_ht is not None and total > amount_ht:
        raise InvalidInput(
            f"Les lots totalisent {french.euros_ht(total)}, plus que le montant du marché "
            f"({french.euros_ht(amount_ht)})\u00a0: corrigez l’un ou l’autre.",
            field="amount_ht",
        )
    return amount_ht if amount_ht is not None else (total or None)


def possible_thresholds(
    nature: MarketNature | None, buyer_kind: BuyerKind | None, figures: FigureSet, as_of: date
) -> tuple[UsedFigure, ...]:
    """The European thresholds that may apply, given what is known; exactly one when enough is known."""
    variants: list[str] = []
    if nature in (None, MarketNature.TRAVAUX):
        variants.append("travaux")
    if nature is not MarketNature.TRAVAUX:
        variants += [v for kind, v in _BUYER_VARIANTS.items() if buyer_kind in (None, kind)]
    return tuple(read_figure(figures, "seuil_europeen", as_of, v) for v in dict.fromkeys(variants))


_BUYER_VARIANTS = {
    BuyerKind.LOCAL_AUTHORITY: "services_fournitures_collectivite",
    BuyerKind.CENTRAL_AUTHORITY: "services_fournitures_etat",
    BuyerKind.OTHER_CONTRACTING_AUTHORITY: "services_fournitures_collectivite",
    BuyerKind.CONTRACTING_ENTITY: "services_fournitures_entite",
}


def missing_for_threshold(nature: MarketNature | None, buyer_kind: BuyerKind | None) -> tuple[str, ...]:
    """The questions whose answers single out one European threshold."""
    if nature is MarketNature.TRAVAUX:
        return ()
    questions = (ASK_NATURE,) if nature is None else ()
    return questions if buyer_kind else (*questions, ASK_BUYER)


def decide_procedure(request: ProcedureRequest, figures: FigureSet, as_of: date) -> ProcedureAdvice:
    """Which procedure the amount leads to, for an ordinary contract.

    Legal source: CCP R2121-1, R2122-8, R2123-1, L2124-1, annexe 2, R2112-1. Raises ``InvalidInput`` on
    an unacceptable or contradictory amount, ``UnknownFigure`` when no threshold is known at that date.
    """
    value = estimated_value(request.amount_ht, request.lot_amounts)
    if request.contract is not ContractKind.MARCHE:
        return ProcedureAdvice(
            kind=None,
            summary=f"Un contrat de type «\u00a0{request.contract.value}\u00a0» suit ses propres règles de "
            "passation, hors de celles des marchés ordinaires.",
        )
    if value is None:
        questions = (ASK_AMOUNT, *missing_for_threshold(request.nature, request.buyer_kind))
        return ProcedureAdvice(kind=None, summary="La procédure dépend de la valeur estimée.", questions=questions)
    return _decide_for_value(request, value, figures, as_of)


def _decide_for_value(
    request: ProcedureRequest, value: Decimal, figures: FigureSet, as_of: date
) -> ProcedureAdvice:
    steps = [_value_step(request, value)]
    thresholds = possible_thresholds(request.nature, request.buyer_kind, figures, as_of)
    direct = _direct_thresholds(request.nature, figures, as_of)
    writing = read_figure(figures, "seuil_marche_ecrit", as_of)
    written = value >= writing.value
    if value < min(f.value for f in direct):
        limit = min(direct, key=lambda f: f.value)
        used: tuple[UsedFigure, ...] = (limit,)
        kind: ProcedureKind | None = ProcedureKind.SANS_PUBLICITE
        steps.append(_below_direct(value, limit))
        questions: tuple[str, ...] = ()
        below: bool | None = True
    elif value < max(f.value for f in direct):
        return ProcedureAdvice(
            kind=None,
            summary="Entre les deux seuils, la procédure dépend de la nature du marché.",
            steps=tuple(steps),
            questions=(ASK_NATURE,),
            figures=direct,
            below_european_threshold=True,
            written_contract=written,
        )
    elif request.social_services:
        used, kind, questions, below = (), ProcedureKind.ADAPTEE, (), value < min(f.value for f in thresholds)
        steps.append(_social_services_step())
    elif value < min(f.value for f in thresholds):
        limit = min(thresholds, key=lambda f: f.value)
        used, kind, questions, below = (limit,), ProcedureKind.ADAPTEE, (), True
        steps.append(_below_european(value, limit))
    elif value >= max(f.value for f in thresholds):
        limit = max(thresholds, key=lambda f: f.value)
        used, kind, questions, below = (limit,), ProcedureKind.FORMALISEE, (), False
        steps.append(_above_european(value, limit))
    else:
        used, kind, below = thresholds, None, None
        questions = missing_for_threshold(request.nature, request.buyer_kind)
    small: tuple[int, ...] = ()
    if kind is ProcedureKind.FORMALISEE and request.lot_amounts:
        small, small_steps, small_figures = _small_lots(request, value, figures, as_of)
        steps += small_steps
        used = (*used, *small_figures)
    if written:
        steps.append(_written_step(value, writing))
        used = (*used, writing)
    summary = (
        f"La valeur estimée de {french.euros_ht(value)} conduit à un marché passé en {kind.value}."
        if kind in (ProcedureKind.ADAPTEE, ProcedureKind.FORMALISEE)
        else f"La valeur estimée de {french.euros_ht(value)} permet un marché "
        f"{ProcedureKind.SANS_PUBLICITE.value}."
        if kind
        else "La procédure dépend encore de la nature du marché ou de l’acheteur."
    )
    return ProcedureAdvice(
        kind=kind,
        summary=summary,
        steps=tuple(steps),
        questions=questions,
        figures=used,
        remarks=dating_remarks(used, as_of),
        below_european_threshold=below,
        written_contract=written,
        small_lots=small,
    )


def _direct_thresholds(nature: MarketNature | None, figures: FigureSet, as_of: date) -> tuple[UsedFigure, ...]:
    """The thresholds of R2122-8 that may apply to the nature known."""
    variants = []
    if nature is not MarketNature.TRAVAUX:
        variants.append("services_fournitures")
    if nature in (None, MarketNature.TRAVAUX):
        variants.append("travaux")
    return tuple(read_figure(figures, "seuil_sans_publicite", as_of, v) for v in variants)


def _value_step(request: ProcedureRequest, value: Decimal) -> Step:
    lots = f", somme de {len(request.lot_amounts)} lots" if request.amount_ht is None else ""
    return Step(
        rule="valeur estimée du besoin",
        ref="R2121-1",
        fact=f"{french.euros_ht(value)}{lots}",
        outcome=Outcome.MET,
        explanation_fr=f"La valeur estimée retenue est de {french.euros_ht(value)}{lots}\u00a0; elle compte "
        "les options, les reconductions et l’ensemble des lots.",
    )


def _below_direct(value: Decimal, limit: UsedFigure) -> Step:
    return Step(
        rule="marché sans publicité ni mise en concurrence",
        ref="R2122-8",
        fact=french.euros_ht(value),
        outcome=Outcome.MET,
        explanation_fr=f"Au-dessous de {french.euros_ht(limit.value)}, l’acheteur peut passer le marché sans "
        "publicité ni mise en concurrence préalables\u00a0; il veille à choisir une offre pertinente, à bien "
        "utiliser les deniers publics et à ne pas contracter systématiquement avec le même opérateur.",
    )


def _social_services_step() -> Step:
    return Step(
        rule="services sociaux et autres services spécifiques",
        ref="R2123-1",
        fact="services de la liste annexée au code (annexe 3)",
        outcome=Outcome.MET,
        explanation_fr="Un marché de services sociaux et autres services spécifiques peut suivre une procédure "
        "adaptée quelle que soit sa valeur.",
    )


def _below_european(value: Decimal, limit: UsedFigure) -> Step:
    return Step(
        rule="procédure adaptée",
        ref="R2123-1",
        fact=f"{french.euros_ht(value)}, seuil de {french.euros_ht(limit.value)}",
        outcome=Outcome.MET,
        explanation_fr=f"La valeur est inférieure au seuil européen de {french.euros_ht(limit.value)}\u00a0: "
        "une procédure adaptée est possible, avec publicité et mise en concurrence.",
    )


def _above_european(value: Decimal, limit: UsedFigure) -> Step:
    return Step(
        rule="procédure formalisée",
        ref="L2124-1",
        fact=f"{french.euros_ht(value)}, seuil de {french.euros_ht(limit.value)}",
        outcome=Outcome.MET,
        explanation_fr=f"La valeur est égale ou supérieure au seuil européen de "
        f"{french.euros_ht(limit.value)}\u00a0: le marché suit une procédure formalisée.",
    )


def _written_step(value: Decimal, writing: UsedFigure) -> Step:
    return Step(
        rule="marché écrit",
        ref="R2112-1",
        fact=french.euros_ht(value),
        outcome=Outcome.DUTY,
        explanation_fr=f"À partir de {french.euros_ht(writing.value)}, le marché est conclu par écrit.",
    )


def _small_lots(
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
