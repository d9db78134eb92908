"""Must this buyer adopt a scheme of responsible purchasing, the SPASER (CCP L2111-3, D2111-3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.answer import Verdict
from assistant.market import Frozen, MarketFacts
from assistant.rules import french
from assistant.rules.decision import Decision, Outcome, Step
from assistant.rules.parameters import dating_remarks, read_figure
from assistant.rules.validation import check_amount
from corpus.figure_files import FigureSet

ASK_PURCHASES = "Quel est le montant total hors taxes de vos achats sur une année civile\u00a0?"


_UNCERTAIN = (
    "Je ne connais pas avec certitude le montant applicable à cette date\u00a0: vérifiez-le avant de conclure."
)


class SpaserRequest(Frozen):
    """The buyer's purchases over a calendar year, in euros excluding VAT, without the contracts of book V."""

    yearly_purchases_ht: Decimal | None = None


def from_facts(facts: MarketFacts) -> SpaserRequest:
    """The request read from what is known of the buyer."""
    return SpaserRequest(yearly_purchases_ht=facts.yearly_purchases.value if facts.yearly_purchases else None)


def decide_spaser(request: SpaserRequest, figures: FigureSet, as_of: date) -> Decision:
    """Whether the scheme is mandatory; strictly above the amount. Raises ``InvalidInput``."""
    purchases = request.yearly_purchases_ht
    check_amount(purchases, "Le montant annuel des achats", "yearly_purchases_ht")
    limit = read_figure(figures, "seuil_spaser", as_of)
    scope = Step(
        rule="acheteurs tenus à un SPASER",
        ref="L2111-3",
        fact="acheteur soumis au code",
        outcome=Outcome.MET,
        explanation_fr="L’acheteur dont le montant total annuel des achats dépasse un montant fixé par décret "
        "adopte "
        "un schéma de promotion des achats publics socialement et écologiquement responsables (SPASER).",
    )
    above = purchases is not None and purchases > limit.value
    outcome = Outcome.UNKNOWN if purchases is None else Outcome.MET if above else Outcome.NOT_MET
    fact = "montant annuel non précisé" if purchases is None else french.euros_ht(purchases)
    amount = Step(
        rule="montant annuel des achats",
        ref="D2111-3",
        fact=fact,
        outcome=outcome,
        explanation_fr=f"Le schéma est obligatoire au-delà de {french.euros_ht(limit.value)} d’achats sur une "
        "année "
        "civile, marchés du livre V exclus.",
    )
    uncertain = limit.figure.since is None and as_of < limit.figure.last_checked
    verdicts = {Outcome.UNKNOWN: Verdict.SOUS_CONDITIONS, Outcome.MET: Verdict.OUI, Outcome.NOT_MET: Verdict.NON}
    summaries = {
        Outcome.UNKNOWN: f"Cela dépend de vos achats annuels, à comparer à {french.euros_ht(limit.value)}.",
        Outcome.MET: f"Oui\u00a0: avec {fact} d’achats par an, un SPASER est obligatoire.",
        Outcome.NOT_MET: f"Non\u00a0: avec {fact} d’achats par an, un SPASER n’est pas obligatoire.",
    }
    joint = () if above else ("Un schéma commun à plusieurs acheteurs reste possible, quel que soit le montant.",)
    return Decision(
        subject="Schéma de promotion des achats responsables (SPASER)",
        verdict=Verdict.SOUS_CONDITIONS if uncertain else verdicts[outcome],
        summary=_UNCERTAIN if uncertain else summaries[outcome],
        steps=(scope, amount),
        questions=(ASK_PURCHASES,) if purchases is None else (),
        figures=(limit,),
        remarks=(*joint, *dating_remarks((limit,), as_of)),
    )
