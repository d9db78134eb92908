"""When a consultation is launched or its notice sent: « lancée le 3 juillet 2026 », « on envoie l'avis mi-septembre »."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from assistant.conversation.periods import MONTH_NAMES
from assistant.conversation.withdrawn import is_withdrawn
from assistant.market import Fact, Launch

_SHORT = {"janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_MONTH = "|".join((*MONTH_NAMES, *_SHORT))
_DATE = re.compile(
    rf"(?<![\w/])(?:(?P<day>\d{{1,2}})(?:er)?\s|(?P<part>debut|mi|fin)(?:\s|-)(?:du\s)?(?:mois\s)?(?:de\s|d')?)?(?P<month>{_MONTH})\b\.?"
    r"(?:\s(?:de\s(?:l'annee\s)?)?(?P<year>20\d\d))?(?![\w-])"
    r"|(?<![\d/])(?P<day2>\d{1,2})/(?P<month2>\d{1,2})(?:/(?P<year2>20\d\d|\d\d))?(?![\d/])"
    r"|\b(?:en|debut|mi|fin|courant|annee)[\s-](?P<year3>20\d\d)\b"
)
_PARTS = {"debut": (1, 10), "mi": (11, 20), "fin": (21, 31)}
# What goes out: the notice, the file, the consultation itself.
_SENT = r"(?:avis|aapc|consultation|consult|appel\sd'offres?|dce|mapa|procedure|marche|accord[- ]cadre|annonce|publicite|dossier)"
_OUT = (
    r"(?:part(?:ie?s?|ira|irait)?|sort(?:ie?s?|ira)?|ouvert(?:e|s|es|ure)?|engagee?s?|envoye?e?s?|parai[st]\w*|paru\w*|diffuse\w*"
    r"|publie\w*|mise?s?\sen\sligne)"
)
_LAUNCHED = re.compile(
    r"\b(?:re)?lanc(?:e|ee|ees|es|er|era|erai|erons|eront|ons|ez|ement|ait|erait)\b"
    r"|\b(?:re)?publi(?:e|ee|es|er|era|erons|ons|ez|cation)\b|\bmise?s?\sen\sligne\b|\b(?:boamp|joue|profil\s(?:d')?acheteur)\b"
    rf"|\b(?:envo(?:i|ie|is|yer|yons|yez|ye|yee|ient|yait)|enverr\w+|diffus\w+)\s(?:\w+\s){{0,2}}?(?:l'|d'|de\sl')?{_SENT}\b"
    rf"|\b{_SENT}\s(?:[a-z'-]+\s){{0,4}}?{_OUT}\b|\bdate\sd'envoi\b|\benvoi\s(?:a\sla\spublication|de\sl'avis)\b"
)
# What is launched or published besides a consultation, and what else a date may be of.
_OTHER = re.compile(
    r"\b(?:lois?|decrets?|textes?|arretes?|ordonnances?|reformes?|code|circulaires?|jurisprudence|guides?|etudes?|diagnostics?|schema"
    r"|chantiers?|travaux\s(?:sont|ont|seront|demarr|commenc)|notifi\w+|signe\w*|signature|execution|demarr\w+|debut\w+|commenc\w+"
    r"|livr\w+|ordre\sde\sservice|reunions?|visites?|attribu\w+|jusqu'au|remise|limite|reception|depot|resili\w+|echeance|termine\w*|expir\w*)\b"
)
_OF_WORKS = re.compile(
    r"^\s(?:des?\s|du\s|les?\s|la\s|l'|un\s|une\s|notre\s)(?:travaux|chantier|etude|projet|operation|programme|reflexion|diagnostic)\b"
)
_ENDS = re.compile(r"[.;?!\n](?!\d)")
_PAST = re.compile(
    r"\b(?:a|ai|as|avons|avez|ont|ete|etait|est|sont)\s(?:deja\s|bien\s|ete\s)*(?:re)?(?:lance|publie|envoye|diffuse)e?s?\b"
    r"|\b(?:re)?(?:lancee|publiee|envoyee|engagee|parti|partie|paru|parue|lances|publies)s?\b|\betait\b"
)
_AGAIN = re.compile(r"\bre(?:lanc|publi)")
_INSTEAD = re.compile(
    r"^(?:(?:non|pardon|oups|ah|ok|bon|alors|donc|et|mais|si|finalement|plutot|en\sfait|ce|c'est|c'etait|sera|serait|etait|on|le|la|l'|dit|disons"
    r"|en|au|pour|debut|fin|mi|courant|a|date)[\s,]+)*$"
)
# « c'était le 12 », of a month known.
_DAY_ALONE = re.compile(r"^[^\d.;?!\n]{0,30}\ble\s(?P<day>[12]?\d|3[01])(?:er)?\s?(?:du\smois\s?)?[.?!]*\s*$")
_NEAR = 60
_NEAR_AFTER = 40
# Any leap year holds every day a month may have.
_LEAP_YEAR = 2028
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class LaunchFound:
    """The launch read, and its place in the folded text."""

    value: Launch
    start: int
    end: int


def read_launch(text: str, previous: Fact[Launch] | None) -> LaunchFound | None:
    """The launch the folded message tells, that of the new consultation where there is one; ``None`` if it tells none.

    Where a launch is known by the ``previous`` turns, a date said alone takes its place, and one without a year is of
    its year.
    """
    known = previous.value if previous else None
    dates = [m for m in _DATE.finditer(text) if not is_withdrawn(text, *m.span())]
    told = [(m, cue) for m in dates if (cue := _cue(m, dates, text)) is not None]
    if not told:
        if known is not None and known.month is not None and (day := _DAY_ALONE.match(text)):
            if not _exists(int(day["day"]), known.month, known.year):
                return None
            same = known.model_copy(update={"days": (int(day["day"]),) * 2})
            return LaunchFound(same, *day.span("day"))
        if known is None or len(dates) != 1 or not _INSTEAD.match(text[: dates[0].start()]):
            return None
        return _found(dates[0], known, past=known.past)
    again = [one for one in told if _AGAIN.search(one[1])]
    chosen, cue = (again or told)[-1]
    return _found(chosen, known, past=bool(_PAST.search(cue)))


def _cue(date: re.Match[str], dates: list[re.Match[str]], text: str) -> str | None:
    """The words that make a date that of a launch; ``None`` where it is of something else."""
    floor = max((m.end() for m in dates if m.end() <= date.start()), default=0)
    before = _ENDS.split(text[max(floor, date.start() - _NEAR) : date.start()])[-1]
    said = list(_LAUNCHED.finditer(before))
    if said:
        of_else = _OTHER.search(before) or _OF_WORKS.match(before[said[-1].end() :])
        return None if of_else else before
    ceiling = min((m.start() for m in dates if m.start() >= date.end()), default=len(text))
    after = _ENDS.split(text[date.end() : min(ceiling, date.end() + _NEAR_AFTER)])[0]
    following = _LAUNCHED.search(after)
    if following is None or _OTHER.search(after[: following.end()]) or _OTHER.search(before[-25:]):
        return None
    return None if _OF_WORKS.match(after[following.end() :]) else after[: following.end()]


def _found(date: re.Match[str], known: Launch | None, *, past: bool) -> LaunchFound | None:
    year = date["year"] or date["year2"] or date["year3"]
    if date["year3"]:
        return LaunchFound(Launch(year=int(date["year3"]), past=past), *date.span())
    month = _month(date)
    told = int(year) + (2000 if len(year) == 2 else 0) if year else None
    same_year = known.year if known is not None and told is None else None
    day = date["day"] or date["day2"]
    if not 1 <= month <= _MONTHS_A_YEAR or (day and not _exists(int(day), month, told or same_year)):
        return None
    days = (int(day), int(day)) if day else _PARTS.get(date["part"] or "")
    if same_year is not None:
        return LaunchFound(Launch(year=same_year, month=month, days=days, past=past, supposed=True), *date.span())
    return LaunchFound(Launch(year=told, month=month, days=days, past=past), *date.span())


def _exists(day: int, month: int, year: int | None) -> bool:
    """Whether that month has that day, in the year where it is known."""
    return 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1]


def _month(date: re.Match[str]) -> int:
    name = date["month"]
    if not name:
        return int(date["month2"])
    return _SHORT.get(name) or MONTH_NAMES.index(name) + 1
