"""What so many things at a price each come to: « 14 000 repas par an à 4,20 € », « 18 € la tonne, 3 500 tonnes »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_COUNT = r"(?<![\d.,])(?P<count>\d{1,3}(?:[ .]\d{3})+|\d{1,6})"
# People, faults, jobs, places and stretches of time are no things bought by the piece; a surface may be gone over each week.
_NO_THING = (
    r"(?:ans?|annees?|mois|jours?|semaines?|heures?|h|lots?|tranches?|phases?|euros?|ht|ttc|k|m|millions?|mille|points?|agents?|salarie\w*"
    r"|personnes?|ouvriers?|employe\w*|stagiaires?|titulaires?|candidats?|entreprises?|communes?|ecoles?|colleges?|sites?|batiments?|marches?"
    r"|enfants?|eleves?|usagers?|habitants?|residents?|convives?|participants?|beneficiaires?|jeunes|familles?|patients?|apprentis?|alternants?"
    r"|retards?|absences?|manquements?|infractions?|fautes?|defauts?|oublis?|cdi|cdd|etp|postes?|emplois?"
    r"|contrats?|devis|offres?|factures?|fois|m2|m²|m3|ml|km|ha|hectares?|metres?|pour|par|et|ou|a)"
)
_THING = rf"(?P<thing>(?!{_NO_THING}\b)[a-z][a-z0-9²'-]*)(?:\s(?!{_NO_THING}\b|budget\b|cout\b|estime)[a-z][a-z0-9'-]*){{0,4}}?"
_YEARLY = r"(?P<year>\s?(?:par\san|/\s?an|l'an|annuels?|chaque\sannee)\b)?"
_BEFORE = re.compile(
    rf"{_COUNT}\s(?:{_THING}{_YEARLY}\s?,?\s(?:a|au\sprix\sde|x|×|\*)|(?:x|×|\*))\s(?:environ\s)?$"
)
_AFTER = re.compile(
    rf"\s?(?:ht\s?)?(?:,|;|x|×|\*|et|pour|sur)\s?(?:environ\s|on\sa\s|soit\s)?{_COUNT}\s{_THING}{_YEARLY}(?=\s?(?:$|[,.;:?!)]|pour\b|sur\b|ht\b))"
)
# Things counted by the day, a penalty, or a sum told as the whole budget: what is counted is not what the market costs.
_NOT_COUNTED = re.compile(
    r"\bpenalites?\b|\bjours?\b|\bquotidien"
    r"|\b(?:budget|enveloppe)\b[^.;?!\n\d]{0,25}(?:\d{1,3}(?:[ .]\d{3})+|\d+(?:,\d+)?\s?(?:€|euros?\b|[km]€|[km]\b))"
    r"|(?:€|euros?)\s(?:ht\s)?(?:de\s|d')(?:budget|enveloppe)\b"
)
_OF_ANY = re.compile(r"piece|unite|chacun|l'un|pu\b")
_NOUN = re.compile(r"(?P<noun>[a-z]+[23²]?)\s*$")
_LARGEST_PRICE = Decimal(2000)
_LEAST_BARE_COUNT = 100
_STEM = 4


@dataclass(frozen=True, slots=True)
class Pieces:
    """How many things are bought, whether each year, and the place of their number and name in the folded text."""

    count: int
    yearly: bool
    start: int
    end: int


def pieces_bought(text: str, start: int, end: int, unit: str | None, price: Decimal) -> Pieces | None:
    """The things that the price at that place of the folded text, counted by ``unit`` where it is said, is the price of.

    ``None`` when no number of them is said, or when the unit is another thing.
    """
    if price >= _LARGEST_PRICE or _NOT_COUNTED.search(text):
        return None
    found = _BEFORE.search(text[:start])
    if found is not None:
        first, last = found.start(), end
    else:
        found = _AFTER.match(text, end) if unit else None
        if found is None:
            return None
        first, last = start, found.end()
    thing = found["thing"]
    count = int(re.sub(r"\D", "", found["count"]))
    named = _is_of(thing, unit) if thing else count >= _LEAST_BARE_COUNT
    return Pieces(count, bool(found["year"]), first, last) if count > 1 and named else None


def _is_of(thing: str, unit: str | None) -> bool:
    if not unit or _OF_ANY.search(unit):
        return True
    noun = _NOUN.search(unit)
    return noun is not None and noun["noun"][:_STEM] == thing[:_STEM]
