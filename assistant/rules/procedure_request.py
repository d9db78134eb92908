"""What decides a procedure, the three families of procedures, and the advice that is given."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from assistant.market import BuyerKind, ContractKind, Frozen, Launch, MarketFacts, MarketNature
from assistant.rules.decision import Step
from assistant.rules.estimated_value import full_amount_of, term_of
from assistant.rules.parameters import UsedFigure


class ProcedureKind(StrEnum):
    """The three families of procedures of an ordinary contract."""

    SANS_PUBLICITE = "sans publicité ni mise en concurrence préalables"
    ADAPTEE = "procédure adaptée"
    FORMALISEE = "procédure formalisée"


class ProcedureRequest(Frozen):
    """What decides the procedure. Amounts are euros excluding VAT.

    ``amount_ht`` is the estimated value of the whole need, all lots and renewals counted (R2121-1);
    ``lot_amounts`` are the lots', in order. ``social_services`` says whether the contract bears on the
    social and other specific services of annexe 3; ``full_amount_ht`` is the amount with every renewal
    when ``amount_ht`` may be that of the firm period only; ``yearly_ht`` is the amount of twelve months,
    ``full_months`` the term with its renewals, ``regular`` whether the need comes back, ``framework``
    whether the contract is a framework agreement, ``defence_supplies`` whether a central authority buys
    defence supplies outside annexe 4 of the European Union's offer (annexe 2, I, c), ``launch`` when the notice is sent.
    """

    nature: MarketNature | None = None
    buyer_kind: BuyerKind | None = None
    amount_ht: Decimal | None = None
    lot_amounts: tuple[Decimal, ...] = ()
    social_services: bool | None = None
    contract: ContractKind = ContractKind.MARCHE
    full_amount_ht: Decimal | None = None
    yearly_ht: Decimal | None = None
    full_months: Decimal | None = None
    regular: bool | None = None
    framework: bool | None = None
    defence_supplies: bool | None = None
    launch: Launch | None = None


class ProcedureAdvice(Frozen):
    """The procedure, or ``None`` with the questions that would decide it.

    ``scale`` tells what each value would lead to, where none is known;
    ``below_european_threshold`` is ``None`` when it cannot be told; ``written_contract`` says whether
    R2112-1 requires writing; ``small_lots`` are 0-based indexes of lots that may leave the formal procedure.
    """

    kind: ProcedureKind | None
    summary: str
    steps: tuple[Step, ...] = ()
    scale: tuple[Step, ...] = ()
    questions: tuple[str, ...] = ()
    figures: tuple[UsedFigure, ...] = ()
    remarks: tuple[str, ...] = ()
    below_european_threshold: bool | None = None
    written_contract: bool | None = None
    small_lots: tuple[int, ...] = ()


def from_facts(facts: MarketFacts) -> ProcedureRequest:
    """The request read from what is known of the market."""
    return ProcedureRequest(
        nature=facts.nature.value if facts.nature else None,
        buyer_kind=facts.buyer_kind.value if facts.buyer_kind else None,
        amount_ht=facts.amount_ht.value if facts.amount_ht else None,
        lot_amounts=tuple(lot.amount_ht for lot in facts.lots if lot.amount_ht is not None),
        contract=facts.contract.value if facts.contract else ContractKind.MARCHE,
        full_amount_ht=full_amount_of(facts),
        yearly_ht=facts.amount_per_year.value if facts.amount_per_year else None,
        full_months=term_of(facts),
        regular=facts.recurring.value if facts.recurring else None,
        framework=facts.framework.value if facts.framework else None,
        defence_supplies=facts.defence_supplies.value if facts.defence_supplies else None,
        launch=facts.launch.value if facts.launch else None,
    )
