"""The lots a message describes: number, label, trade and amount of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.conversation.amounts import Bound, Money, Per, Tax
from assistant.conversation.trades import TradeFound, main_trade
from assistant.conversation.wording import Wording
from assistant.market import LotFacts

_NUMBERED = re.compile(
    r"\blot\s*(?:n\s?[°o]?\s*|numero\s+|#)?(?P<number>\d{1,2})\b(?!\s?(?:%|€|k€|mois\b|ans?\b|\d{3}\b(?=\s?€)(?!\s\d)))"
)
_LISTED = re.compile(
    r"\blots?\b[^:\n.?!]{0,20}:\s*|\ballotissement\s?:\s*|\blots?\b\s?[,:(-]\s?(?=l'un\b|le\spremier\b)|\b\d+\slots?\s*\(\s*|\b\d+\s+lots?\s+(?=[a-z])"
    # « 11 lots, dont gros œuvre 240 000… ».
    r"|\blots?\s?[,(]?\s?(?:dont|a\ssavoir)\s?:?\s(?=[a-z])"
    # « Tu peux répartir par lot ? Gros œuvre 800k… », « répartis-les au prorata : … ».
    r"|\bpar\slots?\s?\?\s*(?=[a-z])|\b(?:repart|ventil)\w*[^:\n.?!]{0,30}:\s*(?=[a-z])"
)
_RANK = re.compile(r"(?P<number>\d{1,2})\s*[-:.)]\s*")
_NAMED = re.compile(r"\blots?\s+(?=[a-z])")
# At most four words before the sum, none of them a verb that makes a sentence.
_LABEL = re.compile(
    r"(?!(?:unique|qui|dont|est|fait|vaut)\b)(?!\D{0,80}\b(?:passe|monte|descend|coute|represente|atteint)\b)[a-z'-]+(?:\s(?:[a-z'-]+)){0,3}\s?[:(,-]?\s*"
)
# The stop after a rank (« : 1. Gros œuvre ») ends no sentence.
# « menuiseries ext. 120 k » goes on.
_SENTENCE_END = re.compile(
    r"[?!]|(?<![:;,]\s\d)(?<!\n\d)(?<!^\d)(?<!\b(?:ext|int|alu))(?<!\b(?:elec|clim))(?<!\bplomb)\.(?=\s|$)|\n\s*\n"
)
_ENDS_ITEM = re.compile(r"\s*(?:$|[,;:.?!)(\n-]|(?:ht|ttc|et|puis|enfin|pour|lot)\b)")
_SINGLE = re.compile(
    r"\blots?\b[^\n]*\b(?:finalement|non|plutot|en\sfait|au\sfinal|tout\scompte\sfait)\b[^.;?!\n\d]{0,25}\b(?:1\sseul\slot|une?\sseul\slot|lot\sunique|pas\sd'allotissement|sans\sallotissement|seul\slot)\b"
)
_SENTENCE = re.compile(
    r"[\s,:(-]*(?:est|sera|serait|sont|a|doit|peut|reste|devient|qui|que|on|je|nous|il|c'est|reserve\w*)\b"
)
# What may stand between a trade and its own sum.
_BETWEEN = re.compile(r"\s?[:(=]?\s?(?:(?:a|pour|de|d'|est\sa|c'est|fait|environ)\s?){0,2}")
_NEXT = re.compile(r"\s?\)?\s?[,;/+]?\s?(?:et\s|puis\s)?(?:l[ae]s?\s|l'|d[eu]\s|des\s)?")
_GIVEN = re.compile(r"\s?[:=]\s?\d")
_NAMED_AFTER = re.compile(r"\s?[:(]\s?(?:la\s|le\s|les\s|l')?")
_BEFORE_MARKER = re.compile(r"\s?\(\s?$")
_SMALL = (
    r"(?:et|de|du|des|la|le|les|a|au|puis|pour|un|une|estimee?s?|evaluee?s?|environ|d'un|montant|soit|qui|fait"
    r"|l'une?|l'autre|enfin|dont|premiere?|second|seconde|deuxieme|troisieme)"
)
# « lot 1 passe à 60 000 € »: what tells a change is no name.
_CHANGES = (
    r"(?:(?:re)?(?:passe|passera|monte|montera|descend|descendra|coute|coutera|vaut|represente|atteint|est|sera)"
    r"|finalement|plutot|maintenant|en\sfait)"
)
_LEADING = re.compile(rf"(?:[\s,;:()-]|{_SMALL}(?=[\s:,(]|$)|{_CHANGES}(?=\s|$)|d'|l')+")
_TRAILING = re.compile(rf"(?:[\s,;:(-]|\b{_SMALL}(?=[\s:,(]|$)|\bd'|\bl')+$")

_SHARED = re.compile(r"\b(?:repart|ventil|partag|prorat)\w*")
_MARKS = re.compile(r"\s?(?:€|euros?)?\s?(?:ht)?\s?(?:[,;/+&-]|et|puis)\s?")
_LEAST_BARE = 1_000
_QUOTES = ' "«»“”\u00a0'


@dataclass(frozen=True, slots=True)
class LotFound:
    """A lot read, its place in the folded text, and a French question when its amount is in doubt."""

    value: LotFacts
    start: int
    end: int
    doubt: str | None = None


def read_lots(wording: Wording, money: tuple[Money, ...], trades: tuple[TradeFound, ...]) -> tuple[LotFound, ...]:
    """The lots of the message in the order they are named."""
    whole = tuple(m for m in money if m.per is Per.WHOLE)
    sums = tuple(m for m in whole if m.currency)
    # In a list of lots, a number that ends an item is its sum without the currency.
    listed_sums = tuple(m for m in whole if m.currency or _ENDS_ITEM.match(wording.text[m.end :]))
    single = _SINGLE.search(wording.text)
    if single is not None:
        # « lot A… et lot B… ? Non, finalement un seul lot »: the lots named before are given up.
        return ()
    # « Montant du lot 2 180 000 € »: the first digit may be that of the sum.
    numbered = [
        m for m in _NUMBERED.finditer(wording.text) if all(s.start != m.start("number") for s in whole if s.doubt)
    ]
    if numbered:
        after = numbered[0].end()
        given = (
            len(numbered) > 1
            or _GIVEN.match(wording.text, after)
            or any(s.start == after + 1 or _is_of_the_lot(wording.text, after, s) for s in listed_sums)
        )
        return _without_mentions(_numbered(numbered, wording, listed_sums if given else sums, trades))
    listed = _LISTED.search(wording.text)
    if listed:
        lots = _listed(listed.end(), wording, listed_sums, trades)
        if len(lots) > 1:
            return lots
    return _named(wording, listed_sums, trades) or _paired(wording, listed_sums, trades)


def _is_of_the_lot(text: str, after: int, one: Money) -> bool:
    """Whether a number without its currency, after the name of the one lot numbered, is the sum of that lot."""
    return (
        one.start > after
        and one.value >= _LEAST_BARE
        and _LABEL.fullmatch(text[after : one.start].lstrip()) is not None
    )


def _paired(wording: Wording, sums: tuple[Money, ...], trades: tuple[TradeFound, ...]) -> tuple[LotFound, ...]:
    """Several trades each with its sum, and no sum besides: « gros œuvre 780k, menuiseries 210k, peinture 95k »."""
    found: list[LotFound] = []
    for amount in sums:
        before = [
            t for t in trades if t.end <= amount.start and _BETWEEN.fullmatch(wording.text[t.end : amount.start])
        ]
        if not before:
            return ()
        trade = before[-1]
        if found and not _NEXT.fullmatch(wording.text[found[-1].end : trade.start]):
            return ()
        label = wording.source(trade.start, trade.end)
        found.append(_lot(label, None, [amount], trade, wording, trade.start, amount.end))
    distinct = len({lot.value.trade for lot in found}) == len(found)
    return tuple(found) if len(found) > 1 and distinct else ()


def _without_mentions(lots: list[LotFound]) -> tuple[LotFound, ...]:
    """The lots, less the mere mention of one that is described elsewhere in the message."""
    described = {lot.value.number for lot in lots if lot.value.amount_ht or lot.value.trade}
    seen: set[int | None] = set()
    kept: list[LotFound] = []
    for lot in lots:
        bare = lot.value.amount_ht is None and lot.value.trade is None and lot.doubt is None
        if bare and (lot.value.number in described or lot.value.number in seen):
            continue
        seen.add(lot.value.number)
        kept.append(lot)
    return tuple(kept)


def _numbered(
    markers: list[re.Match[str]], wording: Wording, sums: tuple[Money, ...], trades: tuple[TradeFound, ...]
) -> list[LotFound]:
    found: list[LotFound] = []
    for index, marker in enumerate(markers):
        limit = (
            markers[index + 1].start() if index + 1 < len(markers) else _sentence_end(wording.text, marker.end())
        )
        inside = [m for m in sums if marker.end() <= m.start < limit][:1]
        end = inside[0].end if inside else limit
        label_end = inside[0].start if inside else limit
        trade = main_trade(tuple(t for t in trades if marker.end() <= t.start < end))
        if not inside and trade is not None:
            label_end = end = trade.end
        start, unnamed = marker.start(), inside and trade is None and not _label(wording, marker.end(), label_end)
        before = _named_just_before(trades, wording.text, start) if unnamed else None
        if unnamed and before is None:
            # « lot 1 : 120 000 € HT (maçonnerie) ».
            trade = main_trade(tuple(t for t in trades if end <= t.start < limit))
            end = trade.end if trade is not None else end
        label = _label(wording, marker.end(), label_end)
        named = inside and trade is None and _NAMED_AFTER.match(wording.text, end)
        if named:
            # « le lot 4 est estimé à 36 k€ HT : peinture ».
            trade = next((t for t in trades if t.start == named.end()), None)
            if trade is not None:
                label, end = wording.source(trade.start, trade.end), trade.end
        if before is not None:
            trade, start, label = before, before.start, wording.source(before.start, before.end)
        if not inside and trade is None:
            label, end = "", marker.end()
        elif not inside and trade is not None and _SENTENCE.match(wording.text[marker.end() : trade.start]):
            # « Le lot 3 est réservé, c’est du conditionnement » tells of the lot before it names it.
            label = wording.source(trade.start, trade.end)
        number = int(marker["number"])
        found.append(_lot(label or f"lot {number}", number, inside, trade, wording, start, end))
    return found


def _named_just_before(trades: tuple[TradeFound, ...], text: str, start: int) -> TradeFound | None:
    """The trade a lot in brackets comes after: « la couverture (lot 4, 178 000 € HT) »."""
    return next((t for t in trades if t.end <= start and _BEFORE_MARKER.fullmatch(text[t.end : start])), None)


def _listed(
    start: int, wording: Wording, sums: tuple[Money, ...], trades: tuple[TradeFound, ...]
) -> tuple[LotFound, ...]:
    limit = _sentence_end(wording.text, start)
    inside = [m for m in sums if start <= m.start < limit]
    if len(inside) < 2:
        return ()
    label_first = bool(_label(wording, start, inside[0].start))
    between = [wording.text[one.end : after.start] for one, after in pairwise(inside)]
    if not label_first and _SHARED.search(wording.text) and all(_MARKS.fullmatch(words) for words in between):
        # « 900 h à répartir sur 3 lots : 800k, 350k, 210k »: lots known by their rank alone.
        return tuple(
            _lot(f"lot {rank}", rank, [one], None, wording, one.start, one.end)
            for rank, one in enumerate(inside, start=1)
        )
    found: list[LotFound] = []
    for index, amount in enumerate(inside):
        previous = inside[index - 1].end if index else start
        following = inside[index + 1].start if index + 1 < len(inside) else limit
        bounds = (previous, amount.start) if label_first else (amount.end, following)
        label = _label(wording, *bounds)
        if not label:
            continue
        trade = main_trade(tuple(t for t in trades if bounds[0] <= t.start < bounds[1]))
        label_start, label_end = _label_span(wording.text, *bounds)
        span = (label_start, amount.end) if label_first else (amount.start, label_end)
        rank = _RANK.match(wording.text[label_start:label_end])
        if rank is not None:
            label = _label(wording, label_start + rank.end(), label_end)
        number = int(rank["number"]) if rank else None
        found.append(_lot(label or f"lot {number}", number, [amount], trade, wording, *span))
    return tuple(found)


def _named(wording: Wording, sums: tuple[Money, ...], trades: tuple[TradeFound, ...]) -> tuple[LotFound, ...]:
    found = _worded(wording, sums, trades)
    for marker in _NAMED.finditer(wording.text):
        trade = next((t for t in trades if 0 <= t.start - marker.end() <= 4), None)
        if trade is None or any(lot.start <= marker.start() < lot.end for lot in found):
            continue
        after = wording.text[trade.end :]
        amount = next((m for m in sums if m.start >= trade.end), None)
        near = amount is not None and re.fullmatch(
            r"[\s(:,-]*(?:(?:d'un\s)?montant\sde|passe\sa|monte\sa|descend\sa|est\sde|est\sa|fait|vaut|represente|pese|coute|atteint|s'eleve\sa|est\sestimee?\sa|est\sevaluee?\sa|chiffree?\sa|prevue?\sa|de|d'|a|=|estimee?\sa|pour|evaluee?\sa)?\s*(?:environ\s)?",
            after[: amount.start - trade.end],
        )
        inside = [amount] if amount is not None and near else []
        end = inside[0].end if inside else trade.end
        label = _label(wording, marker.end(), trade.end)
        found.append(_lot(label, None, inside, trade, wording, marker.start(), end))
    return tuple(found)


def _worded(wording: Wording, sums: tuple[Money, ...], trades: tuple[TradeFound, ...]) -> list[LotFound]:
    """Lots told by their own words, each with its sum (« lot clôtures 41 000 €, lot portail 9 000 € »), two at least."""
    found: list[LotFound] = []
    for marker in _NAMED.finditer(wording.text):
        amount = next((m for m in sums if m.start >= marker.end()), None)
        label = _label(wording, marker.end(), amount.start) if amount else ""
        if amount is None or not _LABEL.fullmatch(wording.text[marker.end() : amount.start]) or not label:
            return []
        trade = main_trade(tuple(t for t in trades if marker.end() <= t.start < amount.start))
        found.append(_lot(label, None, [amount], trade, wording, marker.start(), amount.end))
    return found if len(found) > 1 else []


def _lot(
    label: str,
    number: int | None,
    inside: list[Money],
    trade: TradeFound | None,
    wording: Wording,
    start: int,
    end: int,
) -> LotFound:
    amount, doubt = None, None
    if inside:
        money = inside[0]
        if money.doubt or money.bound is not Bound.EXACT:
            doubt = money.doubt or f"Quel est le montant hors taxes du lot « {label} »\u00a0?"
        elif money.tax is Tax.INCLUDED:
            doubt = f"Le montant du lot « {label} » est TTC : quel est son montant hors taxes\u00a0?"
        else:
            amount = money.value
    lot = LotFacts(
        # « lot 4 "collecte et réemploi du mobilier" »: the marks around a name are no part of it.
        label=label.strip(_QUOTES) or label,
        number=number,
        amount_ht=amount,
        trade=trade.value if trade else None,
        source=wording.source(start, end),
    )
    return LotFound(lot, start, end, doubt)


def _label(wording: Wording, start: int, end: int) -> str:
    return wording.source(*_label_span(wording.text, start, end))


def _label_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the small words and marks at its edges."""
    leading = _LEADING.match(text[start:end])
    start += leading.end() if leading else 0
    trailing = _TRAILING.search(text[start:end])
    return start, start + trailing.start() if trailing else end


def _sentence_end(text: str, start: int) -> int:
    found = _SENTENCE_END.search(text, start)
    return found.start() if found else len(text)
