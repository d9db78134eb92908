"""Durations in French: the firm period in months and days, and the renewals announced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.conversation.periods import read_period
from assistant.conversation.renewals import Renewal, count_of, months_of, read_renewal
from assistant.conversation.wording import Wording
from assistant.market import Duration

_COUNT = r"(?P<{name}>\d+(?:[.,]\d+)?|une?)"
_UNIT = r"(?P<{name}>ans?|annees?|mois|trimestres?|semestres?|semaines?)"
_FIRM = re.compile(
    rf"(?<![\d¤])\b{_COUNT.format(name='count')}\s?-?{_UNIT.format(name='unit')}\b"
    r"(?P<half>\s+et\s+demie?)?"
    r"(?:\s+(?:et\s+)?(?P<days>\d+|un)\s+jours?|\s+(?:et\s+)?(?P<months>\d+)\s+mois)?"
)
_YEARLY = re.compile(r"\b(?:marche|accord-cadre|contrat)s?\s(?:[a-z'-]+\s){0,4}?annuel\b")
_RENEWED_ONCE = re.compile(r"\b(?:reconductible|renouvelable)\b(?!\s*(?:\d|une?\b|trois|deux))")
# What a number of years or months may count besides the market's own term.
_NOT_TERM_BEFORE = re.compile(
    r"\b(?:depuis|il\sy\sa|dans|age[es]*\sde|avant|d'ici|garantie\s(?:de|decennale\sde)?|delai\sd(?:e|'attente\sde)"
    r"|maximum|au\splus|limite[er]?\sa|attend(?:re|s)?|attente\sd[e']|dont|prolong\w*\sd[e']|preparation\sd[e']|avenant\sd[e']|anciennete\sde|chaque|tous\sles|toutes\sles"
    r"|par|sous|experience\sde|chomage\sdepuis(?:\splus\sde)?|moins\sde|plus\sde|duree\smaximale\sde|premiere?s?)\s*$"
)
_NOT_TERM_AFTER = re.compile(
    r"^\s*(?:d'attente|d'experience|d'anciennete|de\sgarantie|au\splus|maximum|apres|avant|plus\start|de\schomage)"
)
_RATE_BEFORE = re.compile(r"(?:€|euros?|heures?|h|/)\s*(?:/|par)\s*$")
# « un marché de 4 ans maximum » states the market's own term; « la durée est de 4 ans maximum » states a rule.
_MARKET_BEFORE = re.compile(r"\b(?:marche|accord-cadre|accord\scadre|contrat|chantier)\b[^.;?!\d]{0,30}$")
# A works contract's « délai » is its term; a « délai de deux mois » alone is one to act in.
_TERM_BEFORE = re.compile(
    r"\b(?:avec|avons|et|sur|travaux|execution|chantier|global|previsionnel)\s(?:un\s|le\s)?delai\sd[e']\s?$"
)
_MOST_AFTER = re.compile(r"\s*(?:au\splus|maximum|maxi?\b)")
_MOST_BEFORE = re.compile(
    r"(?:maximum|maximale?|limite(?:e|er)?|dans\sla\slimite|exceder|depasser|jusqu'a|total[e]?)\s*(?:est\s|sera\s)?(?:d[e']|a|:)?\s*$"
)
_DAYS_A_WEEK = 7
_DAYS = re.compile(
    r"\b(?:duree|pendant|delai\sd'execution\sde|chantier\sde)\s+(?:de\s+)?(?P<days>\d+)\s+(?P<unit>jours?)\b"
)


@dataclass(frozen=True, slots=True)
class DurationFound:
    """A duration read, its place in the folded text, and a French question when it is in doubt."""

    value: Duration | None
    start: int
    end: int
    doubt: str | None = None


def read_duration(wording: Wording, dated: Wording | None = None) -> DurationFound | None:
    """The term of the market, with its renewals; ``None`` when the message states none.

    ``dated`` is the same message with its dates, where ``wording`` has them blanked. Two different
    terms in one message give a doubt and no value, unless one is the other with its renewals.
    """
    text = wording.text
    stated = [m for m in _FIRM.finditer(text) if not _RATE_BEFORE.search(text[: m.start()])]
    renewal = read_renewal(text)
    stated = [m for m in stated if renewal is None or not renewal.start <= m.start() < renewal.end]
    most = [m for m in stated if _is_most(m, text)]
    firm = [m for m in stated if _is_term(m, text) and (m not in most or len(stated) == 1)]
    if renewal is not None:
        firm = _without_full_term(firm, renewal)
    if not firm:
        period = read_period(dated) if dated is not None else None
        if period is not None:
            between = Duration(months=Decimal(period.months), days=period.days)
            return _with_renewals(DurationFound(between, period.start, period.end), renewal)
        yearly = _YEARLY.search(text)
        if yearly is not None and renewal is not None:
            return _with_renewals(DurationFound(Duration(months=Decimal(12)), *yearly.span()), renewal)
        days = _DAYS.search(text)
        if days is None:
            return None
        return DurationFound(Duration(months=Decimal(0), days=int(days["days"])), days.start(), days.end())
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


def _is_most(match: re.Match[str], text: str) -> bool:
    """Whether the term is said to be the longest the market may last."""
    return bool(_MOST_AFTER.match(text[match.end() :]) or _MOST_BEFORE.search(text[: match.start()]))


def _is_term(match: re.Match[str], text: str) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if (_NOT_TERM_BEFORE.search(before) and not _TERM_BEFORE.search(before)) or _RATE_BEFORE.search(before):
        return False
    if _NOT_TERM_AFTER.match(after) and not (_MOST_AFTER.match(after) and _MARKET_BEFORE.search(before)):
        return False
    # « un mois », « une année » alone are rarely a term; « un an » is.
    return not (match["count"] in ("un", "une") and match["unit"].startswith("semaine"))


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
