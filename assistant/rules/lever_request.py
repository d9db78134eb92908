"""The facts a lever is chosen on: the market and the local offer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from assistant.errors import InvalidInput, MissingFact
from assistant.market import ContractKind, Frozen, MarketFacts, MarketNature
from assistant.rules.insertion_hours import HoursRequest, compute_hours
from assistant.rules.insertion_hours import from_facts as hours_from_facts
from assistant.rules.obligation import ObligationRequest
from assistant.rules.obligation import from_facts as obligation_from_facts
from corpus.figure_files import FigureSet
from corpus.models import StructureKind


class LeverKind(StrEnum):
    """The ways to make a contract inclusive, and the choice of none."""

    RESERVATION = "marché entièrement réservé"
    RESERVED_LOT = "lot réservé"
    CLAUSE = "clause d’insertion en heures"
    CRITERION = "critère social d’attribution"
    SUBCONTRACTING = "part sous-traitée à des structures inclusives"
    NONE = "aucun levier social"


_STAFF = frozenset({StructureKind.AI, StructureKind.ETTI, StructureKind.EATT, StructureKind.GEIQ})
_SUBCONTRACTORS = frozenset(
    {StructureKind.EI, StructureKind.ACI, StructureKind.EA, StructureKind.ESAT, StructureKind.EITI}
)


class LocalOffer(Frozen):
    """The structures that could answer: how many of each kind, and how far the nearest is, in kilometres."""

    count_by_kind: Mapping[StructureKind, int] = Field(default_factory=dict)
    nearest_km: Decimal | None = None

    @property
    def adapted(self) -> int:
        """Structures L2113-12 names."""
        return sum(n for kind, n in self.count_by_kind.items() if kind.is_adapted)

    @property
    def siae(self) -> int:
        """Structures L2113-13 names."""
        return sum(n for kind, n in self.count_by_kind.items() if kind.is_siae)

    @property
    def answering(self) -> int:
        """Structures that may answer a reserved contract."""
        return self.adapted + self.siae

    @property
    def staff_providers(self) -> int:
        """Structures that put staff at a company's disposal (CCAG-Travaux 20.1.2)."""
        return sum(n for kind, n in self.count_by_kind.items() if kind in _STAFF)

    @property
    def subcontractors(self) -> int:
        """Structures a company may subcontract to (CCAG-Travaux 20.1.2)."""
        return sum(n for kind, n in self.count_by_kind.items() if kind in _SUBCONTRACTORS)


class LeverRequest(Frozen):
    """What is known of the market; ``None`` means not known.

    ``duration_months`` is the full term with renewals; ``hours`` and ``obligation`` are the requests of the
    two other rules, from which the volume of a clause and the duty are computed; ``excluded`` are levers not wanted.
    """

    nature: MarketNature | None = None
    trade_key: str = ""
    amount_ht: Decimal | None = None
    duration_months: Decimal | None = None
    lot_amounts: tuple[Decimal, ...] = ()
    contract: ContractKind = ContractKind.MARCHE
    recurring: bool | None = None
    hours: HoursRequest = HoursRequest()
    obligation: ObligationRequest = ObligationRequest()
    excluded: frozenset[LeverKind] = frozenset()

    @property
    def yearly_amount(self) -> Decimal | None:
        """The amount of one year; the whole amount for a year or less, or an unknown duration."""
        if self.amount_ht is None or self.duration_months is None or self.duration_months <= 12:
            return self.amount_ht
        return self.amount_ht * 12 / self.duration_months


def from_facts(facts: MarketFacts) -> LeverRequest:
    """The request read from what is known of the market."""
    hours = hours_from_facts(facts)
    months = hours.firm_months
    amounts = tuple(lot.amount_ht for lot in hours.lots)
    return LeverRequest(
        nature=hours.nature,
        trade_key=hours.trade_key,
        amount_ht=hours.amount_ht or (sum(amounts, Decimal(0)) or None),
        duration_months=months * hours.full_term_ratio if months else None,
        lot_amounts=amounts,
        contract=facts.contract.value if facts.contract else ContractKind.MARCHE,
        recurring=facts.recurring.value if facts.recurring else None,
        hours=hours,
        obligation=obligation_from_facts(facts),
    )


def clause_hours(request: LeverRequest, figures: FigureSet, as_of: date) -> tuple[Decimal | None, bool]:
    """The hours a clause would set, ``None`` when a fact is missing, and whether a clause is advised."""
    try:
        result = compute_hours(request.hours, figures, as_of)
    except (MissingFact, InvalidInput):
        return None, True
    return result.hours, result.clause_advised
