"""Turn one row of a directory file into a structure, or say in French why it is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from data_inclusion.schema import v1
from pydantic import ValidationError
from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.importers.directory_columns import ColumnMapping
from corpus.models import Commune, Structure, StructureKind
from corpus.siret import compact_siret, is_valid_siret
from corpus.structure_files import kind_of, split_activities

_NAME_LENGTH = 300
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_KIND_OF_NETWORK = {
    "aci": StructureKind.ACI,
    "ei": StructureKind.EI,
    "eiti": StructureKind.EITI,
    "etti": StructureKind.ETTI,
    "ai": StructureKind.AI,
    "esat": StructureKind.ESAT,
    "geiq": StructureKind.GEIQ,
    "ea": StructureKind.EA,
    "eatt": StructureKind.EATT,
}
_REQUIRED_BY_SCHEMA = frozenset(("id", "source", "nom", "date_maj"))


class RefusedRow(Exception):
    """The row is not imported; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A structure read from a row, and what had to be left out or should be checked."""

    structure: Structure
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommuneList:
    """The communes known, by folded name; a département is covered when at least one commune of it is listed."""

    communes: Sequence[Commune]
    names: Mapping[str, Commune] = field(init=False)
    departments: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", {folded(commune.name): commune for commune in self.communes})
        object.__setattr__(self, "departments", frozenset(c.insee_code[:2] for c in self.communes))

    def official(self, city: str, postal_code: str) -> str:
        """The commune's official spelling, or the one given when it is not listed there."""
        known = self.names.get(folded(city))
        return known.name if known is not None and known.insee_code[:2] == postal_code[:2] else city

    def warning(self, city: str, postal_code: str) -> str | None:
        """What is odd about a commune and its postal code, ``None`` when nothing is or nothing is known."""
        if postal_code[:2] not in self.departments:
            return None
        known = self.names.get(folded(city))
        if known is None:
            nearest = process.extractOne(folded(city), self.names.keys(), scorer=OSA.normalized_similarity)
            advice = (
                f" ; la plus proche est {self.names[nearest[0]].name}" if nearest and nearest[1] >= 0.7 else ""
            )
            return f"commune « {city} » inconnue{advice}"
        if postal_code not in known.postal_codes:
            return (
                f"le code postal {postal_code} n’est pas de ceux de {known.name} ({', '.join(known.postal_codes)})"
            )
        return None


def read_row(
    cells: Mapping[str, str], mapping: ColumnMapping, communes: CommuneList, default_source: str, on: date
) -> ReadRow:
    """The structure of a row; ``on`` is the day of the import, after which no date is believed.

    Raises:
        RefusedRow: the name, the kind, the SIRET, the postal code or the commune is missing or wrong.
    """
    warnings: list[str] = []
    if mapping.data_inclusion:
        cells = _validated(cells, warnings)

    def cell(fact: str) -> str:
        return mapping.cell(cells, fact)

    name = cell("nom")
    if not name:
        raise RefusedRow("le nom est vide")
    if len(name) > _NAME_LENGTH:
        raise RefusedRow(f"le nom dépasse {_NAME_LENGTH} caractères")
    kind = _kind(cell("type"), cell("reseaux_porteurs"), mapping.data_inclusion)
    siret = _siret(cell("siret"))
    postal_code = _postal_code(cell("code_postal"))
    city = cell("commune")
    if not city:
        raise RefusedRow("la commune est vide")
    odd = communes.warning(city, postal_code)
    if odd:
        warnings.append(odd)
    latitude, longitude = _coordinates(cell("latitude"), cell("longitude"), warnings)
    email = cell("courriel")
    if email and not _EMAIL.fullmatch(email):
        warnings.append(f"courriel « {email} » écarté : ce n’est pas une adresse")
        email = ""
    activities = split_activities(cell("activites").replace("|", ";"))
    return ReadRow(
        Structure(
            name=name,
            kind=kind,
            city=communes.official(city, postal_code),
            postal_code=postal_code,
            department=_department(cell("departement"), postal_code, cell("code_insee")),
            source=cell("source") or default_source,
            siret=siret,
            activities=activities,
            activities_read_from=(cell("activites_deduites_de") or None) if activities else None,
            address=cell("adresse") or None,
            latitude=latitude,
            longitude=longitude,
            naf=cell("naf").replace(".", "").upper() or None,
            phone=cell("telephone") or None,
            email=email or None,
            website=_website(cell("site_web"), warnings),
            contact_name=cell("contact") or None,
            updated_on=_date(cell("date_maj"), on, warnings),
        ),
        tuple(warnings),
    )


