"""Why a structure fits, what is unknown about it: the sentences of a result."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from assistant.answer import StructureMatch
from assistant.market import Place
from assistant.partners.communes import at_commune, of_commune
from assistant.partners.fitting import STAFF_KINDS, Fit, Fitting
from corpus.models import Structure, StructureKind

NBSP = "\u00a0"
NEAR_KM = 40
"""A daily journey for people on an integration path, often without a car: the offer preferred."""
UNKNOWN_ACTIVITY = f"Activité non renseignée{NBSP}: rien ne dit qu’elle exerce ce métier"
DEDUCED = "Activité déduite, non déclarée par la structure"
_READ_FROM = {
    "NAF": "lue dans le code NAF",
    "dénomination": "déduite de son nom",
    "type": "d’après son type",
    "brochure": "indiquée par la brochure du Département",
}


def kilometres(distance: float) -> int:
    """A distance as it is shown: whole kilometres, half a kilometre rounding up."""
    return int(distance + 0.5)


def match_of(
    structure: Structure,
    fitting: Fitting,
    *,
    place: Place | None,
    distance: float | None,
    at_commune_centre: bool,
    trade: str | None,
    named: str | None,
) -> StructureMatch:
    """The result shown for one structure, with its reasons and what is unknown.

    ``trade`` is the trade asked for in words, ``None`` without one; ``distance`` is in kilometres;
    ``named`` says that the question gives its name.
    """
    reasons = [named] if named else []
    unknown: list[str] = []
    _activity(structure, fitting, trade, reasons, unknown)
    if place is not None:
        _distance(structure, place, distance, at_commune_centre, reasons, unknown)
    if structure.phone is None and structure.email is None:
        unknown.append("Téléphone et courriel absents de l’annuaire")
    if structure.siret is None:
        unknown.append("SIRET absent de l’annuaire")
    return StructureMatch(
        name=structure.name,
        kind=structure.kind.value,
        kind_label=structure.kind.label,
        city=structure.city,
        siret=structure.siret,
        distance_km=None if distance is None else Decimal(kilometres(distance)),
        activities=structure.activities,
        activities_read_from=structure.activities_read_from,
        reasons=tuple(reasons),
        unknown=tuple(unknown),
        address=structure.address,
        postal_code=structure.postal_code,
        latitude=structure.latitude,
        longitude=structure.longitude,
        phone=structure.phone,
        email=structure.email,
        website=structure.website,
        source=_source(structure),
    )


def quoted(text: str) -> str:
    """A text between French quotation marks."""
    return f"«{NBSP}{text}{NBSP}»"


def plural(count: int, one: str, several: str) -> str:
    """A count and its noun, agreed."""
    return f"{count}{NBSP}{several if count > 1 else one}"


def counted(counts: Mapping[StructureKind, int]) -> str:
    """A count by kind in words: « 2 EI, 1 ACI », the most numerous first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].value))
    return ", ".join(f"{count}{NBSP}{kind.value}" for kind, count in ordered)


def _activity(
    structure: Structure, fitting: Fitting, trade: str | None, reasons: list[str], unknown: list[str]
) -> None:
    origin = _origin(structure)
    if fitting.fit is Fit.UNKNOWN:
        unknown.append(UNKNOWN_ACTIVITY)
        return
    if fitting.fit is Fit.STAFF:
        _staff(structure, fitting, trade, reasons, unknown)
        return
    if not structure.activities:
        unknown.append("Activité non renseignée")
        return
    if trade is None:
        listed = ", ".join(_uncapitalised(label) for label in structure.activities)
        reasons.append(f"Activité{NBSP}: {listed}{origin}")
        return
    label = _uncapitalised(fitting.activity or structure.activities[0])
    if fitting.fit is Fit.DIRECT:
        reasons.append(f"Activité{NBSP}: {label}{origin}")
        if not fitting.precise:
            unknown.append(f"Ce que recouvre «{NBSP}{label}{NBSP}» reste à confirmer pour votre besoin ({trade})")
    else:
        reasons.append(f"Activité voisine{NBSP}: {label}{origin}")
        unknown.append(f"Rien ne dit qu’elle réalise ce que vous cherchez{NBSP}: à lui demander")
    if structure.activities_read_from in ("NAF", "dénomination"):
        unknown.append(DEDUCED)


def _staff(
    structure: Structure, fitting: Fitting, trade: str | None, reasons: list[str], unknown: list[str]
) -> None:
    by_kind = " (c’est ce que fait ce type de structure)"
    reasons.append(
        f"Mise à disposition de personnel{by_kind if structure.kind in STAFF_KINDS else _origin(structure)}"
    )
    if trade is None:
        return
    unknown.append(f"Profils disponibles pour votre besoin{NBSP}: à lui demander")
    if fitting.branch is True:
        reasons.append("Son nom annonce ce domaine d’activité")
    elif fitting.branch is False:
        unknown.append("Son nom annonce un autre domaine d’activité")


def _distance(
    structure: Structure,
    place: Place,
    distance: float | None,
    at_commune_centre: bool,
    reasons: list[str],
    unknown: list[str],
) -> None:
    if distance is None:
        unknown.append(f"Distance inconnue{NBSP}: {structure.city} n’est pas dans la liste des communes")
        return
    shown = kilometres(distance)
    if structure.city.casefold() == place.commune.casefold():
        at = at_commune(place.commune)
        reasons.append(at[0].upper() + at[1:])
    elif shown == 0:
        reasons.append(f"À moins d’un kilomètre {of_commune(place.commune)}")
    else:
        reasons.append(f"À {shown}{NBSP}km {of_commune(place.commune)}")
    if at_commune_centre:
        unknown.append(
            f"Adresse non localisée{NBSP}: distance mesurée depuis le centre {of_commune(structure.city)}"
        )


def _origin(structure: Structure) -> str:
    read_from = structure.activities_read_from
    if not read_from:
        return ""
    if read_from not in _READ_FROM:
        return f" (source{NBSP}: {read_from})"
    naf = structure.naf or ""
    code = f" {naf[:2]}.{naf[2:]}" if read_from == "NAF" and len(naf) == 5 else ""
    return f" ({_READ_FROM[read_from]}{code})"


def _source(structure: Structure) -> str:
    if structure.updated_on is None:
        return f"{structure.source} (date de mise à jour non indiquée)"
    return f"{structure.source} (mis à jour le {structure.updated_on:%d/%m/%Y})"


def _uncapitalised(text: str) -> str:
    """The activity inside a sentence: capitals that begin its parts go, acronyms stay."""
    return re.sub(r"(^|, )([^\W\d_])(?=[^\W\d_]?[a-zà-ÿ’' ])", lambda m: m[1] + m[2].lower(), text)
