"""Which procedure follows from the amount, the nature, the buyer and the date (CCP R2122-8, R2123-1, L2124-1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.errors import UnknownFigure
from assistant.market import BuyerKind, ContractKind, Launch, MarketNature
from assistant.rules import french
from assistant.rules.estimated_value import ASK_RENEWALS, EstimatedValue, estimate
from assistant.rules.launch import launch_days, told_days
from assistant.rules.parameters import UsedFigure, dating_remarks, read_figure
from assistant.rules.procedure_least import advise_for_least
from assistant.rules.procedure_request import ProcedureAdvice, ProcedureKind, ProcedureRequest, from_facts
from assistant.rules.procedure_steps import (
    adapted_step,
    by_buyer_steps,
    by_buyer_summary,
    direct_step,
    formal_step,
    not_direct_step,
    scale_steps,
    small_lots_steps,
    social_services_step,
    value_step,
    written_step,
)
from assistant.rules.validation import check_amount
from corpus.figure_files import FigureSet

__all__ = [
    "ProcedureAdvice",
    "ProcedureKind",
    "ProcedureRequest",
    "decide_procedure",
    "from_facts",
]


ASK_AMOUNT = "Quelle est la valeur estimée hors taxes du besoin, tous lots et reconductions compris\u00a0?"
ASK_NATURE = "S’agit-il de travaux, de fournitures, de services ou de prestations intellectuelles\u00a0?"
ASK_BUYER = (
    "Qui achète\u00a0: une collectivité territoriale, l’État ou un de ses établissements, "
    "un autre pouvoir adjudicateur, ou une entité adjudicatrice\u00a0?"
)


def possible_thresholds(
    nature: MarketNature | None,
    buyer_kind: BuyerKind | None,
    figures: FigureSet,
    as_of: date,
    *,
    defence_supplies: bool | None = None,
) -> tuple[UsedFigure, ...]:
    """The European thresholds that may apply, given what is known; exactly one when enough is known.

    ``defence_supplies`` tells that a central authority buys supplies of annexe 2, I, c.
    """
    if defence_supplies and buyer_kind is BuyerKind.CENTRAL_AUTHORITY and nature is MarketNature.FOURNITURES:
        return (read_figure(figures, "seuil_europeen", as_of, "fournitures_defense_etat"),)
    variants: list[str] = []
    if nature in (None, MarketNature.TRAVAUX):
        variants.append("travaux")
    if nature is not MarketNature.TRAVAUX:
        variants += [v for kind, v in _BUYER_VARIANTS.items() if buyer_kind in (None, kind)]
    return tuple(read_figure(figures, "seuil_europeen", as_of, v) for v in dict.fromkeys(variants))


def defence_remarks(
    nature: MarketNature | None,
    buyer_kind: BuyerKind | None,
    value: Decimal,
    figures: FigureSet,
    as_of: date,
    *,
    defence_supplies: bool | None,
) -> tuple[str, ...]:
    """What annexe 2, I, c would change for a central authority's supplies, when nobody said what they are."""
    central = buyer_kind is BuyerKind.CENTRAL_AUTHORITY and nature is MarketNature.FOURNITURES
    if defence_supplies is not None or not central or not _has_defence_threshold(figures, as_of):
        return ()
    higher = read_figure(figures, "seuil_europeen", as_of, "fournitures_defense_etat")
    if not possible_thresholds(nature, buyer_kind, figures, as_of)[0].value <= value < higher.value:
        return ()
    return (
        f"Si ces fournitures relèvent du domaine de la défense et ne sont pas des produits de l’annexe 4 de "
        f"l’appendice I de l’offre de l’Union européenne, le seuil est de {french.euros_ht(higher.value)} "
        "(annexe 2, I, c).",
    )


