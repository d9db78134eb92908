"""The four exceptions to the duty of a social condition, and the reasons to record (CCP L2112-2-1, II and III)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.errors import InvalidInput
from assistant.market import BuyerKind, Frozen, MarketNature
from assistant.rules import french
from assistant.rules.decision import Outcome, Step
from assistant.rules.durations import Position, position
from assistant.rules.obligation_request import ObligationRequest, SocialException
from assistant.rules.parameters import UsedFigure, read_figure
from corpus.figure_files import FigureSet

ASK_DURATION = "Quelle est la durée du marché de travaux (moins de six mois, ou davantage)\u00a0?"
EXCUSED = (
    "Le marché est dans le champ de l’obligation, mais une exception permet de ne pas prévoir de considération sociale, à "
    "condition d’en indiquer les motifs."
)
EXCEPTION_TEXTS = {
    SocialException.SOLUTION_DISPONIBLE: "le besoin peut être satisfait par une solution immédiatement disponible",
    SocialException.LIEN_INSUFFISANT: "la prise en compte du social ou de l’emploi n’a pas de lien suffisant avec "
    "l’objet du marché",
    SocialException.CONCURRENCE_OU_DIFFICULTE: "elle restreindrait la concurrence ou rendrait l’exécution "
    "techniquement ou économiquement difficile",
    SocialException.TRAVAUX_COURTS: "il s’agit d’un marché de travaux d’une durée inférieure à six mois",
}


def short_works_step(request: ObligationRequest, limit: UsedFigure) -> Step:
    """Whether the works last less than the limit; unknown without a duration or when it depends on the start."""
    if request.months is None and not request.days:
        outcome, fact = Outcome.UNKNOWN, "non précisée"
    else:
        months = request.months or Decimal(0)
        outcomes = {Position.BELOW: Outcome.MET, Position.UNCERTAIN: Outcome.UNKNOWN}
        outcome = outcomes.get(position(months, request.days, limit.value), Outcome.NOT_MET)
        days = f"{request.days}\u00a0jours" if request.days else ""
        fact = " et ".join(part for part in (french.months(months) if months else "", days) if part)
    return Step(
        rule="travaux de moins de six mois",
        ref="L2112-2-1",
        fact=fact,
        outcome=outcome,
        explanation_fr=f"Un marché de travaux d’une durée inférieure à {french.months(limit.value)} peut ne pas "
        f"prévoir de considération sociale (durée\u00a0: {fact}).",
    )


class Weighed(Frozen):
    """What the exceptions come to: those that hold, with the steps, the questions and the figures they call."""

    claimed: tuple[SocialException, ...]
    steps: tuple[Step, ...]
    questions: tuple[str, ...] = ()
    figures: tuple[UsedFigure, ...] = ()


def weigh_exceptions(request: ObligationRequest, figures: FigureSet, as_of: date) -> Weighed:
    """The exceptions the buyer claims, and that of short works when the term shows it.

    Raises:
        InvalidInput: short works are claimed for a term that is not short.
        UnknownFigure: no limit of duration is known at that date.
    """
    claimed = list(request.exceptions)
    if request.nature is not MarketNature.TRAVAUX:
        return Weighed(claimed=tuple(claimed), steps=_closing_steps(request, claimed))
    limit = read_figure(figures, "duree_exception_travaux", as_of)
    short = short_works_step(request, limit)
    if short.outcome is Outcome.MET and SocialException.TRAVAUX_COURTS not in claimed:
        claimed.append(SocialException.TRAVAUX_COURTS)
    elif short.outcome is Outcome.NOT_MET and SocialException.TRAVAUX_COURTS in claimed:
        raise _long_works(limit, short)
    return Weighed(
        claimed=tuple(claimed),
        steps=(short, *_closing_steps(request, claimed)),
        questions=(ASK_DURATION,) if short.outcome is Outcome.UNKNOWN else (),
        figures=(limit,),
    )


def _closing_steps(request: ObligationRequest, claimed: list[SocialException]) -> tuple[Step, ...]:
    """Each exception that holds and where its reasons are recorded; all four when none does."""
    if not claimed:
        return (exceptions_step(),)
    entity = request.buyer_kind is BuyerKind.CONTRACTING_ENTITY
    return (*(claimed_step(exception) for exception in claimed), reasons_step(entity=entity))


def _long_works(limit: UsedFigure, short: Step) -> InvalidInput:
    """The error of short works claimed for a term that is not."""
    return InvalidInput(
        f"La quatrième exception suppose des travaux de moins de {french.months(limit.value)}, et la durée indiquée est "
        f"de {short.fact}\u00a0: corrigez l’une ou l’autre.",
        field="exceptions",
    )


def exceptions_step() -> Step:
    """The four exceptions, when the buyer claims none."""
    listed = "\u00a0; ".join(f"{e.value} {text}" for e, text in EXCEPTION_TEXTS.items())
    return Step(
        rule="quatre exceptions",
        ref="L2112-2-1",
        fact="aucune exception invoquée",
        outcome=Outcome.DUTY,
        explanation_fr=f"L’acheteur ne peut y renoncer que si\u00a0: {listed}\u00a0; il en indique alors les "
        "motifs.",
    )


def claimed_step(exception: SocialException) -> Step:
    """One exception the buyer claims or the duration shows."""
    return Step(
        rule=f"exception du {exception.value}",
        ref="L2112-2-1",
        fact=EXCEPTION_TEXTS[exception],
        outcome=Outcome.MET,
        explanation_fr=f"L’exception du {exception.value} peut être retenue\u00a0: {EXCEPTION_TEXTS[exception]}.",
    )


def reasons_step(*, entity: bool) -> Step:
    """Where the reasons are recorded, by a contracting entity or by a contracting authority."""
    where = (
        "par tout moyen approprié, l’acheteur agissant comme entité adjudicatrice"
        if entity
        else "dans les documents relatifs à la passation que l’acheteur conserve"
    )
    return Step(
        rule="motifs à indiquer",
        ref="L2112-2-1" if entity else "L2184-1",
        fact="entité adjudicatrice" if entity else "pouvoir adjudicateur",
        outcome=Outcome.DUTY,
        explanation_fr=f"Les motifs sont indiqués {where}.",
    )


def reasons_sentence(
    value: Decimal, threshold: UsedFigure, claimed: Sequence[SocialException], *, entity: bool
) -> str:
    """The sentence of reasons to paste, with brackets left for the buyer (L2112-2-1, III)."""
    cases = " et du ".join(exception.value for exception in claimed)
    reasons = "\u00a0; ".join(EXCEPTION_TEXTS[exception] for exception in claimed)
    kept = "" if entity else " La présente note est conservée en application de l’article L2184-1."
    return (
        f"Le marché [objet], d’une valeur estimée de {french.euros_ht(value)}, atteint le seuil européen de "
        f"{french.euros_ht(threshold.value)}. En application du {cases} du II de l’article L2112-2-1 du code de "
        "la "
        "commande publique, l’acheteur ne prévoit pas de conditions d’exécution prenant en compte le domaine "
        "social "
        f"ou l’emploi, car {reasons}. Motifs propres à ce marché\u00a0: [à compléter]." + kept
    )
