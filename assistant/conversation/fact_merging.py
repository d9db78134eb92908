"""Facts carried over the turns of a conversation, and how they are shown to the user."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from assistant.answer import UnderstoodFact
from assistant.conversation.market_sums import over_term, without_vat
from assistant.market import Duration, Fact, Launch, LotFacts, MarketFacts, Place, Trade
from assistant.partners.preferences import prefers
from assistant.rules.launch import told_launch
from assistant.tools import says_siae

NBSP = "\u00a0"

_LABELS = {
    "contract": "Contrat",
    "nature": "Nature",
    "trade": "Métier",
    "other_trades": "Autres métiers",
    "amount_ht": "Montant HT",
    "amount_ttc": "Montant TTC",
    "amount_per_year": "Montant HT par an",
    "amount_ttc_per_year": "Montant TTC par an",
    "amount_covers_renewals": "Montant reconductions comprises",
    "vat_rate": "Taux de TVA",
    "duration": "Durée",
    "place": "Lieu",
    "buyer_kind": "Acheteur",
    "effort": "Effort d’insertion",
    "labour_share": "Part de main-d’œuvre",
    "hourly_cost": "Coût horaire",
    "labour_hours": "Heures de travail",
    "target_hours": "Heures d’insertion visées",
    "transferable_monthly_hours": "Heures mensuelles de personnel à reprendre",
    "yearly_purchases": "Achats annuels HT",
    "penalty_per_hour": "Pénalité par heure",
    "structure_kinds": "Structures",
    "recurring": "Besoin récurrent",
    "framework": "Accord-cadre",
    "defence_supplies": "Fournitures de défense",
    "innovative": "Achat innovant",
    "reserved_lots_ht": "Lots réservés aux jeunes entreprises innovantes HT",
    "launch": "Lancement",
}
_AMOUNTS = {"amount_ht", "amount_ttc", "amount_per_year", "amount_ttc_per_year"}
_MONEY = _AMOUNTS | {"yearly_purchases", "reserved_lots_ht"}
_HOURLY = {"hourly_cost", "penalty_per_hour"}
_RATES = {"vat_rate", "effort", "labour_share"}
_HOURS = {"labour_hours", "target_hours"}
_MONTHS_A_YEAR = 12
_NUMBER_ALONE = re.compile(r"lot \d+")


def merge_facts(previous: MarketFacts, new: MarketFacts, forgotten: Collection[str]) -> MarketFacts:
    """``previous`` without the ``forgotten`` fields, completed and corrected by ``new``.

    An amount said anew, by year or not, with or without VAT, replaces the earlier ones; a yearly amount
    is counted over the term once it is known, an amount including VAT converted once its rate is; a nature
    said anew drops the trade of another nature; lots named again are corrected.
    """
    values: dict[str, Any] = {
        name: getattr(previous, name) for name in MarketFacts.model_fields if name not in forgotten
    }
    said = {name for name in MarketFacts.model_fields if getattr(new, name)}
    if _AMOUNTS & said:
        for name in (*_AMOUNTS, "amount_covers_renewals"):
            values.pop(name, None)
    renatured = previous.nature and new.nature and previous.nature.value is not new.nature.value
    if renatured and "trade" not in said:
        values.pop("trade", None)
    retraded = new.trade is not None and (previous.trade is None or previous.trade.value != new.trade.value)
    if retraded or "trade" not in {name for name, value in values.items() if value}:
        values.pop("other_trades", None)
    for name in said - {"lots"}:
        values[name] = getattr(new, name)
    if new.lots:
        values["lots"] = _joined(values.get("lots", ()), new.lots)
        if len({lot.trade for lot in values["lots"] if lot.trade}) > 1:
            values.pop("trade", None)
    return _with_amount(MarketFacts(**values), said)


def _with_amount(facts: MarketFacts, said: set[str]) -> MarketFacts:
    """The facts with the amount that a fact of this turn makes known: a term, or a rate of VAT."""
    yearly, duration = facts.amount_per_year, facts.duration
    if yearly is not None and duration is not None and "amount_ht" not in said:
        total = over_term(yearly.value, duration.value)
        if total is None:
            return facts
        source = f"{yearly.source}, {duration.source}"
        counted: Fact[Decimal] = Fact(value=total, source=source, turn=max(yearly.turn, duration.turn))
        covers: Fact[bool] | None = (
            Fact(value=True, source=source, turn=counted.turn) if duration.value.renewals else None
        )
        return facts.model_copy(update={"amount_ht": counted, "amount_covers_renewals": covers})
    facts, recounted = _with_taxed_amount(facts, said)
    paid, vat = facts.amount_ttc, facts.vat_rate
    if (
        paid is not None
        and vat is not None
        and (facts.amount_ht is None or recounted or (not said & {"amount_ht"} and "vat_rate" in said))
    ):
        source = f"{paid.source}, {vat.source}"
        without: Fact[Decimal] = Fact(
            value=without_vat(paid.value, vat.value), source=source, turn=max(paid.turn, vat.turn)
        )
        return facts.model_copy(update={"amount_ht": without})
    return facts


def _with_taxed_amount(facts: MarketFacts, said: set[str]) -> tuple[MarketFacts, bool]:
    """The facts with the sum including VAT that a yearly one comes to over a term told this turn, and whether it changes."""
    yearly, duration = facts.amount_ttc_per_year, facts.duration
    if yearly is None or duration is None or "duration" not in said or {"amount_ht", "amount_ttc"} & said:
        return facts, False
    total = over_term(yearly.value, duration.value)
    if total is None:
        return facts, False
    source = f"{yearly.source}, {duration.source}"
    counted: Fact[Decimal] = Fact(value=total, source=source, turn=max(yearly.turn, duration.turn))
    return facts.model_copy(update={"amount_ttc": counted}), True


def describe_facts(facts: MarketFacts) -> tuple[UnderstoodFact, ...]:
    """The known facts in French, in a fixed order, each with the words and the turn it was read from."""
    shown: list[UnderstoodFact] = []
    for name, label in _LABELS.items():
        fact: Fact[Any] | None = getattr(facts, name)
        if fact is not None:
            shown.append(
                UnderstoodFact(
                    name=name, label=label, value=_shown(name, fact), source=fact.source, turn=fact.turn
                )
            )
    for index, lot in enumerate(facts.lots):
        label = f"Lot {lot.number}" if lot.number is not None else "Lot"
        shown.append(UnderstoodFact(name=f"lots.{index}", label=label, value=_lot(lot), source=lot.source))
    return tuple(shown)


def _shown(name: str, fact: Fact[Any]) -> str:
    """The value of a fact; « une structure d’insertion » is any of the directory, and not a SIAE alone."""
    loose = name == "structure_kinds" and fact.value == ("SIAE",) and not says_siae(fact.source)
    shown = "structure d’insertion" if loose else _value(name, fact.value)
    return f"{shown}, de préférence" if name == "structure_kinds" and prefers(fact.source) else shown


def named_facts(facts: MarketFacts, names: Collection[str]) -> str:
    """The known facts among ``names`` in French, separated by commas; empty when none is known."""
    labels = [label for name, label in _LABELS.items() if name in names and getattr(facts, name)]
    if "lots" in names and facts.lots:
        labels.append("Lots")
    return ", ".join(labels).lower()


def french_number(value: Decimal) -> str:
    """A number with a decimal comma and non-breaking thousands; cents only when there are some."""
    shown = value.normalize()
    if shown == shown.to_integral_value():
        return f"{int(shown):,}".replace(",", NBSP)
    return f"{shown:,f}".replace(",", NBSP).replace(".", ",")


def french_euros(value: Decimal) -> str:
    """A sum in euros: two decimals when it has cents."""
    cents = value.quantize(Decimal("0.01"))
    if cents == cents.to_integral_value():
        return f"{french_number(cents)}{NBSP}€"
    return f"{cents:,.2f}".replace(",", NBSP).replace(".", ",") + f"{NBSP}€"


def _joined(old: tuple[LotFacts, ...], new: tuple[LotFacts, ...]) -> tuple[LotFacts, ...]:
    """The lots, those named again corrected; a single unknown lot is added, several replace the list."""
    joined = list(old)
    added: list[LotFacts] = []
    for lot in new:
        place = next((i for i, known in enumerate(joined) if _is_same(known, lot)), None)
        if place is None:
            added.append(lot)
        else:
            joined[place] = _completed(joined[place], lot)
    if len(added) > 1 and len(added) == len(new):
        return new
    return tuple(joined + added)


def _is_same(known: LotFacts, lot: LotFacts) -> bool:
    if known.number is not None and lot.number is not None:
        return known.number == lot.number
    return known.label.casefold() == lot.label.casefold() or (lot.trade is not None and known.trade == lot.trade)


def _completed(known: LotFacts, lot: LotFacts) -> LotFacts:
    amount = lot.amount_ht if lot.amount_ht is not None else known.amount_ht
    named = lot.label if lot.trade or not known.trade else known.label
    label = known.label if _NUMBER_ALONE.fullmatch(named) else named
    number = lot.number if lot.number is not None else known.number
    trade = lot.trade or known.trade
    return lot.model_copy(update={"trade": trade, "label": label, "amount_ht": amount, "number": number})


def _value(name: str, value: Any) -> str:
    if name in _MONEY:
        return french_euros(value)
    if name in _HOURLY:
        return f"{french_euros(value)} par heure"
    if name in _RATES:
        return f"{french_number(value * 100)}{NBSP}%"
    if name in _HOURS:
        return f"{french_number(value)}{NBSP}h"
    if name == "transferable_monthly_hours":
        return f"{french_number(value)}{NBSP}h par mois"
    if isinstance(value, Duration):
        return _duration(value)
    if isinstance(value, Launch):
        return told_launch(value)
    if isinstance(value, Place):
        return value.commune + (f", rayon de {value.radius_km}{NBSP}km" if value.radius_km else "")
    if isinstance(value, Trade):
        return f"{value.name} ({value.family})" if value.name != value.family else value.family
    if isinstance(value, tuple):
        return ", ".join(_value(name, item) if isinstance(item, Trade) else str(item) for item in value)
    return "oui" if value is True else str(value)


def _duration(value: Duration) -> str:
    parts = []
    if value.months or not value.days:
        parts.append(_months(value.months))
    if value.days:
        parts.append(f"{value.days}{NBSP}jour" + ("s" if value.days > 1 else ""))
    text = " et ".join(parts)
    if value.renewals:
        text += f", {value.renewals}{NBSP}reconduction" + ("s" if value.renewals > 1 else "")
        text += f" de {_months(value.renewal_months or value.months)}"
    return text


def _months(months: Decimal) -> str:
    if months >= _MONTHS_A_YEAR and months % _MONTHS_A_YEAR == 0:
        years = int(months / _MONTHS_A_YEAR)
        return f"{years}{NBSP}an" + ("s" if years > 1 else "")
    return f"{french_number(months)}{NBSP}mois"


def _lot(lot: LotFacts) -> str:
    return lot.label if lot.amount_ht is None else f"{lot.label}, {french_euros(lot.amount_ht)}{NBSP}HT"
