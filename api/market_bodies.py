"""The market as a request describes it, in plain fields or in French, turned into the facts rules take."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from api.schemas import AsOf, Body, Text
from assistant.conversation.fact_reading import read_facts
from assistant.conversation.understanding import Lexicon
from assistant.conversation.wording import read_wording
from assistant.errors import InvalidInput
from assistant.market import (
    BuyerKind,
    ContractKind,
    Duration,
    Fact,
    LotFacts,
    MarketFacts,
    MarketNature,
    Place,
    Trade,
)
from assistant.rules import insertion_hours
from assistant.rules.insertion_hours import HoursMethod, HoursRequest, LotRequest, Rounding, RoundingMode

_SPACES = str.maketrans("", "", " \u00a0\u202f")


def _typed_number(value: object) -> object:
    """A number as people type it: « 1 200 000,50 », « 5 % » (0.05), « 30 € »."""
    if isinstance(value, bool):
        raise ValueError('un nombre est attendu, comme 1200000 ou "0.05".')
    if not isinstance(value, str):
        return value
    text = value.translate(_SPACES).removesuffix("€").replace(",", ".")
    if not text.endswith("%"):
        return text
    try:
        return Decimal(text.removesuffix("%")) / 100
    except InvalidOperation:
        return value


Number = Annotated[
    Decimal,
    Field(max_digits=40, examples=["1200000", 0.05]),
    BeforeValidator(_typed_number, json_schema_input_type=float | str),
]


class LotBody(Body):
    """One lot: euros excluding VAT; its trade in words, its own labour share as a ratio."""

    label: str = Field(default="", max_length=200)
    amount_ht: Number | None = None
    trade: str | None = Field(default=None, max_length=200)
    labour_share: Number | None = None


class MarketBody(Body):
    """A market in plain fields, in French words, or both: a field given wins over the words.

    Amounts are euros excluding VAT, shares and efforts ratios (0.05 for 5 %), costs euros an hour.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"market": "Marché de nettoyage de bureaux à Dax, 180 000 € HT sur 3 ans, pour un département"},
                {"nature": "travaux", "trade": "peinture", "amount_ht": "1200000", "months": 14, "effort": "0.05"},
            ]
        }
    )

    market: Text | None = Field(default=None, description="Le marché décrit en français.")
    contract: ContractKind | None = None
    nature: MarketNature | None = None
    trade: str | None = Field(default=None, max_length=200, description="Le métier, en français.")
    amount_ht: Number | None = None
    amount_ttc: Number | None = None
    months: Number | None = Field(default=None, description="La durée ferme, en mois.")
    days: int | None = Field(default=None, ge=0, le=20_000)
    renewals: int | None = Field(default=None, ge=0, le=50, description="Le nombre de reconductions.")
    renewal_months: Number | None = None
    place: str | None = Field(default=None, max_length=200, description="La commune.")
    radius_km: int | None = Field(default=None, ge=1, le=1_000)
    buyer_kind: BuyerKind | None = None
    lots: list[LotBody] | None = Field(default=None, max_length=100)
    effort: Number | None = None
    labour_share: Number | None = None
    hourly_cost: Number | None = None
    labour_hours: Number | None = None
    target_hours: Number | None = None
    transferable_monthly_hours: Number | None = None
    yearly_purchases: Number | None = None
    penalty_per_hour: Number | None = None
    structure_kinds: list[str] | None = Field(default=None, max_length=20, examples=[["EA", "ESAT"]])
    recurring: bool | None = None
    as_of: date | None = AsOf

    def facts(self, lexicon: Lexicon) -> MarketFacts:
        """What is known of the market, each fact with where it was read.

        Raises:
            InvalidInput: the trade or the commune is not recognised.
        """
        read = read_facts(read_wording(self.market or ""), lexicon.facts, None, 0, about_hours=True).facts
        given: dict[str, Any] = {
            name: Fact(value=value, source=f"champ {name}")
            for name in _PLAIN
            if (value := getattr(self, name)) is not None
        }
        if self.trade is not None:
            given["trade"] = Fact(value=_trade(self.trade, lexicon), source=self.trade)
        if self.place is not None:
            place = read_place(self.place, lexicon).model_copy(update={"radius_km": self.radius_km})
            given["place"] = Fact(value=place, source=self.place)
        if self.structure_kinds:
            given["structure_kinds"] = Fact(value=tuple(self.structure_kinds), source="champ structure_kinds")
        if any(value is not None for value in (self.months, self.days, self.renewals, self.renewal_months)):
            known = read.duration.value if read.duration else Duration(months=Decimal(0))
            given["duration"] = Fact(value=self._duration(known), source="champ months")
        if self.lots:
            given["lots"] = tuple(_lot(lot, number, lexicon) for number, lot in enumerate(self.lots, start=1))
        if "amount_ht" in given:
            given["amount_covers_renewals"] = None
        return read.model_copy(update=given)

    def _duration(self, known: Duration) -> Duration:
        chosen = {
            name: value
            for name in ("months", "days", "renewals", "renewal_months")
            if (value := getattr(self, name)) is not None
        }
        return known.model_copy(update=chosen)


