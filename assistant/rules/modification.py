"""Whether a change of a contract under way is of low value: a share of the contract, and the European threshold (CCP R2194-8)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.answer import Verdict
from assistant.market import BuyerKind, Frozen, MarketNature
from assistant.rules import french
from assistant.rules.decision import Decision, Outcome, Step
from assistant.rules.parameters import UsedFigure, dating_remarks, read_figure
from assistant.rules.procedure import ASK_NATURE, missing_for_threshold, possible_thresholds
from assistant.rules.validation import check_amount, check_ratio
from corpus.figure_files import FigureSet

REF = "R2194-8"
ASK_SHARE = "Quels sont le montant initial du marché et celui de la modification, hors taxes\u00a0?"
ASK_EARLIER = "D’autres modifications de faible montant ont-elles déjà été faites, et pour quel total\u00a0?"
_CUMULATED = Step(
    rule="modifications successives",
    ref="R2194-9",
    fact="cumul",
    outcome=Outcome.DUTY,
    explanation_fr="Les modifications de faible montant successives s’additionnent.",
)


class ModificationRequest(Frozen):
    """Euros excluding VAT; ``share`` is a ratio (0.12 for 12 %) of the initial amount, every low-value change summed.

    It is counted from ``initial_ht`` and ``added_ht`` where both are given. ``first`` tells that no other change of low
    value was made before.
    """

    initial_ht: Decimal | None = None
    added_ht: Decimal | None = None
    share: Decimal | None = None
    first: bool = False
    nature: MarketNature | None = None
    buyer_kind: BuyerKind | None = None

    @property
    def known_share(self) -> Decimal | None:
        """The ratio of the change to the initial amount."""
        if self.initial_ht and self.added_ht is not None:
            return self.added_ht / self.initial_ht
        return self.share

    @property
    def known_sum(self) -> Decimal | None:
        """What the change is worth, in euros excluding VAT."""
        if self.added_ht is None and self.initial_ht is not None and self.share is not None:
            return self.initial_ht * self.share
        return self.added_ht


def decide_small_modification(request: ModificationRequest, figures: FigureSet, as_of: date) -> Decision:
    """Yes when the change is under the share and under the European threshold, no when it reaches one of them.

    Earlier changes are summed with it (R2194-9): until they are known, the yes is under that condition.

    Raises:
        InvalidInput: a sum no contract can have.
        UnknownFigure: no limit is known at that date.
    """
    check_amount(request.initial_ht, "Le montant initial du marché", "initial_ht")
    check_amount(request.added_ht, "Le montant de la modification", "added_ht")
    check_ratio(request.share, "La part de la modification", "share")
    shares = limits_of(request.nature, figures, as_of)
    thresholds = possible_thresholds(request.nature, request.buyer_kind, figures, as_of)
    share_step, share_asked = _share_step(request.known_share, shares)
    sum_step, sum_asked = _sum_step(request, thresholds)
    outcomes = {share_step.outcome, sum_step.outcome}
    if Outcome.NOT_MET in outcomes:
        verdict = Verdict.NON
        summary = "La modification n’est pas de faible montant\u00a0: il lui faut un autre cas prévu par le code."
    elif Outcome.UNKNOWN in outcomes:
        verdict = Verdict.SOUS_CONDITIONS
        summary = "La modification peut être de faible montant\u00a0: cela dépend de ce qui reste à préciser."
    elif request.first:
        verdict = Verdict.OUI
        summary = "La modification est de faible montant."
    else:
        verdict = Verdict.SOUS_CONDITIONS
        summary = "La modification est de faible montant, si elle reste sous ces limites avec celles déjà faites."
    used = (*shares, *thresholds)
    missing = tuple(dict.fromkeys((*share_asked, *sum_asked))) or (ASK_EARLIER,)
    return Decision(
        subject="modification de faible montant",
        verdict=verdict,
        summary=summary,
        steps=(share_step, sum_step, _CUMULATED),
        questions=missing if verdict is Verdict.SOUS_CONDITIONS else (),
        figures=used,
        remarks=dating_remarks(used, as_of),
    )


def limits_of(nature: MarketNature | None, figures: FigureSet, as_of: date) -> tuple[UsedFigure, ...]:
    """The shares that a change of low value stays under, for a nature or for any; lowest first.

    Raises:
        UnknownFigure: no limit is known at that date.
    """
    variants = [] if nature is MarketNature.TRAVAUX else ["services_fournitures"]
    variants += ["travaux"] if nature in (None, MarketNature.TRAVAUX) else []
    return tuple(read_figure(figures, "part_modification_faible", as_of, variant) for variant in variants)


def _share_step(share: Decimal | None, limits: tuple[UsedFigure, ...]) -> tuple[Step, tuple[str, ...]]:
    values = [limit.value for limit in limits]
    each = " ou ".join(f"{french.percent(limit.value)} ({limit.figure.label})" for limit in limits)
    if share is None:
        return _step(Outcome.UNKNOWN, each, f"La modification doit rester sous {each} du montant initial."), (
            ASK_SHARE,
        )
    shown = french.percent(share)
    if share < min(values):
        said = f"La modification représente {shown} du montant initial, moins que {each}."
        return _step(Outcome.MET, shown, said), ()
    if share >= max(values):
        said = f"La modification représente {shown} du montant initial\u00a0: elle n’est pas sous {each}."
        return _step(Outcome.NOT_MET, shown, said), ()
    said = f"La modification représente {shown} du montant initial\u00a0: la limite est de {each}."
    return _step(Outcome.UNKNOWN, shown, said), (ASK_NATURE,)


def _sum_step(request: ModificationRequest, thresholds: tuple[UsedFigure, ...]) -> tuple[Step, tuple[str, ...]]:
    value = request.known_sum
    values = [threshold.value for threshold in thresholds]
    lowest, highest = french.euros_ht(min(values)), french.euros_ht(max(values))
    if value is None:
        limit = lowest if lowest == highest else f"{lowest} au moins selon l’acheteur et la nature"
        said = f"Son montant doit être inférieur au seuil européen ({limit})."
        return _step(Outcome.UNKNOWN, limit, said), (ASK_SHARE,)
    shown = french.euros_ht(value)
    if value < min(values):
        return _step(Outcome.MET, shown, f"Son montant, {shown}, est inférieur au seuil européen de {lowest}."), ()
    if value >= max(values):
        said = f"Son montant, {shown}, n’est pas inférieur au seuil européen de {highest}."
        return _step(Outcome.NOT_MET, shown, said), ()
    said = f"Son montant, {shown}, est à comparer au seuil européen, entre {lowest} et {highest}."
    return _step(Outcome.UNKNOWN, shown, said), missing_for_threshold(request.nature, request.buyer_kind)


def _step(outcome: Outcome, fact: str, said: str) -> Step:
    return Step(rule="modification de faible montant", ref=REF, fact=fact, outcome=outcome, explanation_fr=said)