def _has_defence_threshold(figures: FigureSet, as_of: date) -> bool:
    return figures.figure("seuil_europeen").at(as_of, "fournitures_defense_etat") is not None


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
    if request.launch is not None:
        return _at_launch(request.model_copy(update={"launch": None}), request.launch, figures, as_of)
    estimated = estimate(request)
    if request.contract is not ContractKind.MARCHE:
        return ProcedureAdvice(
            kind=None,
            summary=f"Un contrat de type «\u00a0{request.contract.value}\u00a0» suit ses propres règles de "
            "passation, hors de celles des marchés ordinaires.",
        )
    if estimated is None:
        questions = (ASK_AMOUNT, *missing_for_threshold(request.nature, request.buyer_kind))
        direct = _direct_thresholds(request.nature, figures, as_of)
        formal = (
            ()
            if request.social_services
            else possible_thresholds(
                request.nature, request.buyer_kind, figures, as_of, defence_supplies=request.defence_supplies
            )
        )
        writing = read_figure(figures, "seuil_marche_ecrit", as_of)
        return ProcedureAdvice(
            kind=None,
            summary="La procédure dépend de la valeur estimée du besoin\u00a0: voici les seuils.",
            scale=scale_steps(direct, formal, writing),
            questions=questions,
            figures=(*direct, *formal, writing),
            remarks=dating_remarks((*direct, *formal, writing), as_of),
        )
    return _decide_for_value(request, estimated, figures, as_of)


def _at_launch(request: ProcedureRequest, launch: Launch, figures: FigureSet, as_of: date) -> ProcedureAdvice:
    """The advice of the last day the launch may be, and a remark where its thresholds are not those of today."""
    days = launch_days(launch, as_of)
    now = decide_procedure(request, figures, as_of)
    try:
        then = decide_procedure(request, figures, days.last)
    except UnknownFigure:
        unknown = (
            f"Je n’ai pas tous les seuils en vigueur {told_days(days)}, date de lancement indiquée\u00a0: ceux qui suivent "
            "sont ceux d’aujourd’hui."
        )
        return now.model_copy(update={"kind": None, "remarks": (unknown, *now.remarks)})
    if then.figures == now.figures:
        return then
    told = f"Les seuils retenus sont ceux en vigueur {told_days(days)}, date de lancement indiquée."
    older = (
        "La rédaction citée du texte peut être plus récente\u00a0: vérifiez sur Légifrance celle de cette date."
    )
    return then.model_copy(update={"remarks": (told, older, *then.remarks)})


