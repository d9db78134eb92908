"""Quantities and article numbers written in a French text: what verification compares.

A quantity is a value with the class of its unit (``€``, ``%``, ``h``, ``jour``, ``mois``, ``an``, a date,
or nothing); « cinquante millions d’euros » and « 50 000 000 € » are the same one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from text_to_num import alpha2digit

_SPACES = "\u00a0\u202f\u2009"
_NUMBER = r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_UNIT = (
    r"%|pour cent|pourcents?|€\s?/\s?h|euros? (?:par|de l['’]) ?heure|k€|m€|md€|€|euros?"
    r"|millions?|milliards?|mille|heures?|h\b|jours?|semaines?|mois|an(?:née)?s?\b|personnes?|fois|lots?|km|points?"
)
_QUANTITY = re.compile(
    rf"(?<![\w.,-])(?P<number>{_NUMBER})(?P<scale>\s?(?:k|m|md|millions?|milliards?)(?=\s?(?:€|d['’]\s?euros?|euros?)))?"
    rf"(?:\s?(?:d['’]\s?)?(?P<unit>{_UNIT}))?(?![\w]|-\d|,\d)",
    re.IGNORECASE,
)
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_DATE = re.compile(rf"\b(\d{{1,2}})(?:er)? ({'|'.join(_MONTHS)}) (\d{{4}})\b", re.IGNORECASE)
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_SLASH_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_SCALES = {"k": 10**3, "m": 10**6, "md": 10**9, "million": 10**6, "milliard": 10**9, "mille": 10**3}
_UNITS = {
    "%": "%", "pour cent": "%", "pourcent": "%", "€": "€", "euro": "€", "k€": "k€", "m€": "m€", "md€": "md€",
    "heure": "h", "h": "h", "jour": "jour", "semaine": "semaine", "mois": "mois", "an": "an", "année": "an",
}  # fmt: skip

_TENS = ("vingt", "trente", "quarante", "cinquante", "soixante")
_ALONE = re.compile(
    "(?<![-\\w])"
    + "".join(f"(?<!{word} )" for word in (*_TENS, "cent", "mille"))
    + r"deux\b(?!-| (?:cents?|mille|millions?)\b)",
    re.IGNORECASE,
)
_ONE = re.compile(
    "(?<!-)"
    + "".join(f"(?<!{word} et )" for word in _TENS)
    + r"\bune? (?=(?:ans?|années?|mois|jours?|semaines?|heures?)\b)",
    re.IGNORECASE,
)
# « L. 2113-12 », « article R*2122-8 », « L.2113-13-1 », « D 2111-3 », « 2113-12 » after « article ».
_ARTICLE = re.compile(
    # « a 40 000 euros » has lost an accent, not named an article.
    r"\b(?P<letter>[LRD]|(?-i:A)(?=[\s.]{0,3}\d+-))\s?\.?\s?\*?\s?(?P<number>\d{1,4}(?:-\d{1,3}){0,3})\b(?!\s?(?:€|%|h\b))",
    re.IGNORECASE,
)
_BARE_ARTICLE = re.compile(r"\barticles?\s+(?P<number>\d{4}-\d{1,3}(?:-\d{1,2})?)\b", re.IGNORECASE)
_CCAG = re.compile(
    r"\barticle\s+(?P<n1>\d+(?:\.\d+)*)\s+du\s+CCAG[- ](?P<c1>\w+)"
    r"|\bCCAG[- ](?P<c2>\w+),?\s+(?:article\s+)?(?P<n2>\d+(?:\.\d+)*)",
    re.IGNORECASE,
)
_OTHER_CODE = re.compile(
    r"^\s*du\s+code\s+(?:du\s+travail|de\s+l['’]action|p[ée]nitentiaire|g[ée]n[ée]ral)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value and the class of its unit, and the words it was written with."""

    value: str
    unit: str
    words: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What two writings of one quantity share."""
        return self.value, self.unit


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, numbers in letters included; article numbers are not quantities."""
    plain = _without_articles(_normalised(text))
    found = [*_dates(plain)]
    plain = _SLASH_DATE.sub(" ", _ISO_DATE.sub(" ", _DATE.sub(" ", plain)))
    for match in _QUANTITY.finditer(_digits(plain)):
        value = Decimal(_grouped(match["number"]).replace(",", "."))
        unit = (match["unit"] or "").lower()
        scale = (match["scale"] or "").strip().lower().rstrip("s")
        value *= _SCALES.get(scale, 1)
        if unit in {"k€", "m€", "md€"}:
            value, unit = value * _SCALES[unit[:-1]], "€"
        elif unit.rstrip("s") in {"million", "milliard", "mille"}:
            value, unit = value * _SCALES[unit.rstrip("s")], "€"
        elif re.match(r"€\s?/|euros? (?:par|de l)", unit):
            unit = "€"
        found.append(
            Quantity(_canonical(value), _UNITS.get(unit, _UNITS.get(unit.rstrip("s"), "")), match[0].strip())
        )
    return tuple(found)


