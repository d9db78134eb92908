"""Another département that a message names: the directory of structures holds none of it."""

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
    name: re.compile(rf"{_AT}(?:{words})\b|\({number}\)|\bdans le {number}\b(?! \w)")
    for name, (number, words) in _NEIGHBOURS.items()
}


def department_elsewhere(message: str) -> str | None:
    """The name, with its article, of a département beside the Landes that a message is about; ``None`` when it names none."""
    said = folded(message)
    return next((name for name, named in _NAMED.items() if named.search(said)), None)
