"""When a consultation is launched or its notice sent: « lancée le 3 juillet 2026 », « on envoie l'avis mi-septembre »."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from assistant.conversation.periods import MONTH_NAMES, SHORT_MONTHS
from assistant.conversation.withdrawn import is_withdrawn
from assistant.market import Fact, Launch
from assistant.rules.launch import LEAP_YEAR

_MONTH = "|".join((*MONTH_NAMES, *SHORT_MONTHS))
_DATE = re.compile(
    rf"(?<![\w/])(?:(?P<day>\d{{1,2}})(?:er)?\s|(?P<part>debut|mi|fin)(?:\s|-)(?:du\s)?(?:mois\s)?(?:de\s|d')?)?(?P<month>{_MONTH})\b\.?"
    r"(?:\s(?:de\s(?:l'annee\s)?)?(?P<year>20\d\d))?(?![\w-])"
    r"|(?<![\d/])(?P<day2>\d{1,2})/(?P<month2>\d{1,2})(?:/(?P<year2>20\d\d|\d\d))?(?![\d/])"
    r"|\b(?:en|debut|mi|fin|courant|annee)[\s-](?P<year3>20\d\d)\b"
)
_PARTS = {"debut": (1, 10), "mi": (11, 20), "fin": (21, 31)}
# What goes out: the notice, the file, the consultation itself.
_NOTICE = (
    r"avis(?!\s(?:d(?:u\s(?!(?:marche|lot)\b)|es\s|'(?!appel\b)|e\s(?!(?:la\s|l')?(?:marche|consultation|publicite|pre-?information|concession|mise"
    r"|appel)\b))|favorable|defavorable|technique|juridique))"
)
_SENT = (
    rf"(?:{_NOTICE}|aapc|consultation|consult|appel\sd'offres?|dce|mapa|procedure|marche|accord[- ]cadre|annonce|publicite"
    r"|dossier\sde\s(?:la\s)?consultation)"
)
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
    r"|fini(?:s|t|r|e|es|ssons|ssent|ra|ront)?|acheve\w*|achev(?:ons|ement)|arrete\w*|prend\w*\sfin|livr\w+|ordre\sde\sservice|reunions?|visites?|attribu\w+|jusqu'au|remise|limite|reception|depot|resili\w+|echeance|termine\w*|expir\w*"
    r"|fin\sde\s(?:marche|contrat)|arrive\w*\s(?:fin|a\s(?:son\s)?terme))\b"
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
_CORRECTS = (
    r"^(?:(?:non|pardon|oups|ah|ok|bon|alors|donc|et|mais|si|finalement|plutot|en\sfait|ce|c'est|c'etait|sera|serait|etait|on|le|la|l'|dit|disons"
    r"|en|au|pour|debut|fin|mi|courant|a|date|avant)[\s,]+)*"
)
_INSTEAD = re.compile(rf"{_CORRECTS}$")
# « c'était le 12 », of a month known.
_DAY_ALONE = re.compile(
    rf"{_CORRECTS}(?<!\bavant\s)le\s(?P<day>[12]?\d|3[01])(?:er)?\s?(?:du\smois\s?)?[.?!]*\s*$"
)
# « le 3/4 » is a day, « 3/4 des annonces » a part of them.
_OF_A_DAY = re.compile(r"(?:\b(?:le|au|du)|[:=])\s?$")
_EVE = re.compile(r"\b(?:avant|anterieure?s?\sau?|anterieurement\sau?)\s?(?:le\s|l'annee\s|la\s)?$")
# From a day on, which day is not told.
_FROM = re.compile(
    r"\b(?:apres|a\s(?:partir|compter)\sd[eu']|au[- ]dela\sd[eu']|posterieure?s?\sau?|posterieurement\sau?|passe)"
    r"\s?(?:le\s|l'annee\s|la\s)?$"
)
# « les consultations lancées avant… sont-elles concernées ? » asks of all of them.
_OF_ALL = re.compile(
    r"\b(?:(?:les|des|aux|toutes)\s(?:consultations|marches|procedures|contrats|appels\sd'offres?|avis|mapas?"
    r"|accords[- ]cadres|dce|concessions)|celles|ceux)"
    r"\s(?:dont|pour\slesquel\w+|qui\b|(?:(?!(?:ont|sont|seront|ete|etaient|avaient|le|la|au)\b)[a-z'-]+\s){0,4}?"
    r"(?:lances|lancees|publies|publiees|envoyes|envoyees|engages|engagees)\b)"
)
_NEAR = 60
_NEAR_AFTER = 40
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
    dates = [m for m in _DATE.finditer(text) if _is_date(m, text)]
    told = [(m, cue) for m in dates if (cue := _cue(m, dates, text)) is not None]
    told = [(m, cue) for m, cue in told if not _FROM.search(text[: m.start()]) and not _OF_ALL.search(cue)]
    if not told:
        if known is not None and known.month is not None and (day := _DAY_ALONE.match(text)):
            if not _exists(int(day["day"]), known.month, known.year):
                return None
            same = known.model_copy(update={"days": (int(day["day"]),) * 2, "before": False})
            return LaunchFound(same, *day.span("day"))
        if known is None or len(dates) != 1 or not _INSTEAD.match(text[: dates[0].start()]):
            return None
        return _found(dates[0], known, text, past=known.past)
    again = [one for one in told if _AGAIN.search(one[1])]
    chosen, cue = (again or told)[-1]
    return _found(chosen, known, text, past=bool(_PAST.search(cue)))


def _is_date(match: re.Match[str], text: str) -> bool:
    """Whether the numbers are a date that stands; a bound (« avant le 3 mars ») takes nothing back."""
    before = text[: match.start()]
    if match["day2"] and not match["year2"] and not _OF_A_DAY.search(before):
        return False
    return bool(_EVE.search(before)) or not is_withdrawn(text, *match.span())


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


def _found(date: re.Match[str], known: Launch | None, text: str, *, past: bool) -> LaunchFound | None:
    launch = _launch(date, known, past=past)
    if launch is not None and _EVE.search(text[: date.start()]):
        launch = _eve(launch)
    return LaunchFound(launch, *date.span()) if launch is not None else None


def _launch(date: re.Match[str], known: Launch | None, *, past: bool) -> Launch | None:
    year = date["year"] or date["year2"] or date["year3"]
    if date["year3"]:
        return Launch(year=int(date["year3"]), past=past)
    month = _month(date)
    told = int(year) + (2000 if len(year) == 2 else 0) if year else None
    same_year = known.year if known is not None and told is None else None
    day = int(date["day"] or date["day2"] or 0)
    if not 1 <= month <= _MONTHS_A_YEAR or (day and not _exists(day, month, told or same_year)):
        return None
    days = (day, day) if day else _PARTS.get(date["part"] or "")
    return Launch(year=told or same_year, month=month, days=days, past=past, supposed=same_year is not None)


def _eve(launch: Launch) -> Launch | None:
    """The last day before the one told, or ``None`` where no day is told: « avant mi-septembre », « avant 2027 »."""
    if launch.month is None or (launch.days is not None and launch.days[0] != launch.days[1]):
        return None
    first = launch.days[0] if launch.days else 1
    if first > 1:
        return launch.model_copy(update={"days": (first - 1, first - 1), "before": True})
    if launch.month == 1 and launch.year is None:
        return None
    year = launch.year - 1 if launch.month == 1 and launch.year is not None else launch.year
    month = launch.month - 1 or _MONTHS_A_YEAR
    last = monthrange(year or LEAP_YEAR, month)[1]
    return launch.model_copy(update={"year": year, "month": month, "days": (last, last), "before": True})


def _exists(day: int, month: int, year: int | None) -> bool:
    """Whether that month has that day, in the year where it is known."""
    return 1 <= day <= monthrange(year or LEAP_YEAR, month)[1]


def _month(date: re.Match[str]) -> int:
    name = date["month"]
    if not name:
        return int(date["month2"])
    return SHORT_MONTHS.get(name) or MONTH_NAMES.index(name) + 1
