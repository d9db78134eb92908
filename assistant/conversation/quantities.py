"""Percentages and numbers of hours in a message, and what each one measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.conversation.criteria_weights import weights
from assistant.conversation.cues import Cues
from assistant.conversation.labour_fractions import read_labour_fractions
from assistant.conversation.phrase_index import Term
from assistant.conversation.repeated import repeated
from assistant.conversation.withdrawn import is_changed_to, is_withdrawn
from assistant.conversation.wording import Wording
from assistant.market import Fact

_PERCENT = re.compile(r"(?<![\d.,])(?P<number>\d{1,3}(?:[.,]\d+)?)\s?(?:%|pour\s?(?:cents?|100)\b|pourcents?\b)")
_HOURS = re.compile(
    r"(?<![\d.,¤])(?P<number>\d{1,3}(?:[ .]\d{3})+|\d+(?:[.,]\d+)?)\s?(?:h\b|heures?\b)"
    r"(?P<monthly>\s(?:par\smois|mensuelles?|/\s?mois|chaque\smois)|/mois)?"
)
# « 30 % de MO », « main d'œuvre : 45 % ».
_OF_LABOUR = re.compile(
    r"\s?(?:de\s|d'|en\s)?(?:la\s)?(?:part\s(?:de\s)?)?(?:mo\b|main[- ]d'\s?oeuvre|masse\ssalariale|salaires?\b)"
)
_LABOUR = re.compile(
    r"\b(?:mo|main[- ]d'\s?oeuvre|masse\ssalariale)\s?(?:est\s|de\s|a\s|[:=(]\s?)?(?:environ\s)?$"
)
_OF_PRICE = re.compile(r"\s?(?:du|des|de\s(?:la|l'|ce))\s?(?:prix|montants?|couts?|marche|total|depense|valeur)\b")
_LABELLED = {
    name: re.compile(
        rf"\b(?:{words})\s?(?:\([a-z\s]+\)\s?)?[:=]\s?(?P<number>\d{{1,3}}(?:[ .]\d{{3}})+|\d+)\b(?!\s?(?:%|€|euros?|h\b|heures?))"
    )
    for name, words in {
        "target_hours": r"heures?\s(?:d'insertion|a\sreserver|reservees?)|objectif\sd'heures",
        "labour_hours": r"heures?\s(?:de\stravail|de\smain[- ]d'oeuvre|travaillees|totales)|volume\shoraire(?:\stotal)?",
        "transferable_monthly_hours": r"heures?\s(?:mensuelles?\s)?(?:a\sreprendre|transferables?)(?:\spar\smois)?",
    }.items()
}
# « Nombre d'heures 95 », « volume horaire de 120 » name no unit after the number.
_COUNTED = re.compile(
    r"\b(?:nombre|nb|volume|total)\sd'heures?(?:\s(?:d')?insertion)?\s?(?:[:=]|est\sde|est|sera|de|a|fixe\sa)?\s?"
    r"(?P<number>(?>\d{1,3}(?:[ .]\d{3})+|\d+))\b(?!\s?(?:%|€|euros?|h\b|heures?|lots?|k\b|m\b|mois|ans?\b|[.,]\d"
    # « 3200 de main d'œuvre », « 500 à 600 », « 35 par semaine »: other hours, or no one number.
    r"|de\s|d'(?!insertion)|(?:a|ou|et|-|/)\s?\d|par\b|travail|total|main\b|hebdo|mensuel|effectu|realis))"
)
_AGREED = re.compile(
    r"\b(?:(?:on\s)?(?:part|partons|partir|reste|restons|table|tablons)\ssur|on\s(?:retient|garde|met|fixe)|retenons|gardons|mettons|disons"
    r"|(?:va|allons|va-t-on)\spour)\s(?:plutot\s|donc\s)?(?P<number>(?>\d{1,3}(?:[ .]\d{3})+|\d{2,5}))\b"
    # A noun after the number says what else it counts.
    r"(?=\s?(?:$|[;:!?)\n]|[.,](?!\d)|(?:alors|donc|du\scoup|ok|svp|stp|merci|plutot|finalement|au\slieu|a\sla\splace|en\stout|au\stotal"
    r"|d'insertion|et|mais|si|pour\s(?:la\sclause|l'insertion|l'objectif|le\scalcul|commencer|l'instant|le\smoment))\b))"
)
_BY_WEEK = re.compile(r"\s?(?:/\s?|par\s)(?:sem\w*|s\b|jours?\b|j\b)|\shebdo\w*")
_NEAR_HOURS = 2
# « avenant de +16,2 % ».
_RISE = re.compile(
    r"(?:^|[\s(])\+\s?$"
    r"|\b(?:avenants?|rallonges?|surcouts?|plus[- ]values?|supplements?|depassements?)\s(?:de\s|d'|a\s)?(?:environ\s|pres\sde\s)?$"
)
# « 60 % de fournitures », « 10 % de MOE », « 60 % la première année ».
_OF_A_PART = re.compile(
    r"\s?(?:de\s|d'|en\s)(?:fournitures?|materiaux|materiels?|moe\b|maitrise\sd'oeuvre|etudes|honoraires|imprevus|aleas)"
    r"|\s?(?:sur\s|pour\s|en\s|pendant\s)?(?:la\s|l'|en\s)?(?:premiere|deuxieme|2e|2eme|1ere|seconde|derniere)\s(?:annee|phase|tranche)\b"
    r"|\s?(?:en\s)?(?:annee|an|phase)\s[1-9]\b"
)
# « études 45 %, ACT 10 %, DET 45 % »: shares of one whole, which measure neither effort nor labour.
_WHOLE = Decimal(1)
# « 50 % de salariés en insertion » tells who works there.
_OF_A_STAFF = re.compile(
    r"\s?(?:de|des|d'|du)\s?(?:(?:ses|leurs|nos|vos|ces)\s)?(?:salarie\w*|travailleu\w+|personnels?|effectifs?|employe\w*|embauches?)\b"
)
_LEAST_OF_A_STAFF = Decimal("0.25")
_TAX_BEFORE = re.compile(r"\b(?:tva|taxe)\s?(?:est\s|de\s|a\s|[:=]\s?)?$")
# « TVA à 10 », « tva 5,5 »: the legal rates go without their sign.
_BARE_VAT = re.compile(
    r"\b(?:tva|t\.v\.a\.?)\s?(?:(?:est|sera|reduite?|normale?|taux|de|a|au|[:=])\s?){0,3}(?P<number>2[.,]1|5[.,]5|8[.,]5|10|20)"
    r"(?![\d.,]*\d|\s\d{3}\b|\s?(?:%|pour|€|euros?|[km]\b))"
)
_LEAST_HOURS = 10
_DONE = r"(?:realise|effectue|fait|accompli|execute|preste|declare|comptabilise|produit)(?:e?s)?"
# « avait réalisé 620 heures », « 500 heures ont été faites », « il y a eu 300 heures ».
_DONE_BEFORE = re.compile(
    rf"\b(?:(?:a|ai|ont|avons|avez|avait|avaient|avions)\s(?:deja\s|bien\s)?{_DONE}|y\s(?:a|avait)\s(?:deja\s)?eu)"
    r"\s(?:(?:que|environ|deja|seulement|pres\sde|quelque|en\stout)\s){0,2}$"
)
_DONE_AFTER = re.compile(
    rf"\s?(?:d'insertion\s|de\stravail\s)?(?:(?:ont|avaient)\s(?:deja\s|bien\s)?ete\s|(?:deja|effectivement)\s){_DONE}\b"
    # « 410 h sur 600 »: hours out of hours, not over months nor buildings.
    r"|\s?(?:d'insertion\s)?sur\s(?:les\s)?\d{2,4}(?=\s?(?:$|[;:!?)\n]|[,.](?!\d)|(?:h|heures?|prevues?|demandees?|dues?)\b))"
)
_BETWEEN = re.compile(r"(?:\bentre\s+[\d.,]+\s?%?\s+et|\d\s?%?\s?(?:a|ou|-))\s*$")
_BOUND = re.compile(
    r"(?:(?<!\bni\s)moins\sd[e']|plus\sd[e']|au\smoins|minimum|maximum|superieure?\sa|inferieure?\sa|jusqu'a)\s*$"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, its place in the folded text, and the name of the fact it gives (``None`` if unsaid).

    A percentage is a ratio. ``bound`` tells that a word such as « moins de » makes it a limit, or that the
    message takes it back, as ``withdrawn`` tells apart.
    """

    value: Decimal
    start: int
    end: int
    name: str | None
    monthly: bool = False
    bound: bool = False
    withdrawn: bool = False


