"""The facts of one message: each with the words it was read from, each doubt as a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.conversation.amounts import Money, read_money
from assistant.conversation.buildings import read_building
from assistant.conversation.buyers import buyer_suggested, who_buys
from assistant.conversation.durations import read_duration
from assistant.conversation.fact_vocabulary import FactVocabulary
from assistant.conversation.hours_by_lot import over_the_lots
from assistant.conversation.kinds_wanted import kinds_wanted
from assistant.conversation.launch_dates import read_launch
from assistant.conversation.lone_sums import without_small
from assistant.conversation.lots import LotFound, read_lots
from assistant.conversation.market_sums import read_sums
from assistant.conversation.named_rates import with_named_rate
from assistant.conversation.other_numbers import without_other_numbers
from assistant.conversation.parts import of_the_whole
from assistant.conversation.people_asked import asks_people
from assistant.conversation.phrase_index import Match
from assistant.conversation.places import PlaceFound
from assistant.conversation.purchase_kind import read_defence_supplies, read_innovation, reserved_lots_sum
from assistant.conversation.quantities import Quantity, read_hours, read_percentages, replaced, which_share
from assistant.conversation.renewals import RENEWALS_COVERED
from assistant.conversation.restated_lots import completed
from assistant.conversation.restating import small_figure
from assistant.conversation.several_trades import beside
from assistant.conversation.staff_hours import all_staff_hours
from assistant.conversation.trades import TradeFound, asserted, main_trade, nature_around
from assistant.conversation.undone_hours import as_told
from assistant.conversation.unnamed_hours import sorted_out, which_hours
from assistant.conversation.wording import Wording
from assistant.conversation.yearly_hours import over_the_years
from assistant.conversation.yearly_lots import of_the_market, over_the_term
from assistant.market import Fact, MarketFacts, MarketNature

_MINUS = re.compile(r"(?:^|[\s:(])(?P<sign>[-−])\s?$")
_MOST_HOURS = Decimal(10_000_000)
_LARGEST_UNSAID_EFFORT = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class FactsRead:
    """The facts of the message, and the French questions its doubts raise."""

    facts: MarketFacts
    doubts: tuple[str, ...]


def read_facts(
    wording: Wording,
    vocabulary: FactVocabulary,
    previous: MarketFacts | None,
    turn: int,
    *,
    about_hours: bool = False,
    drafting: bool = False,
) -> FactsRead:
    """The facts of this message; ``previous`` completes what it leaves unsaid, ``drafting`` tells its hours are to be reached."""
    read = _Reader(wording, vocabulary, previous or MarketFacts(), turn, about_hours, drafting).read()
    if previous is None:
        return read
    return FactsRead(*completed(wording, read.facts, read.doubts, previous, turn))


class _Reader:
    """Reads one message, keeping the facts and the doubts as it goes."""

    def __init__(
        self,
        wording: Wording,
        vocabulary: FactVocabulary,
        previous: MarketFacts,
        turn: int,
        about_hours: bool,
        drafting: bool,
    ) -> None:
        self._dated = wording
        self._wording = without_other_numbers(wording)
        self._words = vocabulary
        self._previous = previous
        self._turn = turn
        self._about_hours = about_hours
        self._drafting = drafting
        self._terms = vocabulary.spelling.terms(wording)
        self._facts: dict[str, Any] = {}
        self._doubts: list[str] = []
        self._unnamed: list[Quantity] = []
        self._duration_span: tuple[int, int] | None = None

    def read(self) -> FactsRead:
        percentages = self._percentages()
        hours = self._hours()
        self._wording = self._wording.masked([(q.start, q.end) for q in percentages + hours])
        self._duration()
        self._yearly_hours(hours)
        place = self._words.places.find(self._wording)
        # The name of a commune names no trade (« Saint-Pierre-du-Mont », « Le Port »).
        spoken = tuple(t for t in self._terms if place is None or not place.start <= t.start < place.end)
        trades = self._words.trades.find(spoken)
        money = read_money(self._wording)
        lots = self._lots(money, trades)
        self._sums(without_small(of_the_market(money, lots), self._previous.amount_ht, self._wording.text))
        self._unnamed_hours()
        asked = asserted(trades, self._wording.text)
        self._trade_and_nature(asked)
        self._place(place)
        self._kinds()
        self._purchase(lots)
        if not lots and (others := beside(asked, main_trade(asked), self._wording.text)):
            self._keep("other_trades", *others)
        facts = with_named_rate(MarketFacts(**self._facts), self._wording, self._turn)
        return FactsRead(facts, tuple(dict.fromkeys(self._doubts)))

    def _keep(self, name: str, value: object, start: int, end: int, confidence: float = 1.0) -> None:
        source = self._wording.source(start, end)
        self._facts[name] = Fact(value=value, source=source, turn=self._turn, confidence=confidence)

    def _percentages(self) -> tuple[Quantity, ...]:
        found = read_percentages(self._wording, self._terms, self._words.percentages)
        said: dict[str, list[Quantity]] = {}
        for quantity in found:
            name = quantity.name or replaced(quantity, found) or self._unsaid_percentage(quantity, found)
            if name and name != "autre" and not quantity.bound:
                said.setdefault(name, []).append(quantity)
        for name, readings in said.items():
            if len({q.value for q in readings}) > 1:
                listed = " et ".join(f"«\u00a0{self._wording.source(q.start, q.end)}\u00a0»" for q in readings)
                self._doubts.append(f"Je lis plusieurs taux ({listed}) : lequel dois-je retenir\u00a0?")
                continue
            quantity = readings[-1]
            self._keep(name, quantity.value, quantity.start, quantity.end, 1.0 if quantity.name else 0.7)
        return found

    def _unsaid_percentage(self, quantity: Quantity, found: tuple[Quantity, ...]) -> str | None:
        """A lone small percentage in a question on hours is the effort, a large one the share of labour where one is known."""
        others = {other.name for other in found if other is not quantity}
        in_hours = self._about_hours or self._previous.effort is not None or "labour_share" in others
        small = quantity.value <= _LARGEST_UNSAID_EFFORT
        if in_hours and others <= {"labour_share", "vat_rate"} and small:
            return "effort"
        if in_hours and not small and self._previous.labour_share is not None:
            return "labour_share"
        if in_hours:
            self._doubts.append(which_share(self._wording.source(quantity.start, quantity.end)))
        return None

    def _hours(self) -> tuple[Quantity, ...]:
        found = read_hours(self._wording, self._terms, self._words.hours, self._previous.target_hours)
        staff: list[Quantity] = []
        for quantity in found:
            name = "transferable_monthly_hours" if self._is_transfer(quantity) else quantity.name
            counted = name in {None, "autre"} and asks_people(self._wording.text)
            if not quantity.monthly and (counted or (name is None and self._drafting)):
                name = "target_hours"
            minus = _MINUS.search(self._wording.text[: quantity.start])
            if minus or quantity.value > _MOST_HOURS:
                words = self._wording.source(minus.start("sign") if minus else quantity.start, quantity.end)
                self._doubts.append(
                    f"« {words} » : quel est le nombre d’heures, de 1 à 10\u00a0000\u00a0000\u00a0?"
                )
                continue
            if name is None and not quantity.monthly:
                self._unnamed.append(quantity)
            in_passing = quantity.bound or (quantity.monthly and not self._is_transfer(quantity))
            if name is None or name == "autre" or in_passing:
                continue
            if name == "transferable_monthly_hours":
                staff.append(quantity)
            else:
                self._keep(name, quantity.value, quantity.start, quantity.end)
        if staff:
            whole = all_staff_hours(staff, self._wording.text)
            self._keep("transferable_monthly_hours", whole.value, whole.start, whole.end)
        return found

    def _unnamed_hours(self) -> None:
        lots = sum((lot.amount_ht for lot in self._facts.get("lots", ()) if lot.amount_ht), Decimal(0))
        told = self._facts.get("amount_ht") or (None if lots else self._previous.amount_ht)
        sums = told.value if told else lots
        aimed, doubtful = sorted_out(self._unnamed, sums, self._dated.text, about_hours=self._about_hours)
        if aimed is not None:
            self._keep("target_hours", aimed.value, aimed.start, aimed.end, 0.8)
        self._doubts += [which_hours(self._wording.source(one.start, one.end)) for one in doubtful]

    def _yearly_hours(self, hours: tuple[Quantity, ...]) -> None:
        text, duration = self._dated.text, self._facts.get("duration") or self._previous.duration
        aimed = over_the_lots(hours, text) or over_the_years(hours, text, duration, drafting=self._drafting)
        if aimed is not None:
            self._keep("target_hours", aimed.value, aimed.start, aimed.end)

    def _is_transfer(self, quantity: Quantity) -> bool:
        named = self._words.hours.in_sentence(self._terms, self._wording.text, quantity.start, quantity.end)
        return "transferable_monthly_hours" in {quantity.name, *(named if quantity.monthly else ())}

    def _duration(self) -> None:
        # Of a market spoken of by one lot, the term of that lot is its own.
        known = self._previous.duration is not None and len(self._previous.lots) != 1
        found = read_duration(self._wording, self._dated, known=known)
        self._doubts += [found.doubt] if found is not None and found.doubt else []
        if found is not None and found.value is not None:
            self._keep("duration", found.value, found.start, found.end)
            self._duration_span = (found.start, found.end)

    def _lots(self, money: tuple[Money, ...], trades: tuple[TradeFound, ...]) -> tuple[LotFound, ...]:
        duration = self._facts.get("duration") or self._previous.duration
        lots = read_lots(self._wording, over_the_term(money, duration.value if duration else None), trades)
        self._doubts += [lot.doubt for lot in lots if lot.doubt]
        if lots:
            self._facts["lots"] = tuple(lot.value for lot in lots)
        return lots

    def _sums(self, money: tuple[Money, ...]) -> None:
        vat = self._facts.get("vat_rate") or self._previous.vat_rate
        duration = self._facts.get("duration") or self._previous.duration
        reading = read_sums(
            money,
            self._wording,
            self._terms,
            self._words.sums,
            vat_rate=vat.value if vat else None,
            duration=duration.value if duration else None,
            duration_span=self._duration_span,
            follows_amount=self._previous.amount_ht is not None or self._about_hours,
            small_is=small_figure(self._wording.text, self._previous, labour="labour_share" in self._facts),
        )
        self._doubts += reading.doubts
        for name, value, start, end, confidence in reading.facts:
            self._keep(as_told(name, self._dated.text), value, start, end, confidence)
        covered = RENEWALS_COVERED.search(self._wording.text)
        if covered is not None and {"amount_ht", "amount_ttc"} & self._facts.keys():
            self._keep("amount_covers_renewals", True, *covered.span())
        if reading.over_term and duration is not None and duration.value.renewals:
            amount = self._facts["amount_ht" if "amount_ht" in self._facts else "amount_ttc"]
            self._facts["amount_covers_renewals"] = Fact(value=True, source=amount.source, turn=self._turn)

    def _trade_and_nature(self, trades: tuple[TradeFound, ...]) -> None:
        main = main_trade(trades)
        lots = {lot.trade for lot in self._facts.get("lots", ()) if lot.trade}
        # Lots of several trades: each keeps its own, the market has none.
        if main is not None and len(lots) <= 1:
            self._keep("trade", main.value, main.start, main.end)
        explicit = [m for m in self._words.explicit_natures.find(self._terms) if m.value]
        said = explicit or [m for m in self._words.natures.find(self._terms) if m.value]
        said = of_the_whole(said, self._wording.text, labour="labour_share" in self._facts)
        natures = {match.value for match in said}
        around = nature_around(self._wording, main, explicit=bool(explicit), said=bool(said))
        around = around or (read_building(self._wording.text) if main is None and not said else None)
        if len(natures) == 1 and (explicit or main is None):
            self._keep("nature", said[0].value, said[0].start, said[0].end)
        elif around is not None:
            self._keep("nature", *around, 0.9)
        elif main is not None:
            self._keep("nature", main.nature, main.start, main.end, 0.9)

    def _place(self, found: PlaceFound | None) -> None:
        self._doubts += [found.doubt] if found is not None and found.doubt else []
        if found is not None and found.value is not None:
            self._keep("place", found.value, found.start, found.end, found.confidence)

    def _kinds(self) -> None:
        buyers = [m for m in self._words.buyers.find(self._terms) if m.value]
        self._keep_single("buyer_kind", who_buys(buyers, self._wording.text, self._previous.buyer_kind))
        if not buyers and (suggested := buyer_suggested(self._wording.text)) is not None:
            self._keep("buyer_kind", *suggested, 0.9)
        self._keep_single("contract", list(self._words.contracts.find(self._terms)))
        structures = self._words.structures.find(self._terms)
        if wanted := kinds_wanted(structures, self._wording.text, self._previous.structure_kinds):
            self._keep("structure_kinds", *wanted)
        if framework := self._words.frameworks.find(self._terms):
            self._keep("framework", True, framework[0].start, framework[0].end)
        if (recurrence := self._words.recurrences.find(self._terms)) and "yearly_purchases" not in self._facts:
            self._keep("recurring", True, recurrence[0].start, recurrence[0].end)

    def _purchase(self, lots: tuple[LotFound, ...]) -> None:
        text = self._dated.text
        for name, said in (
            ("innovative", read_innovation(text)),
            ("defence_supplies", read_defence_supplies(text)),
            ("launch", read_launch(text, self._previous.launch)),
        ):
            if said is not None:
                self._keep(name, said.value, said.start, said.end)
        if "nature" not in self._facts and self._facts.get("defence_supplies"):
            supplies = {"value": MarketNature.FOURNITURES, "confidence": 0.9}
            self._facts["nature"] = self._facts["defence_supplies"].model_copy(update=supplies)
        kinds = self._facts.get("structure_kinds")
        young = kinds is not None and kinds.value == ("JEI",)
        if young and (sums := reserved_lots_sum(text, ((lot.value, lot.start, lot.end) for lot in lots))):
            self._keep("reserved_lots_ht", *sums)

    def _keep_single(self, name: str, matches: list[Match[Any]]) -> None:
        """One value said, however often; two different ones say nothing sure."""
        if len({match.value for match in matches}) == 1:
            self._keep(name, matches[0].value, matches[0].start, matches[0].end)
