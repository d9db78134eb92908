"""A building told with its own sum is one to build: « un gymnase de 3,1 M€ », « la future école, 2 millions »."""

from __future__ import annotations

import re

from assistant.market import MarketNature

_ROOM = r"salles?\s(?:des\sfetes|polyvalente|de\ssports?|omnisports?|de\sspectacles?)"
_HOUSE = r"maisons?\s(?:de\ssante|medicale|de\squartier|des\sassociations)"
_CENTRE = r"centres?\s(?:technique|de\sloisirs|culturel|aquatique|de\ssecours)"
_OTHERS = (
    r"gymnases?|ecoles?|groupe\sscolaire|college|lycee|creches?|mediatheques?|bibliotheques?|piscines?|casernes?|ehpad|mairie"
    r"|ateliers?\smunicipa\w+|restaurant\sscolaire|stade|tribunes?"
)
_SUM = r"(?:de|d'|a|estime\w*\sa|pour)\s?(?:environ\s)?\d[\d .,]*\s?(?:m\b|m€|millions?|k€|k\b|000)"
_BUILDING = re.compile(
    r"\b(?:une?|l[ae]|notre|futur\w*|nouve\w+)\s(?:futur\w*\s|nouve\w+\s)?"
    rf"(?P<name>{_OTHERS}|{_ROOM}|{_HOUSE}|{_CENTRE})(?:\s(?!pour\b|par\b)[a-z'-]+){{0,3}}?\s?[,:(]?\s?{_SUM}"
)


def read_building(text: str) -> tuple[MarketNature, int, int] | None:
    """The works of a building that the folded text gives a sum for, with the place of its name."""
    found = _BUILDING.search(text)
    return (MarketNature.TRAVAUX, *found.span("name")) if found is not None else None