def shares_in(text: str) -> tuple[tuple[Decimal, int, int], ...]:
    """Every percentage of a folded text, as a ratio, with its place."""
    return tuple((_ratio(match), *match.span()) for match in _PERCENT.finditer(text))


def read_percentages(wording: Wording, terms: tuple[Term, ...], cues: Cues) -> tuple[Quantity, ...]:
    """The percentages of the message: ``effort``, ``labour_share``, ``vat_rate``, ``autre`` or unsaid.

    A share of labour told as a fraction is one of them.
    """
    text = wording.text
    found = list(_PERCENT.finditer(text))
    weighing = weights(text, list(shares_in(text)))
    read = [
        Quantity(
            _ratio(match),
            match.start(),
            match.end(),
            "autre" if match.start() in weighing else _measured(match, wording, terms, cues),
            bound=_is_bound(match, text),
            withdrawn=is_withdrawn(text, *match.span()),
        )
        for match in found
    ]
    read = _without_borrowed(read, text)
    if _are_parts(read):
        read = [replace(one, name=one.name or "autre") for one in read]
    read += [Quantity(one.value, one.start, one.end, "labour_share") for one in read_labour_fractions(text)]
    read += [
        Quantity(_ratio(match), match.start("number"), match.end("number"), "vat_rate")
        for match in _BARE_VAT.finditer(text)
    ]
    return tuple(sorted(read, key=lambda quantity: quantity.start))


