"""A département beside the Landes that a message asks about: the directory holds the structures of the Landes only."""

from __future__ import annotations

import re

from assistant.folding import folded

# The neighbours of the Landes: their number, and the names that a buyer there gives.
_NEIGHBOURS = {
    "la Gironde": (
        "33",
        r"gironde|bordeaux|arcachon|la teste(?:[- ]de[- ]buch)?|gujan(?:[- ]mestras)?|langon|libourne|merignac|pessac"
        r"|bazas|biganos",
    ),
    "les Pyrénées-Atlantiques": (
        "64",
        r"pyrenees[- ]atlantiques|pau|lescar|orthez|oloron|mourenx|billere|bayonne|anglet|biarritz|hendaye"
        r"|saint[- ]jean[- ]de[- ]luz|salies[- ]de[- ]bearn|bearn|pays basque",
    ),
    "le Gers": ("32", r"gers|auch|condom|nogaro|eauze"),
    "le Lot-et-Garonne": ("47", r"lot[- ]et[- ]garonne|agen|marmande|villeneuve[- ]sur[- ]lot|casteljaloux|nerac"),
}
_AT = (
    r"\b(?:a|au|aux|en|dans|sur|vers|pres d[e']|autour d[e']|cote|(?:ville|commune|mairie|agglo\w*|departement) d[eu'])"
    r"\s?(?:la |le |les |l')?"
)
_NAMED = {
    name: re.compile(rf"(?<!\bpas )(?<!\bnon )(?:{_AT}(?:{words})\b|\bdans le {number}\b(?! \w))")
    for name, (number, words) in _NEIGHBOURS.items()
}
# « À Tonneins (47) »: a number in brackets is that of a département after the name of a place only.
_NUMBERED = {
    name: re.compile(rf"(?<!\bpas )\b(?:[àaÀA]|sur|vers|de|d['’])\s?[A-ZÀ-Ý][\w'’-]+\s?\({number}\)")
    for name, (number, _) in _NEIGHBOURS.items()
}
# « Notre siège est à Bayonne mais le chantier dans les Landes ».
_IN_THE_LANDES = re.compile(
    r"(?<!hors )(?<!dehors )(?<!pas )\b(?:dans|cote|pour|sur) les landes\b|\(40\)|\bdans le 40\b"
)


def department_elsewhere(message: str) -> str | None:
    """The name, with its article, of a département beside the Landes that a message asks about.

    ``None`` when it names none, names one to set it aside, or names the Landes as well.
    """
    said = folded(message)
    if _IN_THE_LANDES.search(said):
        return None
    named = (name for name in _NEIGHBOURS if _NAMED[name].search(said) or _NUMBERED[name].search(message))
    return next(named, None)
