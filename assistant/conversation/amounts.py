"""Sums of money in French: what each is written as, and what it is about.

A sum is never guessed: what could be read in two ways is returned as :attr:`Money.doubt`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from price_parser import parse_price

from assistant.conversation import sum_units
from assistant.conversation.part_ranks import may_be_rank, rank_spans
from assistant.conversation.piece_prices import Pieces, pieces_bought
from assistant.conversation.repeated import repeated
from assistant.conversation.repeated_years import repeated_years
from assistant.conversation.sum_bounds import Bound, bound_of
from assistant.conversation.sum_units import Per, is_unit_price, unit_of
from assistant.conversation.wording import Wording

__all__ = ["Bound", "Money", "Per", "Tax", "read_money"]


class Tax(StrEnum):
    """Whether the sum is said to exclude or to include VAT."""

    EXCLUDED = "HT"
    INCLUDED = "TTC"
    UNSAID = ""


@dataclass(frozen=True, slots=True)
class Money:
    """One sum: euros, its place in the folded text, its tax, its unit, and whether it is a bound.

    ``doubt`` is a French question when the writing has two readings; ``value`` must then not be used.
    """

    value: Decimal
    start: int
    end: int
    tax: Tax
    per: Per
    bound: Bound
    currency: bool
    doubt: str | None = None


_NUMBER = (
    r"(?<![\d¤])(?<!\d[.,])(?:\d{1,3}(?:[ .']\d{3})+(?:,\d{1,2}|,\s\d\d(?=\s?(?:€|euros?\b)))?(?!\d)"
    r"|\d{1,3}(?:,\d{3}){2,}(?:\.\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)"
)
_SCALE = (
    r"(?:milliards?|milliers?(?=\sd'euros?\b)|mille\b|mds?\b|millions?|mios?\b|m€|k€|m(?=\s?(?:d'|de\s)?euros?\b)|k(?=\s?euros?\b)"
    r"|keuros?|meuros?|ke\b|[mk]\b(?!\s?[²2])|m(?=\d{1,3}\b))"
)
# The stop of « HT. » ends the sentence; that of « H.T. » belongs to the word.
_HT = r"h\.\s?t\.?(?![a-z])|h\s?t(?![a-z])|hors\s(?:taxes?|tva)"
_TTC = r"t\.t\.?c\.?(?![a-z])|ttc(?![a-z])|toutes\staxes(?:\scomprises)?|taxes\scomprises|tva\scomprise"
_MONEY = re.compile(
    rf"(?P<number>{_NUMBER})(?:,-{{1,2}}(?!\d))?\s?(?P<scale>{_SCALE})?(?P<half>\s*\bet\s+demie?\b)?"
    rf"(?:\s(?P<rest>\d{{1,3}}(?:[ .]?\d{{3}})?)(?=\s?(?:€|euros?\b|eur\b)))?"
    # « un million quatre », « 1 million 250 »: what follows counts hundreds of thousands, or thousands.
    rf"(?:(?<=\dm)(?P<tenths>\d{{1,3}})\b|(?<=million|illions)\s(?P<spoken>[1-9]|\d{{3}})(?=\s?(?:$|[,;!?)]|\.(?!\d)|d'|(?:de|pour|sur|et|a)\s(?!\d)|{_HT}|{_TTC}|€|euros?\b)))?"
    r"\s?(?P<currency>(?:d'\s?)?(?:€|(?:€|e)uros?\b|eur\b|balles?\b|(?<=\d\d\d)e(?![a-z\d'])))?"
    rf"(?:\s?\(?(?P<tax>{_HT}|{_TTC})\)?)?"
    rf"(?P<per>{sum_units.WRITTEN})?"
    rf"(?:\s?\(?(?P<tax2>{_HT}|{_TTC})\)?)?"
)
_HIGHEST = re.compile(
    r"\s?[,;/(-]?\s?(?:et\s|a\s)?(?:un\s|le\s|pour\sun\s)?(?:montant\s)?(?:maximum|maximal|maxi|max)\s?(?:de\s|d'|a\s|:\s?)?"
)
_COUNTED = re.compile(
    r"\s?%|\s?(?:pour\scents?\b|pourcents?\b)|\s?(?:m[23]|m|ml|km|ha|kg|tonnes?|metres?|hectares?|pieces?|personnes?|habitants?)\b"
)
_LEAST_BARE = 1000
# « pour la rentrée 2027 »: a number written as a year of these times is no sum without its unit.
_YEAR = re.compile(r"20[1-3]\d")
# « Montant HT : 84 300 € », « estimé hors taxes à 84 300 € ».
_TAX_BEFORE = re.compile(
    rf"(?<![\d€km]\s)(?<!euros\s)(?<!millions\s)(?<!€)(?:\b(?P<tax>{_HT}|{_TTC}))\)?(?:\s(?:est|sera|serait|estimee?|evaluee?|prevue?|previsionnel(?:le)?|annuel(?:le)?|global(?:e)?"
    r"|total(?:e)?|maximum|max|du\smarche|de|d'|a|environ|autour|des\stravaux)){0,4}\s?[:=]?\s?(?:d')?$"
)
# « 30 000 € par an x 4 »: years, or sites?
_TIMES_AGAIN = re.compile(r"\s?(?:x|×|\*)\s?\d{1,2}\b(?!\s?(?:ans?|mois|annees?)\b)")
# « 4 lots de 30 000 € »: of each, or of all?
_LOTS_OF = re.compile(r"(?<![\d.,])(?:[2-9]|[1-9]\d)\s(?:lots|tranches|phases)\s(?:[a-z]+\s)?(?:de|d'|a)\s?$")
_OF_ALL = re.compile(r"\s?(?:[a-z]+\s){0,3}?(?:en\stout|au\stotal|ensemble)\b")
# « 3 lots de 60 000, 70 000 et 80 000 € »: each has its own sum; « 24 mois » is none.
_ANOTHER_SUM = re.compile(
    r"\s?(?:ht\s?)?(?:,|;|/|et|puis)\s?(?:de\s|d'|a\s)?"
    r"(?:\d{1,3}(?:[ .]\d{3})+(?!\d)"
    r"|(?:\d{2,3}\s?(?:,|/|et)\s?)*\d+(?:[.,]\d+)?\s?(?:€|euros?\b|[km]€|k\b|millions?\b))"
    rf"(?!{_COUNTED.pattern}|\s?(?:h|heures?|repas|usagers?|eleves?)\b)"
)
# « 75 000 € HT (90 000 € TTC) par an »: one sum said with and without the tax has one period.
_SAME_SUM = re.compile(r"\s?[,(]?\s?(?:soit|donc|ou|c'est-a-dire)?\s?")
# « 48 000, 52 300 et 61 000 euros HT »: what is said once of an enumeration is said of each.
_ENUMERATED = re.compile(r"\s?(?:,|;|/|\bet|\bpuis|\bou|,\s?et)\s?$")


def read_money(wording: Wording) -> tuple[Money, ...]:
    """The sums of the message, from left to right; a bare number without currency or scale is kept
    only from 1 000 up, with ``currency`` false."""
    found: list[Money] = []
    ranks = rank_spans(wording.text)
    for match in _MONEY.finditer(wording.masked(ranks).text if ranks else wording.text):
        money = _money(match, wording)
        if money is not None:
            found.append(money)
    return tuple(_with_shared_unit(found, wording.text))


def _with_shared_unit(found: list[Money], text: str) -> list[Money]:
    """The sums, those of an enumeration completed by the currency and the tax its last one carries."""
    shared = _with_shared_period(found, text)
    for index in range(len(found) - 2, -1, -1):
        one, following = shared[index], shared[index + 1]
        if one.currency or not following.currency or one.bound is Bound.RANGE:
            continue
        if _ENUMERATED.fullmatch(text[one.end : following.start]):
            shared[index] = replace(one, currency=True, tax=following.tax)
    return shared


def _with_shared_period(found: list[Money], text: str) -> list[Money]:
    """The sums, a highest one counted as the lowest just before it (« minimum 20 000 € par an, maximum 90 000 € »),

    and one said with the tax as the same said without.
    """
    shared = list(found)
    for index in range(1, len(found)):
        lowest, one = shared[index - 1], shared[index]
        taxes = {lowest.tax, one.tax} == {Tax.EXCLUDED, Tax.INCLUDED}
        if taxes and _SAME_SUM.fullmatch(text[lowest.end : one.start]):
            if lowest.per is Per.WHOLE:
                shared[index - 1] = replace(lowest, per=one.per)
            elif one.per is Per.WHOLE:
                shared[index] = replace(one, per=lowest.per)
        elif one.per is Per.WHOLE and lowest.per.times_a_year and _HIGHEST.fullmatch(text[lowest.end : one.start]):
            shared[index] = replace(one, per=lowest.per)
    return shared


def _money(match: re.Match[str], wording: Wording) -> Money | None:
    scale, currency, tax = match["scale"], match["currency"], match["tax"] or match["tax2"]
    scale = _real_scale(match, wording) if scale else None
    if match["scale"] and scale is None and not currency:
        return None
    said = bool(currency or (scale and "€" in scale) or (scale and "euro" in scale) or tax)
    pieces = _pieces(match, wording.text) if (said or match["per"]) and not scale else None
    if pieces is not None:
        return _of_pieces(match, pieces, _tax(tax), wording.text)
    if not said and not scale:
        counts = _COUNTED.match(wording.text[match.start() + len(match.group().rstrip()) :])
        year = _YEAR.fullmatch(match["number"]) and not match["per"]
        if counts or year or Decimal(re.sub(r"\D", "", match["number"]) or 0) < _LEAST_BARE:
            return None
    value, doubt = _value(match, scale)
    if not value and doubt is None:
        return None
    text = wording.text
    before, after = text[: match.start()], text[match.end() :]
    end = match.start() + len(match.group().rstrip())
    per = unit_of(match["per"], before, text[end:])
    if per is Per.WHOLE and is_unit_price(before, text[end:], value):
        per = Per.OTHER
    named = _TAX_BEFORE.search(before)
    if tax is None and named:
        tax = named["tax"]
    start = match.start()
    years = repeated_years(text)
    again = _TIMES_AGAIN.match(text, end) if per.times_a_year else None
    if again is not None and years is None:
        doubt = f"« {wording.source(match.start(), again.end())} » : quel est le montant hors taxes en tout\u00a0?"
    times = repeated(text, start, match.start("per") if per is Per.OTHER and match["per"] else end)
    if again is not None and years is not None:
        times, end = None, again.end()
    if times is not None:
        value, start, end = value * times.count, times.start, max(end, times.end)
        per = (
            (Per.YEAR if "par an" in text[times.start : match.start()] else Per.WHOLE) if per is Per.OTHER else per
        )
    if may_be_rank(text, match.start()):
        words, rank = wording.source(start, end), match["number"][0]
        doubt = f"« lot {words} » : est-ce le montant de ce lot, ou celui du lot n°\u00a0{rank}\u00a0?"
    if times is None and doubt is None and _LOTS_OF.search(before) and not _tells_parts(text[end:]):
        doubt = f"« {wording.source(start, end)} » : est-ce le montant de chaque lot ou de tous les lots\u00a0?"
    bound = bound_of(text[:start], after)
    return Money(value, start, end, _tax(tax), per, bound, said or bool(scale or named), doubt)


def _tells_parts(after: str) -> bool:
    """Whether a sum before the folded text ``after`` is told as that of all the lots, or as the first of their sums."""
    return bool(_OF_ALL.match(after) or _ANOTHER_SUM.match(after))


def _pieces(match: re.Match[str], text: str) -> Pieces | None:
    if unit_of(match["per"], "", "") not in (Per.WHOLE, Per.OTHER):
        return None
    price, doubt = _number(match["number"], None)
    end = match.start() + len(match.group().rstrip())
    return None if doubt else pieces_bought(text, match.start(), end, match["per"], price)


def _of_pieces(match: re.Match[str], pieces: Pieces, tax: Tax, text: str) -> Money:
    """What all the things come to at the price of one."""
    price, _ = _number(match["number"], None)
    after = unit_of(None, "", text[pieces.end :])
    per = Per.YEAR if pieces.yearly or after is Per.YEAR else Per.WHOLE
    return Money(price * pieces.count, pieces.start, pieces.end, tax, per, Bound.EXACT, currency=True)


def _real_scale(match: re.Match[str], wording: Wording) -> str | None:
    """The scale, unless a lone « m » was typed small: metres, not millions."""
    scale = match["scale"]
    if scale in ("m", "ke", "k") and not match["currency"]:
        typed = wording.typed(match.start("scale"), match.end("scale"))
        if scale == "m" and not typed.isupper():
            return None
    return scale


def _value(match: re.Match[str], scale: str | None) -> tuple[Decimal, str | None]:
    written = match["number"]
    number, doubt = _number(written, scale)
    factor = _factor(scale)
    value = number * factor
    if match["half"]:
        # « deux millions et demi » reaches here as 2000000 et demi.
        value += _half_of(value if scale is None else factor)
    if match["tenths"]:
        value += Decimal(f"0.{match['tenths']}") * factor
    if match["spoken"]:
        value += Decimal(match["spoken"]) * (100_000 if len(match["spoken"]) == 1 else 1000)
    if match["rest"]:
        value += Decimal(re.sub(r"\D", "", match["rest"]))
    return value, doubt


def _number(written: str, scale: str | None) -> tuple[Decimal, str | None]:
    ambiguous = re.fullmatch(r"\d{1,3},\d{3}", written)
    if ambiguous and scale is None:
        return Decimal(0), (
            f"« {written} » se lit de deux façons : s’agit-il de {written.replace(',', chr(0xA0))}\u00a0€ "
            f"ou de {written}\u00a0€ avec des décimales\u00a0?"
        )
    if scale is not None and re.fullmatch(r"\d{1,3}[.,]\d{3}", written):
        if _factor(scale) == 1000:
            return Decimal(
                0
            ), f"« {written} » suivi de milliers se lit de deux façons : quel est le montant en euros\u00a0?"
        return Decimal(written.replace(",", ".")), None
    if re.fullmatch(r"\d+(?:[.,]\d+)?", written) and not re.fullmatch(r"\d{1,3}\.\d{3}", written):
        return Decimal(written.replace(",", ".")), None
    parsed = parse_price(written.replace("'", " ").replace(", ", ",")).amount
    return (
        (parsed, None) if parsed is not None else (Decimal(0), f"Quel est le montant écrit « {written} »\u00a0?")
    )


def _factor(scale: str | None) -> Decimal:
    if scale is None:
        return Decimal(1)
    if scale.startswith(("milliard", "md")):
        return Decimal(10) ** 9
    if scale.startswith("mill") and not scale.startswith("million"):
        return Decimal(1000)
    return Decimal(10) ** 6 if scale.startswith("m") else Decimal(1000)


def _half_of(value: Decimal) -> Decimal:
    unit = next((u for u in (10**9, 10**6, 1000) if value >= u and value % u == 0), 1)
    return Decimal(unit) / 2


def _tax(written: str | None) -> Tax:
    if not written:
        return Tax.UNSAID
    return Tax.EXCLUDED if written.startswith("h") else Tax.INCLUDED