def article_refs(text: str) -> tuple[str, ...]:
    """The article numbers of a text, normalised (``L2113-12``, ``CCAG-FCS 16.1``), in order, once each.

    Numbers of another code (« L. 5213-13 du code du travail ») carry its name: ``L5213-13 (travail)``.
    """
    plain = _normalised(text)
    refs: dict[str, None] = {}
    for match in _ARTICLE.finditer(plain):
        if len(match["number"]) < 2 and match["letter"].upper() != "L":
            continue
        ref = f"{match['letter'].upper()}{match['number']}"
        other = _OTHER_CODE.match(plain[match.end() :])
        refs[f"{ref} (travail)" if other and "travail" in other[0].lower() else ref] = None
    for match in _BARE_ARTICLE.finditer(plain):
        refs[match["number"]] = None
    for match in _CCAG.finditer(plain):
        family = (match["c1"] or match["c2"]).capitalize()
        refs[f"CCAG-{'FCS' if family.upper() == 'FCS' else family} {match['n1'] or match['n2']}"] = None
    return tuple(refs)


def _without_articles(plain: str) -> str:
    plain = _CCAG.sub(" ", plain)
    plain = re.sub(r"\bn° ?\d[\d-]*", " ", plain)
    return _BARE_ARTICLE.sub(" ", _ARTICLE.sub(" ", plain))


def _dates(plain: str) -> list[Quantity]:
    written = [
        (match[3], _MONTHS.index(match[2].lower()) + 1, int(match[1]), match[0]) for match in _DATE.finditer(plain)
    ]
    written += [(m[1], int(m[2]), int(m[3]), m[0]) for m in _ISO_DATE.finditer(plain)]
    written += [(m[3], int(m[2]), int(m[1]), m[0]) for m in _SLASH_DATE.finditer(plain)]
    return [Quantity(f"{year}-{month:02}-{day:02}", "date", words) for year, month, day, words in written]


def _normalised(text: str) -> str:
    plain = re.sub(f"[{_SPACES}]", " ", text).replace("\u2011", "-")
    # « cent » would be read as a hundred.
    return re.sub(r"\bpour ?cents?\b", "%", plain, flags=re.IGNORECASE)


@lru_cache(maxsize=4096)
def _digits(plain: str) -> str:
    """Numbers in letters become digits; « un » and « une » alone stay words, being articles."""
    scaled = re.sub(r"(\d)\s(millions?|milliards?)\b", r"\1\2", plain)
    # The library leaves the smallest numbers alone, « un » being an article too: a unit after them decides.
    scaled = _ONE.sub("1 ", scaled)
    # « vingt-deux », « cent deux » are numbers of several words: the library reads them whole.
    scaled = _ALONE.sub("2", scaled)
    return re.sub(r"(\d)(millions?|milliards?)\b", r"\1 \2", str(alpha2digit(scaled, "fr")))


def _grouped(number: str) -> str:
    return re.sub(r"[ .](?=\d{3}(?:\D|$))", "", number)


def _canonical(value: Decimal) -> str:
    return format(value.normalize(), "f")


def plain_spaces(text: str) -> str:
    """The text with one kind of apostrophe and single ordinary spaces: how texts are compared."""
    return re.sub(r"\s+", " ", _normalised(text).replace("’", "'")).strip()
