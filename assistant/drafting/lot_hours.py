"""The hours a message sets for each lot: « gros œuvre 300 h, peinture 95 h »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.answer import LotHours
from assistant.folding import folded

_LOTS = re.compile(r"\blots?\b")
_ENDS = re.compile(r"[,;\n+]|:(?!\s*\d)|\bet\b|\bavec\b|\bpuis\b|\.(?!\d)", re.IGNORECASE)
# « On a mis le lot 1 à 300 h »: who speaks, before the lot.
_SPEAKER = (
    r"(?:(?:on|nous|j|je|ai|avons|avez|a|mis|mets|mettons|mettez|fixe|fixons|fixer|fixez|prévu|prévoit|demande|veux|voudrais)[\s'’]+){1,4}"
    r"(?=(?:le\s|la\s|les\s)?lot)"
)
_ITEM = re.compile(
    rf"\s*(?:{_SPEAKER})?"
    r"(?:(?:le\s|du\s|au\s|pour\sle\s)?lot\s(?:n\s?[°o]\s?)?(?P<number>\d{1,2})\b\s?[-–:(]?\s?)?(?P<label>[^\W\d_][^\d()]{1,40}?)?\s?[)(=:–-]?\s*"
    r"(?P<hours>\d{1,3}(?:[ \u00a0\u202f]\d{3})|\d{1,5})\s?h(?:eures?)?(?:\sd.insertion)?\)?\s*",
    re.IGNORECASE,
)
# What is counted otherwise than by lot, or is no lot.
_NO_LOT = re.compile(
    r"\b(?:total|par|mois|ans?|annees?|semaines?|trimestres?|jours?|tranches?|phases?|minimum|maximum|moins|plus|plutot|environ|dont|sur|deja|reste\w*"
    r"|fait\w*|realis\w*|prevu\w*|manqu\w*|du|dues?|embauche\w*|interim|formation|mise|sous.?trait\w*|penalit\w*|retard|met\w*|passe\w*|marche|chaque|chacun)\b"
)
# « lot 1 à 300 h », « lot peinture aura 95 h »: what links a lot to its hours is no part of its name.
_LINK = re.compile(
    r"(?:^|\s)(?:à|a|au|de|avec|pour|fait|fera|ferait|aura|aurait|sera|serait|est|sont|compte|comptera|prévoit|prévoira|prevoit|demande|demandera"
    r"|doit|devra|avoir|faire|porte|portée?s?|passée?s?|passe|passera|montée?s?|descendue?s?|ramenée?s?|mise?|fixée?s?|limitée?s?|estimée?s?"
    r"|évaluée?s?|représente)\s*$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:(?:le|la|les|du|au)\s)?lots?\s(?=\S)", re.IGNORECASE)
_FEWEST = 2


def read_lot_hours(message: str) -> tuple[LotHours, ...]:
    """The lots of a message that gives each its hours, in the order told; none where it gives them to fewer than two."""
    if not _LOTS.search(folded(message)):
        return ()
    told = tuple(_told(message))
    names = {lot.label for lot in told}
    return told if len(told) >= _FEWEST and len(names) == len(told) else ()


def _told(message: str) -> Iterator[LotHours]:
    for part in _ENDS.split(message):
        found = _ITEM.fullmatch(part)
        if (
            found is None
            or not (found["number"] or found["label"])
            or _NO_LOT.search(folded(found["label"] or ""))
        ):
            continue
        number, label = found["number"], _named(found["label"] or "")
        if not number and not label:
            continue
        name = f"Lot {number}" if number and not label else f"Lot {number} – {label}" if number else label
        yield LotHours(label=name, hours=Decimal(re.sub(r"\s", "", found["hours"])))


def _named(label: str) -> str:
    """The name of a lot without the verb or the small word that links it to its hours."""
    name = _LEADING.sub("", " ".join(label.split()))
    while (cut := _LINK.sub("", name).strip()) != name:
        name = cut
    return name
