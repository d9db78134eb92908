"""Whether a change made necessary, or unforeseen, is too large for a contracting authority (CCP R2194-3, R2194-5)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.answer import Verdict
from assistant.market import BuyerKind
from assistant.rules import french
from assistant.rules.decision import Decision, Outcome, Step
from assistant.rules.parameters import dating_remarks, read_figure
from corpus.figure_files import FigureSet

REF = "R2194-3"
REFS = frozenset({"R2194-2", REF, "R2194-5"})


def decide_necessary_change(
    share: Decimal | None, buyer_kind: BuyerKind | None, figures: FigureSet, as_of: date
) -> Decision | None:
    """No when one change exceeds the share allowed; ``None`` under it, where the circumstances decide, or without a share.

    ``share`` is a ratio (0.6 for 60 %) of the initial amount. The limit does not bind contracting entities: ``None``.

    Raises:
        UnknownFigure: no limit is known at that date.
    """
    if share is None or buyer_kind is BuyerKind.CONTRACTING_ENTITY:
        return None
    limit = read_figure(figures, "part_modification_necessaire", as_of)
    if share <= limit.value:
        return None
    shown, most = french.percent(share), french.percent(limit.value)
    step = Step(
        rule="modification devenue nécessaire ou imprévue",
        ref=REF,
        fact=shown,
        outcome=Outcome.NOT_MET,
        explanation_fr=f"La modification représente {shown} du montant initial\u00a0: elle ne peut être supérieure à {most}.",
    )
    entity = "Une entité adjudicatrice (réseaux d’eau, d’énergie, de transport) n’a pas cette limite."
    return Decision(
        subject="modification devenue nécessaire ou imprévue",
        verdict=Verdict.NON,
        summary="La modification est trop importante pour être faite à ce titre\u00a0: il lui faut un autre cas prévu par le "
        "code, ou une nouvelle mise en concurrence.",
        steps=(step,),
        figures=(limit,),
        remarks=(*(() if buyer_kind else (entity,)), *dating_remarks((limit,), as_of)),
    )
