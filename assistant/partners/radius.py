"""The distance within which structures are looked for: « 20 km max », not the length of a road to mend."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KM = r"(?<![\d,.])(?P<km>\d{1,3})\s?(?:kms?|kilometres?|bornes)\b(?!\s?/|\sh\b|\spar\b)"
_LONG = (
    r"(?:voiries?|routes?|rues?|trottoirs?|pistes?|chauss\w+|reseaux?|voies?|canalis\w+|fosses?|haies?|sentiers?|chemins?|accotements?"
    r"|berges?|rives?|littoral|plages?|rivieres?|ruisseaux?|lineaires?|talus|clotures?|bordures?|cables?|fibre|conduites?|lignes?|parcours"
    r"|caniveaux?|bas.cotes?|digues?|eclairage|egouts?|randonnees?|lisieres?|bandes?|fauchage|tournees?|trajets?|livraisons?|transports?|navettes?|circuits?)"
)
_OF = r"\s(?:de\s|d[e' ]\s?|du\s|des\s)(?:\w+\s)?"
_SAID = re.compile(
    r"(?:\brayon\s(?:de\s|d[' ])?(?:environ\s)?|\b(?:a|moins\sde|dans\sles|dans\sun\srayon\sde|jusqu[' ]a|maxi(?:mum)?|max"
    r"|mettons|disons|sous\sles|pas\s(?:a\s)?plus\s(?:de|loin\sque))\s(?:environ\s)?)"
    rf"{_KM}(?!{_OF}{_LONG}\b)"
)
_AROUND = re.compile(
    rf"\b{_KM}\s(?:autour|alentour|aux\salentours|maxi|max\b|maximum|grand\smax|a\sla\sronde|de\sdistance"
    rf"|(?:de\s|du\s|d[' ])(?!(?:\w+\s)?{_LONG}\b))"
)
_ALONE = re.compile(rf"\b{_KM}(?!{_OF})")
_ANYTHING_LONG = re.compile(rf"\b{_LONG}\b")


@dataclass(frozen=True, slots=True)
class Radius:
    """Kilometres, and where the folded text says them."""

    km: int
    start: int
    end: int


def read_radius(text: str) -> Radius | None:
    """The radius a folded text asks for, ``None`` when it tells none.

    A bare figure is one, except beside something that is measured in kilometres.
    """
    found = _SAID.search(text) or _AROUND.search(text)
    if found is None and not _ANYTHING_LONG.search(text):
        found = _ALONE.search(text)
    return Radius(int(found["km"]), *found.span()) if found and int(found["km"]) else None
