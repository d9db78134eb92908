"""The sum of a lot already known, said anew: « le VRD c'est 680 000 finalement », « menuiserie 310 », « pardon, 90 k€ »."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.conversation.lot_names import named_lots
from assistant.conversation.restating import FARTHEST, FIGURES, SCALES, apart, ask_untaxed, figure_after, restated
from assistant.conversation.wording import Wording
from assistant.market import Fact, LotFacts, MarketFacts

_PENALTY = "penalty_per_hour"
_MOST_WORDS = 14
_ASKS = re.compile(r"\?|\b(?:quel\w*|combien|comment|pourquoi)\b")
_LEAST = Decimal(1_000)
_ONE_MORE = re.compile(
    r"\b(?:oublie(?:e|s|r)?|omis|manqu(?:e|ait)|r?ajout(?:e|er|ez|ons)|il\sy\s(?:a|avait)\s(?:aussi|encore)|y\sa\saussi|en\splus|aussi|plus\s(?:un|le)\slot)\b"
)
_CHANGES = re.compile(r"\bavenants?\b|\bimprevus?\b|\bsupplementaires?\b|\bmarches?\b")
# « Le marché fait 400 000 € en tout » tells the whole, « et l’autre lot 90 000 € » another part of it.
_OF_THE_WHOLE = re.compile(
    r"\b(?:marches?|operations?|chantiers?|projets?|total\w*|ensemble|tous\s(?:les\s)?lots|en\stout|tout\scompris|global\w*|allotissement)\b"
)
_OF_ANOTHER = re.compile(
    r"\b(?:autres?|reste|plus|de\splus|ajout\w*|rajout\w*|avenants?|supplementaires?|tranches?|phases?|\d+\s?lots|lots)\b"
)


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
    if (lone := _lone_lot(wording, read, known, turn)) is not None:
        return read.model_copy(update={"lots": (lone,), "amount_ht": None}), ()
    lots = restated_lots(wording, read, known) or _forgotten_lot(wording, read, known)
    if not lots:
        said = restated(wording, read, known, turn)
        taxed = "amount_ttc" in said and known.amount_ht is not None and known.vat_rate is None
        asked = (ask_untaxed(known.amount_ht.source),) if taxed and known.amount_ht else ()
        return read.model_copy(update=said), asked
    # The trade and the sum said are those of the lot.
    return read.model_copy(update={"lots": lots, "trade": None, "nature": None, "amount_ht": None}), ()


def _lone_lot(wording: Wording, read: MarketFacts, known: MarketFacts, turn: int) -> LotFacts | None:
    """The one lot that the conversation is about, with the sum a message says anew; ``None`` where it tells another sum.

    Of a market spoken of by one lot, a sum said alone is that of the lot, as its term is; one said of another trade is
    that of a second lot.
    """
    text = wording.text
    lot = known.lots[0] if len(known.lots) == 1 else None
    former = lot.amount_ht if lot is not None else None
    whole = known.amount_ht.value if known.amount_ht else former
    if lot is None or former is None or whole != former or read.lots:
        return None
    if read.amount_ttc or read.amount_per_year or _OF_THE_WHOLE.search(text) or _OF_ANOTHER.search(text):
        return None
    trade = read.trade
    if trade is not None and lot.trade is not None and trade.value != lot.trade:
        told = read.amount_ht
        if told is None:
            return None
        return LotFacts(label=trade.source, amount_ht=told.value, trade=trade.value, source=told.source)
    # A number without its currency is read at the scale of the sum of the lot.
    fact: Fact[Decimal] = Fact(value=former, source=lot.source, turn=turn)
    said = read.amount_ht or restated(wording, read, known.model_copy(update={"amount_ht": fact}), turn).get(
        "amount_ht"
    )
    if said is None or apart(said.value, former) > FARTHEST:
        return None
    return lot.model_copy(update={"amount_ht": said.value, "source": said.source})


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
