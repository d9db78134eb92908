"""What is known of the buyer's market. Each fact keeps the words it was read from."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")


class Frozen(BaseModel):
    """Base of the immutable values that travel between rooms and into a stored conversation."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class MarketNature(StrEnum):
    """The four natures the brochure and the CCAG distinguish."""

    TRAVAUX = "travaux"
    FOURNITURES = "fournitures"
    SERVICES = "services"
    PRESTATIONS_INTELLECTUELLES = "prestations intellectuelles"


class BuyerKind(StrEnum):
    """Who buys, as annexe 2 of the CCP distinguishes thresholds."""

    LOCAL_AUTHORITY = "collectivité territoriale"
    CENTRAL_AUTHORITY = "autorité publique centrale"
    OTHER_CONTRACTING_AUTHORITY = "autre pouvoir adjudicateur"
    CONTRACTING_ENTITY = "entité adjudicatrice"


class ContractKind(StrEnum):
    """The family of contract, when the question names one that is not ordinary."""

    MARCHE = "marché public"
    CONCESSION = "concession"
    DEFENCE = "marché de défense ou de sécurité"
    PARTNERSHIP = "marché de partenariat"


class Fact(Frozen, Generic[T]):
    """A value and the user's own words it was read from (``source``), for the reader to check.

    ``turn`` is the 0-based turn of the conversation in which it was said. ``confidence`` is 1 for an
    exact reading and lower for a fuzzy one (a misspelt commune).
    """

    value: T
    source: str
    turn: int = 0
    confidence: float = 1.0


class Trade(Frozen):
    """A trade: one of the 20 families, and a sector inside it where it is known.

    ``key`` names the trade in ``corpus/figures`` (``peinture_interieure``, ``proprete``…), empty if none.
    """

    family: str
    sector: str | None = None
    key: str = ""

    @property
    def name(self) -> str:
        """The sector, or the family where none is told: « Autre (BTP) » names no trade."""
        return self.sector if self.sector and not self.sector.startswith("Autre (") else self.family


class Duration(Frozen):
    """Months of the firm period, and the renewals announced with their months each."""

    months: Decimal
    renewals: int = 0
    renewal_months: Decimal | None = None
    days: int = 0

    @property
    def full_months(self) -> Decimal:
        """Months of the firm period and of every renewal."""
        return self.months + self.renewals * (self.renewal_months or self.months)


class Place(Frozen):
    """A commune of the directory, with the radius asked for, in kilometres, and the others named with it (« Dax ou Tartas »)."""

    commune: str
    insee_code: str
    latitude: float
    longitude: float
    radius_km: int | None = None
    also: tuple[Place, ...] = ()


class Launch(Frozen):
    """When the notice is sent or the consultation launched: as much of the date as is told.

    ``days`` are the first and the last day it may be of its month (« mi-septembre »); ``past`` tells that it is done,
    ``supposed`` that its year is that of a date told before; ``before`` that the day is the eve of the one told as a bound.
    """

    year: int | None = None
    month: int | None = None
    days: tuple[int, int] | None = None
    past: bool = False
    supposed: bool = False
    before: bool = False


class LotFacts(Frozen):
    """One lot as the buyer described it; amounts in euros excluding VAT."""

    label: str
    number: int | None = None
    amount_ht: Decimal | None = None
    trade: Trade | None = None
    source: str = ""


class MarketFacts(Frozen):
    """What is known of the buyer's market, carried over the turns of a conversation.

    Amounts are euros excluding VAT; shares and efforts are ratios (0.05 for 5 %); costs are €/hour.
    ``amount_per_year`` is a yearly sum excluding VAT, ``amount_ttc_per_year`` one including it; once the duration is known,
    ``amount_ht`` (or ``amount_ttc``) is counted from it over the whole term and ``amount_covers_renewals`` says that it
    includes every renewal (CCP R2121-1).
    ``defence_supplies`` says that the supplies are in the field of defence (annexe 2, I, c), ``innovative`` that what is
    bought is new or markedly improved, ``reserved_lots_ht`` what the lots reserved to young innovative companies sum up
    to (L2113-17), ``other_trades`` those looked for beside ``trade``.
    """

    contract: Fact[ContractKind] | None = None
    nature: Fact[MarketNature] | None = None
    trade: Fact[Trade] | None = None
    other_trades: Fact[tuple[Trade, ...]] | None = None
    amount_ht: Fact[Decimal] | None = None
    amount_ttc: Fact[Decimal] | None = None
    amount_per_year: Fact[Decimal] | None = None
    amount_ttc_per_year: Fact[Decimal] | None = None
    amount_covers_renewals: Fact[bool] | None = None
    vat_rate: Fact[Decimal] | None = None
    duration: Fact[Duration] | None = None
    place: Fact[Place] | None = None
    buyer_kind: Fact[BuyerKind] | None = None
    lots: tuple[LotFacts, ...] = ()
    effort: Fact[Decimal] | None = None
    labour_share: Fact[Decimal] | None = None
    hourly_cost: Fact[Decimal] | None = None
    labour_hours: Fact[Decimal] | None = None
    target_hours: Fact[Decimal] | None = None
    transferable_monthly_hours: Fact[Decimal] | None = None
    yearly_purchases: Fact[Decimal] | None = None
    penalty_per_hour: Fact[Decimal] | None = None
    structure_kinds: Fact[tuple[str, ...]] | None = None
    recurring: Fact[bool] | None = None
    framework: Fact[bool] | None = None
    defence_supplies: Fact[bool] | None = None
    innovative: Fact[bool] | None = None
    reserved_lots_ht: Fact[Decimal] | None = None
    launch: Fact[Launch] | None = None

    @property
    def tells_anything(self) -> bool:
        """Whether any fact is known."""
        return any(getattr(self, name) for name in type(self).model_fields)
