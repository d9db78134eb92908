"""The facts the duty of a social condition is decided on, and how they are read from the market's."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from assistant.market import BuyerKind, ContractKind, Frozen, Launch, MarketFacts, MarketNature
from assistant.rules.estimated_value import full_amount_of, term_of


class SocialException(StrEnum):
    """The four cases in which a buyer may set the duty aside (L2112-2-1, II), by their number."""

    SOLUTION_DISPONIBLE = "1°"
    LIEN_INSUFFISANT = "2°"
    CONCURRENCE_OU_DIFFICULTE = "3°"
    TRAVAUX_COURTS = "4°"


class ObligationRequest(Frozen):
    """What is known of the contract; ``None`` means not known.

    ``amount_ht`` is the estimated value in euros excluding VAT, ``full_amount_ht`` the same with every
    renewal when the buyer's amount may be that of the firm period only; the duration is the firm one.
    ``yearly_ht`` is the amount of twelve months, ``full_months`` the term with its renewals, ``regular``
    whether the need comes back, ``framework`` whether it is a framework agreement, ``defence_supplies``
    as in annexe 2, I, c. ``above_threshold`` tells on which side of the European threshold a contract of unknown value
    is said to be, ``launch`` when its notice is sent. ``exceptions`` are the cases of L2112-2-1 II the buyer says apply.
    """

    nature: MarketNature | None = None
    buyer_kind: BuyerKind | None = None
    contract: ContractKind = ContractKind.MARCHE
    amount_ht: Decimal | None = None
    full_amount_ht: Decimal | None = None
    lot_amounts: tuple[Decimal, ...] = ()
    months: Decimal | None = None
    days: int = 0
    exceptions: tuple[SocialException, ...] = ()
    yearly_ht: Decimal | None = None
    full_months: Decimal | None = None
    regular: bool | None = None
    framework: bool | None = None
    defence_supplies: bool | None = None
    above_threshold: bool | None = None
    launch: Launch | None = None


def from_facts(facts: MarketFacts) -> ObligationRequest:
    """The request read from what is known of the market."""
    duration = facts.duration.value if facts.duration else None
    return ObligationRequest(
        nature=facts.nature.value if facts.nature else None,
        buyer_kind=facts.buyer_kind.value if facts.buyer_kind else None,
        contract=facts.contract.value if facts.contract else ContractKind.MARCHE,
        amount_ht=facts.amount_ht.value if facts.amount_ht else None,
        full_amount_ht=full_amount_of(facts),
        lot_amounts=tuple(lot.amount_ht for lot in facts.lots if lot.amount_ht is not None),
        months=(duration.months or None) if duration else None,
        days=duration.days if duration else 0,
        yearly_ht=facts.amount_per_year.value if facts.amount_per_year else None,
        full_months=term_of(facts),
        regular=facts.recurring.value if facts.recurring else None,
        framework=facts.framework.value if facts.framework else None,
        defence_supplies=facts.defence_supplies.value if facts.defence_supplies else None,
        launch=facts.launch.value if facts.launch else None,
    )
