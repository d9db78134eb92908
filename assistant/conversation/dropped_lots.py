"""Lots that a message takes out of the market: « refaites le tableau sans le lot électricité », « oubliez la peinture »."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.conversation.lot_names import named_lots
from assistant.conversation.understanding import Intent, Understanding
from assistant.conversation.withdrawn import TAKES_OUT
from assistant.folding import folded
from assistant.market import LotFacts, MarketFacts

# « N'oubliez pas la peinture » takes nothing out.
_TAKES_OUT = re.compile(
    rf"(?<!\bne )(?<!\bn')\b(?:{TAKES_OUT})\s"
    r"(?:(?:moi|aussi|donc|tout)\s)?(?:l[ae]s?\s|l'|d[eu]\s|des\s)?(?:lots?\s)?(?:d[eu]\s|des\s|d'|l[ae]\s|les\s|l')?$"
)

# What stands before a lot that is the subject: « la visite du lot 1 est annulée » takes out a visit.
_IS_SUBJECT = re.compile(
    r"(?:^|[.,;:!?(\n])\s?(?:(?:et|mais|donc|alors|non|pardon|bon|finalement|en\sfait|par\scontre)\s){0,3}"
    r"(?:(?:l[ae]s?|notre|nos|ce|ces)\s|l')?(?:lots?\s)?$"
)
# The words of its name that its number leaves unsaid: « le lot 5 mobilier urbain on le retire ».
_NAME = (
    r"(?:\s(?!(?:l[ae]s?|une?|pour|dans|avec|sans|son|ses|qui|que|dont|est|sont|sera|ont|nous|vous|mais|car|tombe\w*|existe)\b)"
    r"[a-z-]{2,}){0,3}?"
)
# « Le lot 4 signalisation, on l'enlève », « le lot peinture est abandonné »; « on le retire du critère » keeps it.
_GOES = re.compile(
    rf"{_NAME}(?:\s?,?\s(?:on|je|nous|vous)\s(?:l'|la?\s|le\s|les\s)(?:enlev|retir|supprim|abandonn|oubli|laisse[rz]?\stomber)\w*"
    r"|\s?,?\s?(?:laisse[rz]?\stomber|on\slaisse(?:\stomber|(?=\s?(?:$|[.;!])))|(?:tu\s(?:oublies|laisses)|vous\s(?:oubliez|laissez))(?:\stomber|(?=\s?(?:$|[.;!,]))))"
    r"|\s(?:est|sont|a\sete|ont\sete|sera)\s(?:supprim|retir|abandonn|enlev|annul)\w*|\stombe(?:nt)?\sa\sl'eau"
    r"|\s(?:ne\s|n')?(?:se\sfait|se\sfera|existe)\s(?:plus|pas)(?=\s?(?:$|[,.;!]|finalement\b|du\stout\b)))\b"
    r"(?!\s(?:pas|plus)\b)(?!\s(?:de|du|des|en|pour)\b(?!\s(?:la\s|notre\s)?(?:marches?|consultation|tableau|liste|calcul)\b))"
)

# « Enlève le 5 c'est trop petit »; « enlève le 5 % », « sans le 5 mars » name no lot.
_BY_NUMBER = re.compile(
    rf"(?<!\bne )(?<!\bn')\b(?:{TAKES_OUT})\s(?:(?:moi|aussi|donc|tout)\s)?(?:le|les(?=\s\d{{1,2}}\s?(?:,|et)\s)|n\s?[°o])\s?"
    r"(?P<numbers>\d{1,2}(?:\s?(?:,|et)\s?(?:le\s)?\d{1,2})*)"
    r"(?=\s?(?:$|[;:!?)\n]|[,.](?!\d)|(?:c'est|il|ca|car|qui|trop|alors|donc|stp|svp|et|du|de\sla|finalement|aussi|pour\sl'instant)\b))"
)
_SAYS_NOTHING = frozenset({Intent.OUT_OF_SCOPE, Intent.LEGAL})

# « Le reste tu oublies », « ne comptez que ces lots »: the lots told are all that counts.
_THE_REST = r"(?:le\sreste|les\sautres(?:\slots)?|tout\sle\sreste)"
_LEFT_OUT = (
    r"(?:oubli\w*|laiss\w+|ignor\w*|ecart\w*|exclu\w*|compt\w+\spas|pas\scompt\w+|hors|sans|sauf|tomb\w+|negli\w+|zap\w*|s'en\s(?:fiche|moque)"
    r"|pas\sconcern\w*|n'entr\w+\spas)"
)
_LEAVES_THE_REST = re.compile(
    rf"\b{_THE_REST}\b[^.;?!\n\d]{{0,25}}\b{_LEFT_OUT}\b|\b{_LEFT_OUT}\b[^.;?!\n\d]{{0,20}}\b{_THE_REST}\b"
    r"|\b(?:seulement|uniquement|(?:compt|gard|prend|pren|retien|concern)\w*\s(?:plus\s)?que|que(?=\s(?:sur|pour|avec)\s))\s(?:sur\s|pour\s|avec\s)?ces\s(?:\d+\s)?lots\b|\bces\s(?:\d+\s)?lots(?:-la)?\s(?:seulement|uniquement)\b"
)


def without_dropped_lots(
    known: MarketFacts, read: Understanding, message: str
) -> tuple[MarketFacts, Understanding]:
    """What is known less the lots that the message leaves out, and the message without what it only names to do so."""
    text = folded(message)
    gone = [lot for lot, start, end in named_lots(known.lots, text) if _is_gone(text, start, end)]
    gone = gone or _gone_by_number(known, text)
    if gone and "?" not in text and read.intent in _SAYS_NOTHING:
        read = replace(read, intent=Intent.FACT_UPDATE, intents=(Intent.FACT_UPDATE,))
    if not gone:
        return known, _without_said(read, text)
    if len(gone) == len(known.lots):
        return known, read
    left = tuple(lot for lot in known.lots if lot not in gone)
    kept = known.model_copy(update={"lots": left, **forgotten_total(known)})
    told = tuple(lot for lot in read.facts.lots if lot.amount_ht is not None)
    facts = read.facts.model_copy(update={"lots": told, "trade": None, "nature": None})
    if facts.amount_ht is not None and any(lot.amount_ht == facts.amount_ht.value for lot in gone):
        # « Le lot à 90k laisse tomber » tells no amount of the market.
        facts = facts.model_copy(update={"amount_ht": None})
    return kept, replace(
        read, facts=facts, forgotten=read.forgotten - {"lots", "trade"}, is_follow_up=True, drops_lot=True
    )


def _without_said(read: Understanding, text: str) -> Understanding:
    """The message without the lots that it only names to leave them out, of a market whose lots were not told."""
    named = named_lots(read.facts.lots, text)
    gone = [lot for lot, start, end in named if lot.amount_ht is None and _is_gone(text, start, end)]
    if not gone:
        return read
    left = tuple(lot for lot in read.facts.lots if lot not in gone)
    trades = {lot.trade for lot in gone}
    facts = read.facts.model_copy(update={"lots": left})
    if facts.trade is None or facts.trade.value in trades:
        facts = facts.model_copy(update={"trade": None, "nature": None})
    forgotten = read.forgotten - {"lots", "trade"}
    return replace(read, facts=facts, forgotten=forgotten, is_follow_up=True, drops_lot=True)


def _gone_by_number(known: MarketFacts, text: str) -> list[LotFacts]:
    """The numbered lots that a message takes out by their numbers alone: « enlève le 5 », « sans le 2 et le 4 »."""
    numbers = {number for found in _BY_NUMBER.finditer(text) for number in re.findall(r"\d+", found["numbers"])}
    return [lot for lot in known.lots if str(lot.number) in numbers]


def _is_gone(text: str, start: int, end: int) -> bool:
    told = "?" not in text and _IS_SUBJECT.search(text[:start]) and _GOES.match(text[end:])
    return bool(_TAKES_OUT.search(text[:start]) or told)


def forgotten_total(known: MarketFacts, message: str = "") -> dict[str, None]:
    """The amount of the market, to be forgotten where it is that of its lots, one of which changes, or where a message
    that tells lots leaves the rest out."""
    total = sum(lot.amount_ht or 0 for lot in known.lots)
    left = _LEAVES_THE_REST.search(folded(message)) is not None
    counted = known.amount_ht is not None and total == known.amount_ht.value
    return {"amount_ht": None} if left or counted else {}
