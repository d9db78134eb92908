"""Renewals of a term in French: how many are announced, and how long each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

RENEWALS_COVERED = re.compile(
    r"\b(?:reconductions?|renouvellements?)\s(?:eventuelle?s?\s|possibles?\s)?(?:comprise?s?|incluse?s?|compris)\b"
    r"|\b(?:toutes|avec)\s(?:les\s)?(?:reconductions|periodes)\s(?:comprises|incluses|confondues|cumulees)\b|\by\scompris\s(?:les\s)?(?:reconductions|renouvellements)\b"
)
_LENGTH = r"(?P<length>\d+|une?)\s(?P<length_unit>ans?|annees?|mois)"
_RENEWED = re.compile(
    r"(?:(?:\b(?:reconductibles?|renouvelables?|reconduits?|renouvele|tacitement\s+reconductibles?|renouv|reconduct?|recond|avec|et|plus|puis)\b\.?|\+)"
    r"(?P<between>(?:(?!\d\s?(?:ans?|annees?|mois)\b|\bune?\s(?:an|annee|mois)\b)[^.;\n?!]){0,40}?))?"
    r"\b(?P<times>\d+|une|un|trois|deux)(?:\s+(?=\w)|(?=x\b))(?(between)(?:fois|x(?!\s?\d)|reconductions?|renouvellements?|periodes?)|(?:reconductions?|renouvellements?))"
    r"(?:(?:(?!initial|ferme|premi)[^.;\n?!]){0,25}?(?:d'|de\s|pour\s|par\speriodes?\sde\s)?(?P<length>\d+|une?)\s+(?P<length_unit>ans?|annees?|mois))?"
)
# « Tonte + taille 2 fois par mois », with no word of a renewal, tells how often the work is done.
_OFTEN = re.compile(
    r"(?:et|avec|plus|puis|\+)(?:(?!reconduct|recond\b|renouv)[^.;\n?!])*?\d+\s?(?:fois|x)\s?"
    r"(?:(?:par|chaque|dans\sl[ae']?)\s?|/\s?)(?:jour|semaine|sem\b|mois|trimestre|semestre|saison|an\b|annee)"
)
_BY_PERIOD = re.compile(
    rf"(?:\+|puis|plus|renouvelables?|reconductibles?|(?:renouv|reconduct?|recond)\b\.?)\s*(?P<times>\d+)\s*(?:x|fois)\s*{_LENGTH}"
)
# « reconduction d'un an, deux fois ».
_EACH_TIMES = re.compile(
    rf"\b(?:reconduct|renouvel)\w*\s(?:possibles?\s|tacites?\s|tacitement\s|expresses?\s)?(?:pour\s|par\s(?:periodes?|tranches?)\s(?:de\s|d')|de\s|d'){_LENGTH}"
    r"\s?,?\s(?:chacune?\s)?(?:possibles?\s)?(?P<times>\d+|une)\sfois\b"
)
# « un an, trois fois reconductible ».
_TIMES_FIRST = re.compile(
    r"\b(?P<times>\d+|une)\s?(?:fois|x)\s(?:tacitement\s|expressement\s)?(?:reconductible|renouvelable)s?\b"
    rf"(?:\s(?:pour\s|par\s(?:periodes?|tranches?)\s(?:de\s|d'))?(?:une\sduree\s(?:de\s|d'))?{_LENGTH})?"
)
# « Reconduction : 3 x 1 an », « reconductions possibles : 2 ».
_LABELLED = re.compile(
    r"\b(?:reconductions?|renouvellements?)\s?(?:tacites?\s?|possibles?\s?|expresses?\s?|prevue?s?\s?){0,2}[:=]\s?(?P<times>\d+|une)\b"
    rf"(?!\s?(?:ans?|annees?|mois|%))\s?(?:fois|x)?\s?(?:(?:d'|de\s)?{_LENGTH})?"
)
# « 36 mois fermes puis 12 mois en option »: one renewal, told by its length.
_OPTION = re.compile(
    rf"(?:\bpuis|\bplus|\bet|\+|,)\s*{_LENGTH}\s"
    r"(?:en\soptions?|optionnel(?:le)?s?|facultati(?:fs?|ves?)|de\sreconductions?|reconductibles?|eventuel(?:le)?s?)\b"
)
# « 1 an + 1 an + 1 an »: renewals told one by one.
_CHAIN = re.compile(
    r"(?:\ban|\bans|\bmois|annees?)(?:\sfermes?)?(?P<chain>(?:\s?\+\s?(?:\d+|une?)\s(?:ans?|annees?|mois))+)"
)
_LINK = re.compile(_LENGTH)
_MONTHS = {"an": 12, "annee": 12, "semestre": 6, "trimestre": 3, "mois": 1}


@dataclass(frozen=True, slots=True)
class Renewal:
    """How many renewals, the months of each (``None``: as the firm period), their place in the folded text."""

    times: int
    months: Decimal | None
    start: int
    end: int


def read_renewal(text: str) -> Renewal | None:
    """The renewals a folded text announces with their number; ``None`` when it gives none."""
    counted = (
        _EACH_TIMES.search(text)
        or _TIMES_FIRST.search(text)
        or _LABELLED.search(text)
        or next((found for found in _RENEWED.finditer(text) if not _OFTEN.match(text, found.start())), None)
        or _BY_PERIOD.search(text)
    )
    if counted is not None:
        length = counted["length"]
        months = count_of(length) * months_of(counted["length_unit"]) if length else None
        return Renewal(int(count_of(counted["times"])), months, counted.start(), counted.end())
    chain = _CHAIN.search(text)
    if chain is not None:
        links = [count_of(m["length"]) * months_of(m["length_unit"]) for m in _LINK.finditer(chain["chain"])]
        if len(set(links)) == 1:
            return Renewal(len(links), links[0], chain.start("chain"), chain.end())
    option = _OPTION.search(text)
    if option is not None:
        months = count_of(option["length"]) * months_of(option["length_unit"])
        return Renewal(1, months, option.start(), option.end())
    return None


def months_of(unit: str) -> int:
    """The months of a unit of time as folded (« ans », « trimestre », « mois »)."""
    return next(months for name, months in _MONTHS.items() if unit.startswith(name))


def count_of(written: str) -> Decimal:
    """A number as written, « un » and « une » included."""
    words = {"un": 1, "une": 1, "deux": 2, "trois": 3}
    return Decimal(words[written]) if written in words else Decimal(written.replace(",", "."))