def _decide_for_value(
    request: ProcedureRequest, estimated: EstimatedValue, figures: FigureSet, as_of: date
) -> ProcedureAdvice:
    value = estimated.amount
    check_amount(request.full_amount_ht, "Le montant reconductions comprises", "full_amount_ht")
    steps = [estimated.step or value_step(request, value)]
    thresholds = possible_thresholds(
        request.nature, request.buyer_kind, figures, as_of, defence_supplies=request.defence_supplies
    )
    direct = _direct_thresholds(request.nature, figures, as_of)
    if estimated.at_least and value < max(f.value for f in thresholds):
        questions = (*estimated.questions, *missing_for_threshold(request.nature, request.buyer_kind))
        return advise_for_least(request, value, tuple(steps), questions, direct, thresholds, figures, as_of)
    limits = (*direct, *(() if request.social_services else thresholds))
    crossed = tuple(f for f in limits if value < f.value <= (request.full_amount_ht or value))
    if crossed:
        return ProcedureAdvice(
            kind=None,
            summary="Avec les reconductions, le marché peut atteindre "
            f"{french.euros_ht(min(f.value for f in crossed))}\u00a0: la procédure en dépend.",
            steps=tuple(steps),
            questions=(ASK_RENEWALS, *missing_for_threshold(request.nature, request.buyer_kind)),
            figures=crossed,
            remarks=dating_remarks(crossed, as_of),
        )
    writing = read_figure(figures, "seuil_marche_ecrit", as_of)
    written = value >= writing.value
    if value < min(f.value for f in direct):
        limit = min(direct, key=lambda f: f.value)
        used: tuple[UsedFigure, ...] = (limit,)
        kind: ProcedureKind | None = ProcedureKind.SANS_PUBLICITE
        steps.append(direct_step(value, limit))
        questions = ()
        below: bool | None = True
    elif value < max(f.value for f in direct):
        return ProcedureAdvice(
            kind=None,
            summary=f"De {french.euros_ht(min(f.value for f in direct))} à {french.euros_ht(max(f.value for f in direct))} non "
            "compris, un marché de fournitures ou de services se passe en procédure adaptée, avec publicité et mise en "
            "concurrence\u00a0; un marché de travaux peut être passé sans publicité ni mise en concurrence.",
            steps=(
                *steps,
                *(
                    direct_step(value, f, named=True) if value < f.value else not_direct_step(value, f, named=True)
                    for f in direct
                ),
            ),
            questions=(ASK_NATURE,),
            figures=direct,
            below_european_threshold=True,
            written_contract=written,
        )
    elif request.social_services:
        used, kind, questions, below = (), ProcedureKind.ADAPTEE, (), value < min(f.value for f in thresholds)
        steps.append(social_services_step())
    elif value < min(f.value for f in thresholds):
        limit = min(thresholds, key=lambda f: f.value)
        refused = max(direct, key=lambda f: f.value)
        used, kind, questions, below = (limit, refused), ProcedureKind.ADAPTEE, (), True
        steps.append(not_direct_step(value, refused))
        steps.append(adapted_step(value, limit, lowest=len(thresholds) > 1))
    elif value >= max(f.value for f in thresholds):
        limit = max(thresholds, key=lambda f: f.value)
        used, kind, questions, below = (limit,), ProcedureKind.FORMALISEE, (), False
        steps.append(formal_step(value, limit))
    else:
        used, kind, below = thresholds, None, None
        questions = missing_for_threshold(request.nature, request.buyer_kind)
        if request.nature is not None:
            steps += by_buyer_steps(value, thresholds)
    small: tuple[int, ...] = ()
    if kind in (ProcedureKind.FORMALISEE, ProcedureKind.ADAPTEE):
        formal = kind is ProcedureKind.FORMALISEE
        small, small_steps, small_figures = small_lots_steps(request, value, figures, as_of, formal=formal)
        steps += small_steps
        used = (*used, *small_figures)
    if written:
        steps.append(written_step(value, writing))
        used = (*used, writing)
    return ProcedureAdvice(
        kind=kind,
        summary=_summary(kind, value, request.nature, thresholds),
        steps=tuple(steps),
        questions=questions,
        figures=used,
        remarks=(
            *dating_remarks(used, as_of),
            *defence_remarks(
                request.nature,
                request.buyer_kind,
                value,
                figures,
                as_of,
                defence_supplies=request.defence_supplies,
            ),
        ),
        below_european_threshold=below,
        written_contract=written,
        small_lots=small,
    )


def _summary(
    kind: ProcedureKind | None, value: Decimal, nature: MarketNature | None, thresholds: tuple[UsedFigure, ...]
) -> str:
    if kind is ProcedureKind.SANS_PUBLICITE:
        return f"La valeur estimée de {french.euros_ht(value)} permet un marché {kind.value}."
    if kind is not None:
        return f"La valeur estimée de {french.euros_ht(value)} conduit à un marché passé en {kind.value}."
    if nature is None:
        return "La procédure dépend encore de la nature du marché ou de l’acheteur."
    return by_buyer_summary(value, thresholds)


def _direct_thresholds(nature: MarketNature | None, figures: FigureSet, as_of: date) -> tuple[UsedFigure, ...]:
    """The thresholds of R2122-8 that may apply to the nature known."""
    variants = []
    if nature is not MarketNature.TRAVAUX:
        variants.append("services_fournitures")
    if nature in (None, MarketNature.TRAVAUX):
        variants.append("travaux")
    return tuple(read_figure(figures, "seuil_sans_publicite", as_of, v) for v in variants)
