"""Durations in French: the firm period in months and days, and the renewals announced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.conversation.periods import read_period
from assistant.conversation.renewals import Renewal, count_of, months_of, read_renewal
from assistant.conversation.repeated_years import repeated_years
from assistant.conversation.term_roles import TermRole, is_of_a_lot, is_rate, term_role
from assistant.conversation.wording import Wording
from assistant.market import Duration

_COUNT = r"(?P<{name}>\d+(?:[.,]\d+)?|une?)"
_UNIT = r"(?P<{name}>ans?|annees?|mois|trimestres?|semestres?|semaines?)"
_FIRM = re.compile(
    rf"(?<![\d¤])\b(?!000\b){_COUNT.format(name='count')}\s?-?(?:\(\d+\)\s?)?{_UNIT.format(name='unit')}\b"
    r"(?P<half>\s+et\s+demie?)?"
    r"(?:\s+(?:et\s+)?(?P<days>\d+|un)\s+jours?"
    r"|(?:(?<=\san)|(?<=\sans)|(?<=annee)|(?<=annees))\s+(?:et\s+)?(?P<months>\d+)\s+mois(?!\s(?:en\soption|optionnel|reconduct|de\sgarantie|suppl|eventuel|facultati)))?"
)
# « marché annuel », or a sum by the year beside a number of renewals: « 74 000/an, reconductible 2 fois ».
_YEARLY = re.compile(
    r"\b(?:marche|accord-cadre|contrat)s?\s(?:[a-z'-]+\s){0,4}?annuel\b"
    r"|\d\s?k?\s?(?:€|euros?)?\s?(?:ht\s?)?(?:par\san\b|/\s?an\b|l'an\b|annuels?\b|(?<=\s)an\b)"
)
# « marché triennal », « accord-cadre quadriennal ».
_OF_YEARS = re.compile(
    r"\b(?:marche|accord[- ]cadre|contrat)s?\s(?:[a-z'-]+\s){0,4}?(?P<years>biennal|bisannuel|triennal|quadriennal|quinquennal)\b"
)
_YEARS = {"biennal": 2, "bisannuel": 2, "triennal": 3, "quadriennal": 4, "quinquennal": 5}
# « 215 000 HT pour l'année 2027, reconductible 3 fois »: a calendar year is a firm term of twelve months.
_CALENDAR_YEAR = re.compile(
    r"\b(?:pour|sur|durant|pendant|au\stitre\sde|couvr\w+)\s(?:toute\s)?(?:l'|une\s|la\s)(?:annee|exercice)\s(?:civile\s)?(?:20[1-4]\d|¤+)"
    r"|\b(?:pour|sur)\s(?:20[1-4]\d|¤+)\b(?=\s?(?:$|[,;.(]|puis\b|et\b|reconduc|renouvel))|\bexercice\s20[1-4]\d\b"
)
_RENEWED = re.compile(r"\b(?:reconduc|renouvel)")
_RENEWED_ONCE = re.compile(r"\b(?:reconductible|renouvelable)\b(?!\s*(?:\d|une?\b|trois|deux))")
_DAYS_A_WEEK = 7
_DAYS = re.compile(
    r"\b(?:duree|pendant|delai\s(?:d'execution|des?\stravaux|de\srealisation)|chantier|travaux|execution|etale(?:nt)?)\b"
    r"(?:\s(?:de|sur|est|prevue?s?|pour|dure(?:nt|ra)?|en|maximum)|\s?[:=]){0,3}\s?(?P<days>\d+)\s+(?P<unit>jours?)\b"
    r"|(?<![\d.,])\b(?P<days2>\d+)\sjours?\s(?:calendaires\s|ouvres\s|ouvrables\s)?(?:de\s(?:travaux|chantier|travail)|d'execution)\b"
)


@dataclass(frozen=True, slots=True)
class DurationFound:
    """A duration read, its place in the folded text, and a French question when it is in doubt."""

    value: Duration | None
    start: int
    end: int
    doubt: str | None = None


def read_duration(wording: Wording, dated: Wording | None = None, *, known: bool = False) -> DurationFound | None:
    """The term of the market, with its renewals; ``None`` when the message states none.

    ``dated`` is the same message with its dates, where ``wording`` has them blanked. Two different
    terms in one message give a doubt and no value, unless one is the other with its renewals. Beside another, or
    where that of the market is ``known``, the term of one lot is not the market's.
    """
    text = wording.text
    stated = [m for m in _FIRM.finditer(text) if not is_rate(text, m.start())]
    of_the_market = [m for m in stated if not is_of_a_lot(text, m.start())]
    stated = of_the_market if known else of_the_market or stated
    renewal = read_renewal(text)
    stated = [m for m in stated if renewal is None or not renewal.start <= m.start() < renewal.end]
    roles = {m: term_role(text, *m.span(), alone=len(stated) == 1) for m in stated}
    ranged = [m for m in stated if roles[m] is TermRole.RANGE]
    if ranged:
        words = wording.source(_range_start(text, ranged[0].start()), ranged[-1].end())
        doubt = f"Quelle durée retenir pour le marché (« {words} »)\u00a0?"
        return DurationFound(None, ranged[0].start(), ranged[-1].end(), doubt)
    most = [m for m in stated if roles[m] is TermRole.MOST]
    firm = [m for m in stated if roles[m] is TermRole.TERM and _is_counted(m)]
    if renewal is not None:
        firm = _without_full_term(firm, renewal)
    if not firm:
        period = read_period(dated) if dated is not None else None
        if period is not None:
            between = Duration(months=Decimal(period.months), days=period.days)
            return _with_renewals(DurationFound(between, period.start, period.end), renewal)
        years = _OF_YEARS.search(text)
        if years is not None:
            named = Duration(months=Decimal(12 * _YEARS[years["years"]]))
            return _with_renewals(DurationFound(named, *years.span()), renewal)
        repeated = repeated_years(text)
        if repeated is not None:
            return DurationFound(Duration(months=Decimal(12 * repeated.count)), repeated.start, repeated.end)
        yearly = _YEARLY.search(text) or _CALENDAR_YEAR.search(dated.text if dated is not None else text)
        if yearly is not None and renewal is not None and _RENEWED.search(text):
            return _with_renewals(DurationFound(Duration(months=Decimal(12)), *yearly.span()), renewal)
        days = _DAYS.search(text)
        if days is None:
            return None
        counted_days = int(days["days"] or days["days2"])
        return DurationFound(Duration(months=Decimal(0), days=counted_days), days.start(), days.end())
    readings = {_firm_value(m) for m in firm}
    if len(readings) > 1:
        words = " et ".join(f"« {wording.source(m.start(), m.end())} »" for m in firm)
        start, end = firm[0].start(), firm[-1].end()
        return DurationFound(
            None, start, end, f"Je lis plusieurs durées ({words}) : quelle est celle du marché\u00a0?"
        )
    months, days_left = readings.pop()
    start, end = firm[0].start(), firm[0].end()
    found = DurationFound(Duration(months=months, days=days_left), start, end)
    if renewal is not None:
        return _with_renewals(found, renewal)
    once = _RENEWED_ONCE.search(text, end)
    if once is None:
        return found
    counted = _renewals_within(months, _firm_value(most[0])[0]) if most else None
    if counted is not None and not days_left:
        return DurationFound(Duration(months=months, renewals=counted), start, max(end, most[0].end()))
    doubt = "Combien de fois le marché est-il reconductible, et pour quelle durée à chaque fois\u00a0?"
    return DurationFound(found.value, start, once.end(), doubt)


def _with_renewals(found: DurationFound, renewal: Renewal | None) -> DurationFound:
    if renewal is None or found.value is None:
        return found
    each = None if renewal.months == found.value.months else renewal.months
    value = found.value.model_copy(update={"renewals": renewal.times, "renewal_months": each})
    return DurationFound(value, min(found.start, renewal.start), max(found.end, renewal.end))


def _without_full_term(firm: list[re.Match[str]], renewal: Renewal) -> list[re.Match[str]]:
    """The terms stated, less the one that only adds the renewals up (« 2 ans renouvelables une fois, soit 4 ans »)."""
    values = {_firm_value(m) for m in firm}
    if len(values) != 2:
        return firm
    (shorter, days), full = min(values), max(values)
    if days or full != (shorter + renewal.times * (renewal.months or shorter), 0):
        return firm
    return [m for m in firm if _firm_value(m) != full]


def _renewals_within(months: Decimal, most: Decimal) -> int | None:
    """How many renewals of the same length a longest term leaves, when it leaves a whole number of them."""
    if months <= 0 or most <= months or most % months:
        return None
    return int(most / months) - 1


def _is_counted(match: re.Match[str]) -> bool:
    # « une semaine » alone is rarely a term; « un an » is.
    return not (match["count"] in ("un", "une") and match["unit"].startswith("semaine"))


def _range_start(text: str, start: int) -> int:
    """Where the first figure of a range stands, when it ends just before ``start``."""
    first = re.search(r"\d+(?:[.,]\d+)?[^\d]{0,10}$", text[:start])
    return first.start() if first else start


def _firm_value(match: re.Match[str]) -> tuple[Decimal, int]:
    count = count_of(match["count"])
    unit = match["unit"]
    days = int(count_of(match["days"] or "0"))
    if unit.startswith("semaine"):
        return Decimal(0), int(count * _DAYS_A_WEEK) + days
    each = months_of(unit)
    months = count * each + int(match["months"] or 0)
    if match["half"]:
        months += Decimal(each) / 2
    if unit == "mois" and match["half"]:
        return months - Decimal("0.5"), days + 15
    return months, days
