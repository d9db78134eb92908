"""What the buyer must know of a draft: a template of another nature, hours that rest on defaults."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer import Calculation
from assistant.drafting.choice import STAFF_TRANSFER
from assistant.drafting.wording import NBSP, listed, lower_first, number, quoted
from assistant.market import MarketFacts
from corpus.models import ClauseKind, ClauseTemplate


def remarks_on(template: ClauseTemplate, facts: MarketFacts, hours: Calculation | None) -> tuple[str, ...]:
    """What the buyer must know of the draft: a template of another nature, hours that rest on defaults."""
    remarks = []
    nature = facts.nature.value.value if facts.nature else None
    if nature is not None and template.natures and nature not in template.natures:
        remarks.append(
            f"ce modèle est écrit pour les marchés de {' et de '.join(template.natures)}, et le marché décrit est "
            f"de nature {quoted(nature)}{NBSP}: vérifiez le choix du modèle."
        )
    if hours is not None and template.case == STAFF_TRANSFER and facts.transferable_monthly_hours is None:
        remarks.append(
            "les heures sont calculées sur tout le marché, faute de connaître celles du personnel à reprendre"
            f"{NBSP}: donnez-les-moi (en heures par mois), je les retire avant de compter."
        )
    if hours is not None and template.kind is ClauseKind.EXECUTION:
        defaults = tuple(parameter for parameter in hours.parameters if parameter.to_confirm)
        if defaults:
            named = listed(tuple(lower_first(parameter.label) for parameter in defaults))
            remarks.append(f"les heures reposent sur des valeurs par défaut à confirmer{NBSP}: {named}.")
        by_lot = sum((lot.hours for lot in hours.lots), Decimal(0))
        if len(hours.lots) > 1 and by_lot != hours.hours:
            remarks.append(
                f"les heures des lots font {number(by_lot)} au total{NBSP}: l’arrondi de chaque lot explique l’écart "
                "avec le total, et c’est l’engagement par lot qui compte."
            )
        if not hours.clause_advised:
            remarks.extend(hours.remarks)
    return tuple(remarks)
