"""The facts a reservation is decided on, and how they are read from the market's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.market import BuyerKind, ContractKind, Frozen, MarketFacts, MarketNature
from assistant.rules.estimated_value import full_amount_of


class ReservedTo(StrEnum):
    """Who a contract may be reserved to: the five legal families."""

    EA_ESAT = "entreprises adaptées et ESAT"
    SIAE = "structures d’insertion par l’activité économique"
    PRISON = "opérateurs travaillant en établissement pénitentiaire"
    ESS = "entreprises de l’économie sociale et solidaire"
    JEI = "jeunes entreprises innovantes"


class ReservedOperators(Frozen):
    """What a buyer tells of the operators wanted beside their kind, and of the lots: see :class:`ReservationRequest`."""

    unlisted: str | None = None
    worker_share: Decimal | None = None
    candidate: ReservedTo | None = None
    reserved_to: ReservedTo | None = None
    preferred: ReservedTo | None = None
    together: bool = False
    elsewhere: bool = False
    of_a_part: bool = False
    of_a_lot: bool = False
    lots: tuple[int, ...] = ()


class ReservationRequest(Frozen):
    """What is known of the contract to reserve; ``None`` means not known.

    ``targets`` are the families wanted, empty to ask what is possible; ``whole_market`` is false for a lot, and
    ``lots`` the numbers of those to reserve;
    ``worker_share`` is the operator's ratio of disadvantaged, disabled or detained workers;
    ``social_services`` says whether the contract bears only on the services of annexe 3;
    ``announced`` whether the notice or the consultation documents mention the reservation;
    ``same_conditions`` whether the other operators also meet the prison conditions (L2113-14);
    ``last_ess_award_on`` is the operator's last award under L2113-15, ``award_on`` the expected one.
    ``innovative`` says whether what is bought is new or markedly improved, ``reserved_amount_ht`` is the
    sum of the lots reserved to young innovative companies; ``full_amount_ht``, ``yearly_ht``, ``regular`` and ``framework``
    are those of :class:`assistant.rules.procedure_request.ProcedureRequest`. ``other_kinds`` are kinds of
    structures named by the buyer that no article lists (GEIQ, régie); ``unlisted`` firms that it may not be reserved to;
    ``preferred`` says that the family in ``targets`` is wanted rather than another, ``together`` that those named would be
    in one reservation, ``elsewhere`` that who would answer is not from here, ``of_a_part``
    that only a part of the contract would be reserved;
    ``candidate`` the family that would answer a contract already reserved to ``reserved_to``.
    Amounts are euros excluding VAT; the duration includes renewals.
    """

    targets: tuple[ReservedTo, ...] = ()
    nature: MarketNature | None = None
    cleaning: bool = False
    buyer_kind: BuyerKind | None = None
    contract: ContractKind = ContractKind.MARCHE
    whole_market: bool | None = None
    lots: tuple[int, ...] = ()
    amount_ht: Decimal | None = None
    lot_amounts: tuple[Decimal, ...] = ()
    months: Decimal | None = None
    days: int = 0
    worker_share: Decimal | None = None
    social_services: bool | None = None
    announced: bool | None = None
    same_conditions: bool | None = None
    last_ess_award_on: date | None = None
    award_on: date | None = None
    transferable_monthly_hours: Decimal | None = None
    other_kinds: tuple[str, ...] = ()
    candidate: ReservedTo | None = None
    reserved_to: ReservedTo | None = None
    unlisted: str | None = None
    preferred: bool = False
    together: bool = False
    elsewhere: bool = False
    of_a_part: bool = False
    innovative: bool | None = None
    reserved_amount_ht: Decimal | None = None
    full_amount_ht: Decimal | None = None
    yearly_ht: Decimal | None = None
    regular: bool | None = None
    framework: bool | None = None

    @property
    def full_months(self) -> Decimal | None:
        """The term in months, renewals included."""
        return self.months


_FAMILIES = {
    "EA": ReservedTo.EA_ESAT,
    "EATT": ReservedTo.EA_ESAT,
    "ESAT": ReservedTo.EA_ESAT,
    "SIAE": ReservedTo.SIAE,
    "EI": ReservedTo.SIAE,
    "ACI": ReservedTo.SIAE,
    "AI": ReservedTo.SIAE,
    "ETTI": ReservedTo.SIAE,
    "EITI": ReservedTo.SIAE,
    "ESS": ReservedTo.ESS,
    "ESUS": ReservedTo.ESS,
    "PRISON": ReservedTo.PRISON,
    "JEI": ReservedTo.JEI,
}


def families_of(kinds: tuple[str, ...]) -> tuple[tuple[ReservedTo, ...], tuple[str, ...]]:
    """The legal families of the kinds named, and the kinds that belong to none."""
    families = tuple(dict.fromkeys(_FAMILIES[k.upper()] for k in kinds if k.upper() in _FAMILIES))
    return families, tuple(dict.fromkeys(k for k in kinds if k.upper() not in _FAMILIES))


def from_facts(facts: MarketFacts, told: ReservedOperators | None = None) -> ReservationRequest:
    """The request read from what is known of the market, and what is told of the operators wanted."""
    told = told or ReservedOperators()
    targets, others = families_of(facts.structure_kinds.value if facts.structure_kinds else ())
    targets = (told.preferred,) if told.preferred else targets
    duration = facts.duration.value if facts.duration else None
    transferable = facts.transferable_monthly_hours
    return ReservationRequest(
        targets=targets,
        other_kinds=others,
        candidate=told.candidate,
        reserved_to=told.reserved_to,
        unlisted=told.unlisted,
        worker_share=told.worker_share,
        preferred=told.preferred is not None,
        together=told.together,
        elsewhere=told.elsewhere,
        of_a_part=told.of_a_part,
        nature=facts.nature.value if facts.nature else None,
        cleaning=facts.trade is not None and facts.trade.value.key == "proprete",
        buyer_kind=facts.buyer_kind.value if facts.buyer_kind else None,
        contract=facts.contract.value if facts.contract else ContractKind.MARCHE,
        amount_ht=facts.amount_ht.value if facts.amount_ht else None,
        lot_amounts=tuple(lot.amount_ht for lot in facts.lots if lot.amount_ht is not None),
        months=(duration.full_months or None) if duration else None,
        days=duration.days if duration else 0,
        transferable_monthly_hours=transferable.value if transferable else None,
        full_amount_ht=full_amount_of(facts),
        yearly_ht=facts.amount_per_year.value if facts.amount_per_year else None,
        regular=facts.recurring.value if facts.recurring else None,
        framework=facts.framework.value if facts.framework else None,
        innovative=facts.innovative.value if facts.innovative else None,
        reserved_amount_ht=facts.reserved_lots_ht.value if facts.reserved_lots_ht else None,
        whole_market=False if facts.reserved_lots_ht or told.of_a_lot else None,
        lots=told.lots,
    )
