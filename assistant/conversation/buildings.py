"""A building told with its own sum is one to build: « un gymnase de 3,1 M€ », « la future école, estimée à 2 millions »."""

from __future__ import annotations

import re

from assistant.market import MarketNature

_ROOM = r"salles?\s(?:des\sfetes|polyvalente|de\ssports?|omnisports?|de\sspectacles?)"
_HOUSE = r"maisons?\s(?:de\ssante|medicale|de\squartier|des\sassociations)"
_CENTRE = r"centres?\s(?:technique|de\sloisirs|culturel|aquatique|de\ssecours)"
_OTHERS = (
    r"gymnases?|ecoles?|groupe\sscolaire|college|lycee|creches?|mediatheques?|bibliotheques?|piscines?|casernes?|ehpad"
    r"|ateliers?\smunicipa\w+|restaurant\sscolaire|stade|tribunes?"
)
_SUM = (
    r"(?:de|d'|(?:estim|evalu|chiffr)\w*\sa|pour)\s?(?:environ\s)?\d[\d .,]*\s?"
    r"(?:m€|m\seuros?|millions?\b(?!\s(?:de\s|d')(?!euros?\b))|k€|k\seuros?|k\b|€|euros?\b|000\sht\b)"
)
# « Exploitation de la piscine pour 300 000 € »: what is done in a building, or bought for it, is no works.
_NOT_BUILT = re.compile(
    r"\b(?:exploit\w*|gestion|gerer|gardien\w*|surveill\w*|entret\w+|nettoy\w*|menage|repas|assur\w*|maint\w+|mobiliers?|fournitures?"
    r"|equipements?|materiels?|livres|location|louer|transports?|acquisition|achats?|subvention\w*|concession\w*|delegation|dsp"
    r"|maitrise d'oeuvre|moe|architectes?|etudes?|amo|diagnostics?|controle|energie|chauffage|electricite)\b[^.?!]*$"
)
_BUILDING = re.compile(
    r"\b(?:une?|l[ae]|notre|futur\w*|nouve\w+)\s(?:futur\w*\s|nouve\w+\s)?"
    rf"(?P<name>{_OTHERS}|{_ROOM}|{_HOUSE}|{_CENTRE})(?:\s(?!pour\b|par\b)[a-z'-]+){{0,3}}?\s?[,:(]?\s?{_SUM}"
)


def read_building(text: str) -> tuple[MarketNature, int, int] | None:
    """The works of a building that the folded text gives a sum for, with the place of its name."""
    found = _BUILDING.search(text)
    if found is None or _NOT_BUILT.search(text[: found.start()]):
        return None
    return (MarketNature.TRAVAUX, *found.span("name"))
