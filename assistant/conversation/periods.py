"""A term given by its ends: « du 1er janvier 2027 au 31 décembre 2028 », « d'avril à septembre »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from assistant.conversation.wording import Wording

MONTH_NAMES = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)
# The number of each month by its abbreviation.
SHORT_MONTHS = {"janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_DATE = (
    r"(?P<day{n}>\d{{1,2}})(?:er)?(?:\s(?P<name{n}>"
    + "|".join(MONTH_NAMES)
    + r")|[/.-](?P<month{n}>\d{{1,2}})[/.-])"
    r"\s?(?P<year{n}>\d{{4}}|(?<=[/.-])\d\d)?"
)
_BEGINS = (
    r"(?:du|entre\sle|a\spartir\sdu|(?:debut|commenc|demarr)[a-z]{0,4}\s(?:le|au)"
    r"|(?:debut|demarrage|prise\sd'effet)(?:\s[a-z']+){0,3}\s?[:=]\s?(?:le)?)"
)
_ENDS = (
    r"(?:\s?,?\s(?:[a-z]+\s){0,4}?(?:au|le|jusqu'au)\s"
    r"|\s?[,;.\n-]?\s*(?:date\sde\s)?(?:fin|echeance|achevement)(?:\s[a-z']+){0,3}\s?[:=]?\s?(?:le\s)?)"
)
_PERIOD = re.compile(rf"\b{_BEGINS}\s?{_DATE.format(n=1)}{_ENDS}{_DATE.format(n=2)}")
# « Jusqu'au 31 décembre 2028, à compter du 1er janvier 2027 ».
_PERIOD_BACKWARDS = re.compile(
    rf"\bjusqu'au\s{_DATE.format(n=2)}\s?,?\s(?:[a-z]+\s){{0,3}}?(?:du|le)\s{_DATE.format(n=1)}"
)
_MONTH = (
    r"(?:(?:debut|fin|mi|la\smi|la\sfin|le\sdebut|courant)[\s-])?(?:du\s)?(?:mois\s(?:de\s|d'))?(?P<name{n}>"
    + "|".join(MONTH_NAMES)
    + r")\b(?:\s(?P<year{n}>20\d\d))?"
)
# « commencera en septembre 2027 et se terminera fin août 2028 ».
_STARTS = r"\b(?:debut|commenc|demarr|lanc|ouvr)[a-z]{1,7}\s(?:en|au|a|a\sla|des)\s"
_FINISHES = (
    r"\s?,?\s(?:et\s|pour\s)?(?:il\s)?(?:se\s|s')?(?:termin|achev|arret|fin|prend|prendr|cess|clotur)[a-z]{0,5}\s"
    r"(?:fin\s)?(?:en\s|au\s|a\s)?(?:la\s)?"
)
_BY_MONTHS = re.compile(
    rf"(?:\b(?:de|des|du|entre|depuis|a\spartir\s(?:de|du)|a\scompter\s(?:de|du))\s|\bd'|\bdebut\s|{_STARTS}){_MONTH.format(n=1)}"
    rf"(?:\s?,?\s(?:et\s)?(?:a|au|jusqu'(?:a|en|au)|en)\s(?:la\s)?|\set\s|\s?[-–]\s?|{_FINISHES}){_MONTH.format(n=2)}"
    rf"|(?<![\d-])\b(?P<short1>{'|'.join(MONTH_NAMES)})(?:\s(?P<shortyear1>20\d\d))?\s?(?:-|/|a|au)\s?(?P<short2>{'|'.join(MONTH_NAMES)})(?:\s(?P<shortyear2>20\d\d))?"
)
# « juillet et août 2027 »: two months named together are a term when one follows the other.
_TOGETHER = re.compile(
    rf"(?<![\d-])(?<!\d\s)\b(?P<short1>{'|'.join(MONTH_NAMES)})(?:\s(?P<shortyear1>20\d\d))?"
    rf"(?:\s?,\s?(?:{'|'.join(MONTH_NAMES)}))*\s?(?:et|&|\+)\s?(?P<short2>{'|'.join(MONTH_NAMES)})\b(?:\s(?P<shortyear2>20\d\d))?"
)
_EVENTS_BEFORE = re.compile(
    r"\b(?:reunion|visite|livraison|comite|conge|fermeture|vacance|reponse|paiement|facture|consultation)[a-z]*\b[^.,;:?!\n\d]{0,30}$"
)
_NAME = re.compile(rf"\b(?:{'|'.join(MONTH_NAMES)})\b")
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Period:
    """A term in whole months and the days left over, both ends counted, and its place in the folded text."""

    months: int
    days: int
    start: int
    end: int


def read_period(wording: Wording) -> Period | None:
    """The term between two dates or two months of the message; ``None`` without them, or when they are not in order.

    A first date without a year takes that of the second.
    """
    found = _PERIOD.search(wording.text) or _PERIOD_BACKWARDS.search(wording.text)
    if found is None or not found["year2"]:
        return _read_months(wording.text)
    last = _date(found, 2, found["year2"])
    first = _date(found, 1, found["year1"] or found["year2"])
    if first is None or last is None or last <= first:
        return None
    after = last + timedelta(days=1)
    months = (after.year - first.year) * _MONTHS_A_YEAR + after.month - first.month
    if after.day < first.day:
        months -= 1
    return Period(months, (after - _later(first, months)).days, found.start(), found.end())


def _read_months(text: str) -> Period | None:
    """The months from the first named to the last, both counted: « d'avril à septembre », « de juin 2027 à mai 2028 »."""
    found = _BY_MONTHS.search(text) or _months_together(text)
    if found is None:
        return None
    kind = "name" if found.groupdict().get("name1") else "short"
    first, last = (MONTH_NAMES.index(found[f"{kind}{rank}"]) for rank in (1, 2))
    years = [found[f"{'year' if kind == 'name' else 'shortyear'}{rank}"] for rank in (1, 2)]
    if years[0] and years[1]:
        apart = (int(years[1]) - int(years[0])) * _MONTHS_A_YEAR + last - first
    else:
        # Without both years, the last month is the next of its name.
        apart = (last - first) % _MONTHS_A_YEAR
    return Period(apart + 1, 0, found.start(), found.end()) if apart >= 0 else None


def _months_together(text: str) -> re.Match[str] | None:
    """Months enumerated one after the other without a gap; ``None`` when some are skipped."""
    found = _TOGETHER.search(text)
    if found is None or _EVENTS_BEFORE.search(text[: found.start()]):
        return None
    named = [MONTH_NAMES.index(name) for name in _NAME.findall(found.group())]
    follows = all((later - month) % _MONTHS_A_YEAR == 1 for month, later in pairwise(named))
    return found if follows else None


def _date(found: re.Match[str], rank: int, year: str) -> date | None:
    name = found[f"name{rank}"]
    month = MONTH_NAMES.index(name) + 1 if name else int(found[f"month{rank}"])
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, int(found[f"day{rank}"]))
    except ValueError:
        return None


def _later(first: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(first.month - 1 + months, _MONTHS_A_YEAR)
    start_of_next = date(first.year + year + (month + 1) // _MONTHS_A_YEAR, (month + 1) % _MONTHS_A_YEAR + 1, 1)
    longest = (start_of_next - timedelta(days=1)).day
    return date(first.year + year, month + 1, min(first.day, longest))
