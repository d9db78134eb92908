"""Sums of money in French: what each is written as, and what it is about.

A sum is never guessed: what could be read in two ways is returned as :attr:`Money.doubt`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from price_parser import parse_price

from assistant.conversation.wording import Wording


class Tax(StrEnum):
    """Whether the sum is said to exclude or to include VAT."""

    EXCLUDED = "HT"
    INCLUDED = "TTC"
    UNSAID = ""


class Per(StrEnum):
    """The unit the sum is counted by."""

    WHOLE = ""
    HOUR = "heure"
    YEAR = "an"
    MONTH = "mois"
    OTHER = "autre"


class Bound(StrEnum):
    """What a word before the sum makes of it."""

    EXACT = ""
    COMPARED = "comparée"
    RANGE = "fourchette"


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
    r"(?<![\d.,¤])(?:\d{1,3}(?:[ .']\d{3})+(?:,\d{1,2}|,\s\d\d(?=\s?(?:€|euros?\b)))?(?!\d)"
    r"|\d{1,3}(?:,\d{3}){2,}(?:\.\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)"
)
_SCALE = (
    r"(?:milliards?|milliers?(?=\sd'euros?\b)|mille\b|mds?\b|millions?|mios?\b|m€|k€|m(?=\s?(?:d'|de\s)?euros?\b)|k(?=\s?euros?\b)"
    r"|keuros?|meuros?|ke\b|[mk]\b(?!\s?[²2])|m(?=\d{1,3}\b))"
)
_HT = r"h\.?\s?t\.?(?![a-z])|hors\s(?:taxes?|tva)"
_TTC = r"t\.?t\.?c\.?(?![a-z])|toutes\staxes(?:\scomprises)?|taxes\scomprises|tva\scomprise"
_MONEY = re.compile(
    rf"(?P<number>{_NUMBER})\s?(?P<scale>{_SCALE})?(?P<half>\s*\bet\s+demie?\b)?"
    rf"(?:\s(?P<rest>\d{{1,3}}(?:[ .]?\d{{3}})?)(?=\s?(?:€|euros?\b|eur\b)))?"
    # « un million quatre », « 1 million 250 »: what follows counts hundreds of thousands, or thousands.
    rf"(?:(?<=\dm)(?P<tenths>\d{{1,3}})\b|(?<=million|illions)\s(?P<spoken>[1-9]|\d{{3}})(?=\s?(?:$|[,;!?)]|\.(?!\d)|d'|(?:de|pour|sur|et|a)\s(?!\d)|{_HT}|{_TTC}|€|euros?\b)))?"
    r"\s?(?P<currency>(?:d'\s?)?(?:€|(?:€|e)uros?\b|eur\b|balles?\b))?"
    rf"(?:\s?\(?(?P<tax>{_HT}|{_TTC})\)?)?"
    r"(?P<per>\s?(?:/|par\s|de\sl'|l'|chaque\s)\s?(?:heure\b|h\b|ans?\b|annee\b|mois\b|m2|metre|repas|eleve|habitant|agent"
    r"|jour|personne|tonne|unite|piece|kg|kilo|km|ml\b|salarie|logement|semaine|trimestre|periode|numero|exemplaire|edition|prestation|seance|bon\sde\scommande|foyer|passage|litre|tour|intervention|kwh|sejour|enfant)"
    r"|\s?l[ea]\s(?:repas|kg|kilo|m2|metre|tonne|passage|litre|piece|km|journee|tour|ml|boite|lot\sde\s\d+)\b|\s(?:piece|chacune?|l'unite|pu)\b"
    r"|\s(?:annuels?|annuelles?|mensuels?|mensuelles?)\b)?"
    rf"(?:\s?\(?(?P<tax2>{_HT}|{_TTC})\)?)?"
)
_RANGE_BEFORE = re.compile(
    r"(?:\bentre|\bde|\bfourchette\sde)\s+[\d .,'¤]*\d\s?(?:k|m|millions?|k€|m€|€|euros?)?\s?(?:ht|ttc)?\s+(?:et|a|ou)\s+$"
    r"|\d\s?(?:k|m|k€|m€|€|euros?)?\s?(?:ht|ttc)?\s*(?:-|\sou\s|\sa\s)\s*$"
)
_RANGE_AFTER = re.compile(r"^\s*(?:-|\bou\b|\ba\b)\s*\d[\d .,']*\s?(?:k|m|millions?|k€|m€|€|euros?)")
# « passé de 400 000 à 460 000 € » is a change, not a range.
_CHANGED = re.compile(r"\b(?:pass|augment|mont|baiss|descend|ramen|port)[a-z]{0,4}\sd[e']\s?\d[^;.?!]{0,25}\ba\s$")
_BETWEEN = re.compile(r"\bentre\s+$")
_COMPARED = re.compile(
    r"(?:moins\sd[e'’]|plus\sd[e'’]|inferieure?s?\sa|superieure?s?\sa|(?:au[- ])?dessous\sd[e'’]"
    r"|(?:au[- ])?dessus\sd[e'’]"
    r"|au[- ]dela\sd[e'’]|en\sdeca\sd[e'’]|a\spartir\sd[e'’]|jusqu'a|excede(?:nt|r)?|depasse(?:nt|r)?|atteint"
    r"|sous\sles?|sous|seuils?(?:\sd[e'’s]s?|\sa)?|[<>≤≥]=?)\s?(?:l[ae]s?\s)?(?:seuils?\sde\s)?$"
)
_COUNTED = re.compile(r"\s?(?:m[23]|m|ml|km|ha|kg|tonnes?|metres?|hectares?|pieces?|personnes?|habitants?)\b")
_LEAST_BARE = 1000
# « montant annuel estimé à 30 000 € », « 30 000 € estimés par an »: the unit need not touch the sum.
_SAID_BEFORE = re.compile(
    r"\b(?P<per>annuel(?:le)?s?|mensuel(?:le)?s?|(?:par|chaque)\s(?:an|annee|mois))(?:\s(?:ht|estimee?s?|evaluee?s?|prevue?s?|est|sera|serait"
    r"|de|d'|a|environ|autour|maximum|max|moyen(?:ne)?|previsionnel(?:le)?|[:=])){0,4}\s*[:=]?\s*(?:d')?$"
)
_SAID_AFTER = re.compile(
    r"^\s(?:environ\s|estimee?s?\s|prevue?s?\s|maximum\s|max\s|minimum\s|en\smoyenne\s){0,2}(?P<per>par\s(?:an|annee|mois)\b|annuel(?:le)?s?\b|mensuel(?:le)?s?\b|(?:tous\sles|chaque)\s(?:ans?|annee|mois)\b)"
)
_UNIT_PRICE = re.compile(
    r"\b(?:prix|cout|tarif|montant)\s(?:unitaire|au\s(?:m2|kg|kilo|km|ml)|a\sl'unite|du\srepas)\b[^.;?!\n\d]{0,20}$"
)
_HOURLY = re.compile(r"heure|\bh\b")
_YEARLY = re.compile(r"\ban|annuel")
_MONTHLY = re.compile(r"mois|mensuel")


def read_money(wording: Wording) -> tuple[Money, ...]:
    """The sums of the message, from left to right; a bare number without currency or scale is kept
    only from 1 000 up, with ``currency`` false."""
    found: list[Money] = []
    for match in _MONEY.finditer(wording.text):
        money = _money(match, wording)
        if money is not None:
            found.append(money)
    return tuple(found)


def _money(match: re.Match[str], wording: Wording) -> Money | None:
    scale, currency, tax = match["scale"], match["currency"], match["tax"] or match["tax2"]
    scale = _real_scale(match, wording) if scale else None
    if match["scale"] and scale is None and not currency:
        return None
    said = bool(currency or (scale and "€" in scale) or (scale and "euro" in scale) or tax)
    if not said and not scale:
        counts = _COUNTED.match(wording.text[match.start() + len(match.group().rstrip()) :])
        if counts or Decimal(re.sub(r"\D", "", match["number"]) or 0) < _LEAST_BARE:
            return None
    value, doubt = _value(match, scale)
    if not value and doubt is None:
        return None
    text = wording.text
    before, after = text[: match.start()], text[match.end() :]
    bound = Bound.EXACT
    if _CHANGED.search(before):
        bound = Bound.EXACT
    elif _RANGE_BEFORE.search(before) or _BETWEEN.search(before) or _RANGE_AFTER.match(after):
        bound = Bound.RANGE
    elif _COMPARED.search(before):
        bound = Bound.COMPARED
    end = match.start() + len(match.group().rstrip())
    per = _per(match["per"])
    if per is Per.WHOLE and (apart := _SAID_BEFORE.search(before) or _SAID_AFTER.match(text[end:])):
        per = _per(apart["per"])
    if _UNIT_PRICE.search(before):
        per = Per.OTHER
    return Money(value, match.start(), end, _tax(tax), per, bound, said or bool(scale), doubt)


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


def _per(written: str | None) -> Per:
    if not written:
        return Per.WHOLE
    if _HOURLY.search(written):
        return Per.HOUR
    if _YEARLY.search(written):
        return Per.YEAR
    return Per.MONTH if _MONTHLY.search(written) else Per.OTHER
