"""Which template a request calls for; what none covers is refused with the nearest one named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from rapidfuzz import fuzz

from assistant.drafting.values import reserved_for
from assistant.drafting.wording import NBSP
from assistant.errors import NoTemplate
from assistant.market import ContractKind, MarketFacts, MarketNature
from corpus.models import ClauseKind, ClauseTemplate

STAFF_TRANSFER = "reprise de personnel"

# What each kind is called by those who ask for it, unaccented; the first pattern found wins.
_WORDS: tuple[tuple[ClauseKind, re.Pattern[str]], ...] = (
    (ClauseKind.STATEMENT, re.compile(r"etats? trimestriel|tableau de suivi|suivi des heures|releve d.heures|bilan d.heures|etats? des heures|releve trimestriel")),
    (ClauseKind.LETTER, re.compile(r"\b(lettre|courrier|mail|courriel)\b")),
    (ClauseKind.REASONS, re.compile(r"\bmotifs?\b|motiver|motivation|justifier l.absence|l\.? ?2112-2-1|\brenonc")),
    (ClauseKind.COMMITMENT, re.compile(r"acte d.engagement|annexe|engagement (du candidat|du soumissionnaire|en heures)|fiche d.engagement")),
    (ClauseKind.CRITERION, re.compile(r"\bcriteres?\b|\bnotation\b|\bgrille\b|\bponder")),
    (ClauseKind.SOCIAL_ECONOMY_RESERVATION, re.compile(r"\bess\b|economie sociale|l\.? ?2113-1[56]")),
    (ClauseKind.RESERVATION, re.compile(r"\breserv|l\.? ?2113-1[234]\b")),
    (ClauseKind.SUBCONTRACTING, re.compile(r"sous.?trait|part confiee|cotrait")),
    (ClauseKind.EXECUTION, re.compile(r"\binsertion\b|\bheures?\b|clauses? sociales?|\bsociale?s?\b|condition d.execution|\bemploi\b")),
)  # fmt: skip

# Neighbouring subjects that a social clause does not treat, even when the word « sociale » is there.
_UNCOVERED = re.compile(
    r"egalite|parite|discriminat|femmes.hommes|equitable|environnement|ecologi|carbone|dechet|recycl|biodivers|energie"
    r"|revision des? prix|actualisation|variation des? prix|avance\b|acompte|retenue de garantie|caution|assurance"
    r"|confidentialit|rgpd|donnees personnelles|propriete intellectuelle|droits? d.auteur|resiliation|litige|mediation"
    r"|moliere|langue francaise|preference locale|emploi local|circuit court|retards?\b|garantie decennale|reversibilite"
    r"|travail dissimule|travail illegal|detach(e|ement)|laicite|reexamen|imprevision|exclusivite|non.concurrence"
)


def kind_of(request: str) -> ClauseKind | None:
    """The kind of template a request in French names, ``None`` if none is recognised."""
    plain = _plain(request)
    return next((kind for kind, pattern in _WORDS if pattern.search(plain)), None)


def choose_template(
    templates: Mapping[str, ClauseTemplate], facts: MarketFacts, kind: ClauseKind | None, request: str | None
) -> ClauseTemplate:
    """The template of the kind asked for (or read from the request) that fits the nature of the market.

    Raises:
        NoTemplate: nothing covers the need; the message names the nearest template.
    """
    if request is not None:
        subject = _UNCOVERED.search(_plain(request))
        kind = None if subject else kind or kind_of(request)
    candidates = [template for template in templates.values() if template.kind is kind]
    if kind is None or not candidates:
        near = _nearest(templates, request or (kind.value if kind else ""))
        what = f"«{NBSP}{request.strip()[:120]}{NBSP}»" if request else f"«{NBSP}{kind or 'sans précision'}{NBSP}»"
        raise NoTemplate(
            f"Aucun modèle de clause ne couvre la demande {what}. Le plus proche est «{NBSP}{near.title}{NBSP}» : "
            f"{near.when_to_use}"
        )
    chosen = _fitting(candidates, facts)
    refuse_out_of_scope(chosen, facts)
    return chosen


def refuse_out_of_scope(template: ClauseTemplate, facts: MarketFacts) -> None:
    """Nothing when the template may serve that contract.

    Raises:
        NoTemplate: the contract is not an ordinary public contract, or the structures named cannot
            hold a reservation under L2113-12 to L2113-14 of the CCP.
    """
    if facts.contract is not None and facts.contract.value is not ContractKind.MARCHE:
        raise NoTemplate(
            f"Aucun modèle ne couvre un contrat de type «{NBSP}{facts.contract.value}{NBSP}» : les modèles citent les règles "
            f"des marchés publics ordinaires. Le plus proche est «{NBSP}{template.title}{NBSP}», à faire adapter par un juriste."
        )
    if template.kind is ClauseKind.RESERVATION and facts.structure_kinds and not any(reserved_for(facts)):
        named = ", ".join(facts.structure_kinds.value)
        raise NoTemplate(
            f"Aucun modèle ne réserve un marché à ces seules structures ({named}) : la réservation vise les entreprises "
            "adaptées et les ESAT, ou les structures d’insertion par l’activité économique. Le plus proche est la clause "
            "d’insertion en heures, qui permet d’y recourir par mise à disposition ou sous-traitance."
        )


def _fitting(candidates: list[ClauseTemplate], facts: MarketFacts) -> ClauseTemplate:
    """The most particular template whose case and nature are those of the market."""
    nature = facts.nature.value.value if facts.nature else None
    if _staff_transfer(facts):
        special = [template for template in candidates if template.case == STAFF_TRANSFER]
        if special:
            return special[0]
    general = [template for template in candidates if not template.case] or candidates
    exact = [template for template in general if nature in template.natures]
    open_to_all = [template for template in general if not template.natures]
    # Without a known nature, the template of services is the least particular: most trades are services.
    default = [template for template in general if MarketNature.SERVICES.value in template.natures]
    return (exact or open_to_all or default or general)[0]


def _staff_transfer(facts: MarketFacts) -> bool:
    if facts.transferable_monthly_hours is not None:
        return facts.transferable_monthly_hours.value > 0
    if facts.nature is not None and facts.nature.value is not MarketNature.SERVICES:
        return False
    trade = facts.trade.value if facts.trade else None
    words = _plain(f"{trade.key} {trade.family} {trade.sector or ''}") if trade else ""
    return bool(re.search(r"proprete|nettoyage", words)) and "urbain" not in words


def _nearest(templates: Mapping[str, ClauseTemplate], words: str) -> ClauseTemplate:
    plain = _plain(words)

    def closeness(template: ClauseTemplate) -> float:
        described = _plain(f"{template.title} {template.when_to_use}")
        # The tie goes to the execution clause in hours, which most requests come down to.
        return fuzz.token_set_ratio(plain, described) + (5 if template.kind is ClauseKind.EXECUTION else 0)

    return max(templates.values(), key=closeness)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