_PLAIN = (
    "contract", "nature", "amount_ht", "amount_ttc", "buyer_kind", "effort", "labour_share", "hourly_cost",
    "labour_hours", "target_hours", "transferable_monthly_hours", "yearly_purchases", "penalty_per_hour",
    "recurring",
)  # fmt: skip


class HoursBody(MarketBody):
    """A market, and how its insertion hours are to be computed."""

    method: HoursMethod | None = None
    cleaning_ratio: Number | None = Field(default=None, description="Coût horaire ÷ part de main-d’œuvre (25).")
    hours_per_person: Number | None = None
    amount_covers_renewals: bool | None = None
    rounding: RoundingMode | None = None
    rounding_multiple: Number | None = None

    def hours_request(self, facts: MarketFacts) -> HoursRequest:
        """The request of the hours rule."""
        request = insertion_hours.from_facts(facts)
        chosen: dict[str, Any] = {
            name: value
            for name in ("method", "cleaning_ratio", "hours_per_person", "amount_covers_renewals")
            if (value := getattr(self, name)) is not None
        }
        if self.rounding is not None or self.rounding_multiple is not None:
            multiple = Decimal(1) if self.rounding_multiple is None else self.rounding_multiple
            chosen["rounding"] = Rounding(mode=self.rounding or RoundingMode.DOWN, multiple=multiple)
        if self.lots:
            chosen["lots"] = tuple(_with_share(request.lots, self.lots))
        return request.model_copy(update=chosen)


def read_place(text: str, lexicon: Lexicon) -> Place:
    """The commune of a name.

    Raises:
        InvalidInput: it is not in the lists.
    """
    found = read_facts(read_wording(f"à {text}"), lexicon.facts, None, 0).facts.place
    if found is None:
        raise InvalidInput(f"La commune «\u00a0{text}\u00a0» n’est pas dans mes listes.", field="place")
    return found.value


def _trade(text: str, lexicon: Lexicon) -> Trade:
    found = read_facts(read_wording(text), lexicon.facts, None, 0).facts.trade
    if found is None:
        raise InvalidInput(
            f"Le métier «\u00a0{text}\u00a0» n’est pas reconnu. Dites-le autrement, comme «\u00a0nettoyage\u00a0» "
            "ou «\u00a0espaces verts\u00a0».",
            field="trade",
        )
    return found.value


def _lot(lot: LotBody, number: int, lexicon: Lexicon) -> LotFacts:
    trade = _trade(lot.trade, lexicon) if lot.trade else None
    label = lot.label or lot.trade or f"Lot {number}"
    return LotFacts(label=label, number=number, amount_ht=lot.amount_ht, trade=trade, source="champ lots")


def _with_share(requests: tuple[LotRequest, ...], lots: list[LotBody]) -> list[LotRequest]:
    """The lots with an amount, each with the labour share given for it."""
    priced = [lot for lot in lots if lot.amount_ht is not None]
    return [
        request.model_copy(update={"labour_share": lot.labour_share})
        for request, lot in zip(requests, priced, strict=True)
    ]