def _without_borrowed(read: list[Quantity], text: str) -> list[Quantity]:
    """The percentages, those unnamed that only stand near « 30 % de MO » being no share of labour."""
    shares = [one for one in read if one.name == "labour_share"]
    named = [one for one in shares if _OF_LABOUR.match(text[one.end :]) or _LABOUR.search(text[: one.start])]
    if len(named) != 1:
        return read
    return [replace(one, name=None) if one in shares and one is not named[0] else one for one in read]


def _are_parts(read: list[Quantity]) -> bool:
    """Whether three percentages or more that nothing names make up a whole."""
    unnamed = [quantity for quantity in read if quantity.name is None and not quantity.bound]
    return len(unnamed) > 2 and sum((quantity.value for quantity in unnamed), Decimal(0)) == _WHOLE


def _ratio(match: re.Match[str]) -> Decimal:
    return Decimal(match["number"].replace(",", ".")) / 100


def _is_bound(match: re.Match[str], text: str) -> bool:
    """Whether the percentage is a limit, an end of a range, or one the message takes back."""
    before = text[: match.start()]
    if is_withdrawn(text, match.start(), match.end()):
        return True
    return not is_changed_to(before) and bool(_BOUND.search(before) or _BETWEEN.search(before))


def _measured(match: re.Match[str], wording: Wording, terms: tuple[Term, ...], cues: Cues) -> str | None:
    """What the percentage measures; « 55 % du prix » says of what it is a share, not what it is.

    A part that another thing than labour takes, and what a contract rises by, are neither share nor effort.
    """
    if _RISE.search(wording.text[: match.start()]) or _OF_A_PART.match(wording.text[match.end() :]):
        return "autre"
    if _ratio(match) >= _LEAST_OF_A_STAFF and _OF_A_STAFF.match(wording.text[match.end() :]):
        return "autre"
    if _TAX_BEFORE.search(wording.text[: match.start()]):
        return "vat_rate"
    ranked = cues.ranked(terms, wording.text, match.start(), match.end())
    if _OF_PRICE.match(wording.text[match.end() :]) and "labour_share" in ranked:
        return "labour_share"
    return ranked[0] if ranked else None