def _validated(cells: Mapping[str, str], warnings: list[str]) -> Mapping[str, str]:
    """The row checked against data·inclusion's schema; wrong optional fields are left out and said."""
    record: dict[str, object] = {
        key: value for key, value in cells.items() if value and key in v1.Structure.model_fields
    }
    if "reseaux_porteurs" in record:
        record["reseaux_porteurs"] = _networks(cells["reseaux_porteurs"])
    try:
        v1.Structure.model_validate(record)
    except ValidationError as error:
        wrong = {
            str(item["loc"][0]): str(record.get(str(item["loc"][0]), "")) for item in error.errors() if item["loc"]
        }
        required = sorted(_REQUIRED_BY_SCHEMA & wrong.keys())
        if required:
            shown = wrong[required[0]] or "vide"
            raise RefusedRow(
                f"schéma data·inclusion : « {required[0]} » ({shown}) n’est pas acceptable"
            ) from error
        # The SIRET, the postal code and the networks have their own, stricter checks, which refuse the row.
        dropped = wrong.keys() - {"siret", "code_postal", "reseaux_porteurs"}
        warnings.extend(
            f"« {key} » ({wrong[key]}) écarté : hors du schéma data·inclusion" for key in sorted(dropped)
        )
        return {key: value for key, value in cells.items() if key not in dropped}
    return cells


def _kind(value: str, networks: str, data_inclusion: bool) -> StructureKind:
    if data_inclusion and not value:
        kinds = list(dict.fromkeys(_KIND_OF_NETWORK[n] for n in _networks(networks) if n in _KIND_OF_NETWORK))
        if len(kinds) == 1:
            return kinds[0]
        if kinds:
            raise RefusedRow(
                f"plusieurs types possibles ({', '.join(k.value for k in kinds)}) dans « reseaux_porteurs »"
            )
        raise RefusedRow(
            f"« reseaux_porteurs » ({networks or 'vide'}) n’indique aucun type de structure inclusive"
        )
    kind = kind_of(value) or _kind_in_full(value)
    if kind is None:
        accepted = ", ".join(kind.value for kind in StructureKind)
        raise RefusedRow(f"type « {value} » inconnu ; sont acceptés {accepted}" if value else "le type est vide")
    return kind


def _kind_in_full(value: str) -> StructureKind | None:
    return next((kind for kind in StructureKind if folded(kind.label) == folded(value)), None)


def _networks(value: str) -> list[str]:
    return [item.strip().lower() for item in re.split(r"[\s,;\[\]{}'\"]+", value) if item.strip()]


def _siret(value: str) -> str | None:
    compact = compact_siret(value)
    if not compact:
        return None
    # A spreadsheet drops the leading zero of a number.
    compact = compact.zfill(14) if compact.isdigit() and len(compact) == 13 else compact
    if re.fullmatch(r"[\d,.]+E\+?\d+", compact, re.IGNORECASE):
        raise RefusedRow(f"SIRET « {value} » arrondi par un tableur : mettez la colonne au format texte")
    if not re.fullmatch(r"\d{14}", compact, re.ASCII):
        raise RefusedRow(f"SIRET « {value} » invalide : 14 chiffres sont attendus")
    if not is_valid_siret(compact):
        raise RefusedRow(f"SIRET « {value} » invalide : sa clé de contrôle est fausse")
    return compact


def _postal_code(value: str) -> str:
    compact = value.replace(" ", "")
    compact = compact.zfill(5) if compact.isdigit() and len(compact) == 4 else compact
    if not re.fullmatch(r"\d{5}", compact, re.ASCII):
        raise RefusedRow(f"code postal « {value} » invalide : 5 chiffres sont attendus")
    return compact


def _department(value: str, postal_code: str, insee_code: str) -> str:
    if re.fullmatch(r"\d{1,3}|2[AB]", value, re.IGNORECASE | re.ASCII):
        return value.upper().zfill(2)
    code = insee_code or postal_code
    return code[:3] if code.startswith(("97", "98")) else code[:2].upper()


def _coordinates(latitude: str, longitude: str, warnings: list[str]) -> tuple[float | None, float | None]:
    if not latitude and not longitude:
        return None, None
    try:
        lat, lon = float(latitude.replace(",", ".")), float(longitude.replace(",", "."))
    except ValueError:
        lat = lon = float("nan")
    if -90 <= lat <= 90 and -180 <= lon <= 180 and (lat, lon) != (0.0, 0.0):
        return lat, lon
    warnings.append(f"coordonnées « {latitude}, {longitude} » écartées : degrés WGS84 attendus")
    return None, None


def _website(value: str, warnings: list[str]) -> str | None:
    if not value:
        return None
    url = value if "://" in value else f"https://{value}"
    if re.fullmatch(r"https?://[^\s/?#@]+\.[^\s]+", url, re.IGNORECASE):
        return url
    warnings.append(f"site web « {value} » écarté : une adresse http ou https est attendue")
    return None


def _date(value: str, on: date, warnings: list[str]) -> date | None:
    if not value:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%dT%H:%M:%S"):
        try:
            found = datetime.strptime(value[:19], pattern).date()  # noqa: DTZ007 - a day, not an instant
        except ValueError:
            continue
        if found <= on:
            return found
    warnings.append(f"date de mise à jour « {value} » écartée : une date passée est attendue")
    return None


def folded(text: str) -> str:
    """The text without accents, case or punctuation, « St » read « saint »: what two spellings share."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    words = re.sub(r"[\W_]+", " ", plain).split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)
