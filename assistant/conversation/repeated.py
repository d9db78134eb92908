"""A number said several times over: « 2 x 40 000 € », « deux tranches de 150 000 € chacune », « 5 agents à 100 h »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_TIMES_BEFORE = re.compile(r"(?<![\d.,])(?P<count>[1-9]\d?)\s?(?:x|×|\*|fois)\s?$")
# « renouvelable 3 fois 25 000 € »: the times are those of the renewals.
_RENEWED = re.compile(r"\b(?:renouvel|reconduct|reconduit|tacite)[a-z]*\s(?:[a-z]+\s){0,2}$")
_TIMES_AFTER = re.compile(
    r"\s?(?:x|×|\*|fois|multiplie\spar)\s?(?P<count>[1-9]\d?)\b(?!\s?(?:%|ans?\b|mois\b|annees?\b|x|×))"
)
_EACH_BEFORE = re.compile(
    r"(?<![\d.,])(?P<count>[1-9]\d?)\s(?P<things>[a-z'-]+(?:\s[a-z'-]+){0,3}?)\s(?:de|d'|a|pour|estimee?s?\sa|evaluee?s?\sa|qui\sfont|faisant"
    r"|a\shauteur\sde|a\sraison\sde)\s?(?:environ\s)?$"
)
_EACH_AFTER = re.compile(
    r"\s?,?\s?(?:[a-z]+\s){0,2}?(?:chacune?s?|par\s(?P<of>agent|salarie|personne|tete|tranche|phase|site|employe))\b"
)
# « 2 salariés, 90 heures par mois chacun »: only « chacun » makes the comma a « de ».
_EACH_AFTER_MARK = re.compile(
    r"(?<![\d.,])(?P<count>[1-9]\d?)\s(?P<things>[a-z'-]+(?:\s[a-z'-]+){0,3}?)\s?[,:(-]\s?(?:environ\s)?$"
)
_IN_ALL_AFTER = re.compile(r"\s?(?:[a-z]+\s){0,3}?(?:en\stout|au\stotal|ensemble|tous\sconfondus)\b")
_WORKERS = re.compile(
    r"\b(?:agents?|salarie[es]*|personnes?|employe[es]*|ouvriers?|ouvrieres?|techniciens?|techniciennes?|femmes\sde\smenage"
    r"|postes?|contrats?)\b"
)
_OF_ALL = re.compile(r"\bpour\s(?:environ\s)?$|\b(?:total|ensemble|volume|masse)\b")
_FULL_TIME = Decimal(160)


@dataclass(frozen=True, slots=True)
class Repeated:
    """How many times the number counts, and the place of the whole phrase in the folded text."""

    count: int
    start: int
    end: int


def repeated(text: str, start: int, end: int, *, monthly_hours: Decimal | None = None) -> Repeated | None:
    """How many times the number at that place counts; ``None`` when it is said once.

    ``monthly_hours`` is the number when it counts hours a month: « 5 agents à 100 h » is 500 h without « chacun ».
    """
    before, after = text[:start], text[end:]
    times = _TIMES_BEFORE.search(before)
    if times is not None and not _RENEWED.search(before[: times.start()]):
        return Repeated(int(times["count"]), times.start(), end)
    if times := _TIMES_AFTER.match(after):
        return Repeated(int(times["count"]), start, end + times.end())
    each = _EACH_AFTER.match(after)
    things = _EACH_BEFORE.search(before) or (_EACH_AFTER_MARK.search(before) if each is not None else None)
    if things is None or int(things["count"]) < 2 or _IN_ALL_AFTER.match(after):
        return None
    if each is not None:
        # « 3 écoles, 20 000 € par agent » does not count the schools.
        if each["of"] and each["of"] not in things["things"] and not _WORKERS.search(things["things"]):
            return None
        return Repeated(int(things["count"]), things.start(), end + each.end())
    # A month of full-time work is 151,67 hours: more is the hours of all, as « pour » says too.
    own = monthly_hours is not None and monthly_hours <= _FULL_TIME and not _OF_ALL.search(things.group())
    if own and _WORKERS.search(things["things"]):
        return Repeated(int(things["count"]), things.start(), end)
    return None
