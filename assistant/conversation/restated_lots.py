"""The sum of a lot already known, said anew beside its name: « le VRD c'est 680 000 finalement », « menuiserie 310 et pas 210 »."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.conversation.lot_names import named_lots
from assistant.conversation.restating import FARTHEST, FIGURES, SCALES, apart, ask_untaxed, figure_after, restated
from assistant.conversation.wording import Wording
from assistant.market import LotFacts, MarketFacts

_PENALTY = "penalty_per_hour"
_MOST_WORDS = 14
_ASKS = re.compile(r"\?|\b(?:quel\w*|combien|comment|pourquoi)\b")
_LEAST = Decimal(1_000)
_ONE_MORE = re.compile(
    r"\b(?:oublie(?:e|s|r)?|omis|manqu(?:e|ait)|r?ajout(?:e|er|ez|ons)|il\sy\s(?:a|avait)\s(?:aussi|encore)|y\sa\saussi|en\splus|aussi|plus\s(?:un|le)\slot)\b"
)
_CHANGES = re.compile(r"\bavenants?\b|\bimprevus?\b|\bsupplementaires?\b|\bmarches?\b")


def completed(
    wording: Wording, read: MarketFacts, doubts: tuple[str, ...], known: MarketFacts, turn: int
) -> tuple[MarketFacts, tuple[str, ...]]:
    """The facts of a message, completed by the figures that take the place of those known, and the doubts that are left.

    The figures are those of a lot, or of the market.
    """
    if doubts:
        # « Mettez 60 € » gives no price where it takes the place of the penalty known.
        penalty = restated(wording, read, known, turn).get(_PENALTY)
        return (read, doubts) if penalty is None else (MarketFacts(penalty_per_hour=penalty), ())
    lots = restated_lots(wording, read, known) or _forgotten_lot(wording, read, known)
    if not lots:
        said = restated(wording, read, known, turn)
        taxed = "amount_ttc" in said and known.amount_ht is not None and known.vat_rate is None
        asked = (ask_untaxed(known.amount_ht.source),) if taxed and known.amount_ht else ()
        return read.model_copy(update=said), asked
    # The trade and the sum said are those of the lot.
    return read.model_copy(update={"lots": lots, "trade": None, "nature": None, "amount_ht": None}), ()


def restated_lots(wording: Wording, read: MarketFacts, known: MarketFacts) -> tuple[LotFacts, ...]:
    """The lots known whose sum the message says anew, at the scale of the former.

    None where it asks, or tells another figure of the market than a sum.
    """
    text = wording.text
    others = any(getattr(read, name) for name in FIGURES if name not in ("amount_ht", "lots"))
    if others or any(lot.amount_ht for lot in read.lots) or len(text.split()) > _MOST_WORDS or _ASKS.search(text):
        return ()
    named = named_lots(known.lots, text)
    return tuple(said for lot, _, end in named if (said := _said_anew(lot, text, end)) is not None)


def _forgotten_lot(wording: Wording, read: MarketFacts, known: MarketFacts) -> tuple[LotFacts, ...]:
    """The one lot more that a message tells of a market known by its lots (« j'ai oublié la peinture, 31 k€ »)."""
    text, trade, amount = wording.text, read.trade, read.amount_ht
    told = sum(lot.amount_ht is not None for lot in known.lots) > 1 and not read.lots
    if (
        not told
        or trade is None
        or amount is None
        or len(text.split()) > _MOST_WORDS
        or not _ONE_MORE.search(text)
    ):
        return ()
    if any(lot.trade == trade.value for lot in known.lots) or _CHANGES.search(text):
        return ()
    return (LotFacts(label=trade.source, amount_ht=amount.value, trade=trade.value, source=amount.source),)


def _said_anew(lot: LotFacts, text: str, end: int) -> LotFacts | None:
    found = figure_after(text, end)
    if found is None:
        return None
    value, scaled, source = found
    former = lot.amount_ht
    if former and not scaled:
        value = min((value * scale for scale in SCALES), key=lambda one: apart(one, former))
    near = apart(value, former) <= FARTHEST if former else value >= _LEAST
    return lot.model_copy(update={"amount_ht": value, "source": source}) if near else None
