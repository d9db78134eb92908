"""What a message tells of the labour of a market without a rate: « que de la main d’œuvre », « 90 000 € de fournitures »."""

from __future__ import annotations

import re

from assistant.folding import folded

_MOSTLY = (
    r"(?:presque|quasi\w*|surtout|essentiellement|majoritairement|principalement|uniquement|exclusivement|seulement|beaucoup|enormement"
    r"|peu|tres peu|rien que|gros(?:se)? part|grande partie)"
)
_LABOUR = re.compile(
    rf"\b(?:{_MOSTLY} (?:que )?(?:de |d'|du )?|que de )(?:la |l')?main[- ]d[' ] ?(?:oe|œ)uvre\b"
    r"|\bmain[- ]d[' ] ?(?:oe|œ)uvre (?:surtout|essentiellement|principalement|presque|pour l'essentiel|majoritaire)"
)
_GOODS = r"(?:fournitures?|materiaux|materiels?|materiel|equipements?|pieces|mobilier)"
_SUPPLIES = re.compile(
    rf"\b(?:dont|y compris|avec|comprenant|inclu\w*)\b[^.;?!\n]{{0,30}}\d[^.;?!\n]{{0,15}}\b{_GOODS}\b"
    rf"|\b(?:dont|y compris)\b[^.;?!\n\d]{{0,25}}\b{_GOODS}\b[^.;?!\n\d]{{0,25}}\d"
    rf"|\b{_MOSTLY} (?:que )?(?:des? |d'|du )?(?:la |les )?{_GOODS}\b"
    rf"|\d ?%? ?(?:de |d'|en ){_GOODS}\b"
)


def tells_of_labour(said: str) -> bool:
    """Whether a message says how much of the market pays labour or goods, in words or in euros rather than as a labour share."""
    text = folded(said)
    return bool(_LABOUR.search(text) or _SUPPLIES.search(text))