def replaced(quantity: Quantity, found: tuple[Quantity, ...]) -> str | None:
    """What the percentage measures when it takes the place of the one just before (« pas 5 % mais 6 % »)."""
    before = [other for other in found if other.withdrawn and other.end <= quantity.start]
    return before[-1].name if before else None


def which_share(words: str) -> str:
    """The French question on a percentage that may be the effort or the share of labour, in the user's words."""
    return f"« {words} » : est-ce l’effort d’insertion ou la part de main-d’œuvre\u00a0?"


def read_hours(
    wording: Wording, terms: tuple[Term, ...], cues: Cues, known: Fact[Decimal] | None = None
) -> tuple[Quantity, ...]:
    """The numbers of hours from 10 up: ``labour_hours``, ``target_hours``, ``transferable_monthly_hours``, ``autre`` or unsaid.

    ``known`` are the hours aimed at so far: a number near them may go without its unit.
    """
    found: list[Quantity] = []
    for match in _HOURS.finditer(wording.text):
        value = _hours(match["number"])
        if value < _LEAST_HOURS:
            continue
        start, end = match.span()
        times = repeated(wording.text, start, end, monthly_hours=value if match["monthly"] else None)
        if times is not None:
            value, start, end = value * times.count, times.start, times.end
        name = cues.nearest(terms, wording.text, match.start(), match.end())
        bound = bool(_BOUND.search(wording.text[: match.start()])) or is_withdrawn(wording.text, *match.span())
        if times is not None and match["monthly"] and name == "autre":
            # « chacun » multiplies the hours of the staff taken over; it does not change what they are.
            name = next((n for n in cues.ranked(terms, wording.text, start, end) if n != "autre"), name)
        if _BY_WEEK.match(wording.text, match.end()):
            name = "autre"
        if not match["monthly"] and _is_done(wording.text, *match.span()):
            name = "autre"
        found.append(Quantity(value, start, end, name, bool(match["monthly"]), bound))
    spans = {quantity.start for quantity in found}
    found += [one for one in _labelled_hours(wording.text) if one.start not in spans]
    found += [one for one in _agreed_hours(wording.text, known) if one.start not in spans]
    return tuple(found)


def _is_done(text: str, start: int, end: int) -> bool:
    """Whether the hours are told as worked already, which is no aim."""
    return bool(_DONE_BEFORE.search(text[:start]) or _DONE_AFTER.match(text[end:]))


def _labelled_hours(text: str) -> Iterator[Quantity]:
    """The hours given after their name (« heures d'insertion : 620 », « nombre d'heures 95 »)."""
    for name, pattern in (*_LABELLED.items(), ("target_hours", _COUNTED)):
        for match in pattern.finditer(text):
            value = _hours(match["number"])
            if value >= _LEAST_HOURS:
                yield Quantity(value, match.start("number"), match.end("number"), name)


def _agreed_hours(text: str, known: Fact[Decimal] | None) -> Iterator[Quantity]:
    """The hours settled on without their unit, where others are known (« on part sur 2100 »)."""
    aimed = known.value if known is not None else Decimal(0)
    for match in _AGREED.finditer(text):
        value = _hours(match["number"])
        if aimed / _NEAR_HOURS <= value <= aimed * _NEAR_HOURS:
            yield Quantity(value, match.start("number"), match.end("number"), "target_hours")


def _hours(written: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:[ .]\d{3})+", written):
        return Decimal(re.sub(r"\D", "", written))
    return Decimal(written.replace(",", "."))
