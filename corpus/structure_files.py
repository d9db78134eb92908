"""The directory's CSV files: read whole or refused, written beside then swapped."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from corpus.errors import BrokenCorpusFile
from corpus.models import Structure, StructureKind

IMPORTED_STRUCTURES = "structures.csv"
ACTIVITY_SEPARATOR = " ; "
REQUIRED_COLUMNS = ("nom", "type", "code_postal", "commune", "departement", "source")
COLUMNS = (
    "siret",
    "nom",
    "type",
    "activites",
    "activites_deduites_de",
    "adresse",
    "code_postal",
    "commune",
    "departement",
    "latitude",
    "longitude",
    "naf",
    "source",
    "telephone",
    "courriel",
    "site_web",
    "contact",
    "date_maj",
)


def load_structures(path: Path) -> tuple[Structure, ...]:
    """Every structure of a directory CSV, in file order.

    Raises:
        BrokenCorpusFile: a column is missing, a value is not acceptable, a SIRET comes twice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenCorpusFile(path, "le fichier n’est pas en UTF-8") from error
    except OSError as error:
        raise BrokenCorpusFile(path, f"lecture impossible ({error.strerror})") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    missing = [name for name in REQUIRED_COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise BrokenCorpusFile(path, f"colonne manquante « {missing[0]} »", 1)
    structures: dict[str, Structure] = {}
    try:
        for row in reader:
            structure = _structure(path, row, reader.line_num)
            if structure.id in structures:
                raise BrokenCorpusFile(path, f"« {structure.id} » figure deux fois", reader.line_num)
            structures[structure.id] = structure
    except csv.Error as error:
        raise BrokenCorpusFile(path, f"CSV illisible ({error})", reader.line_num) from error
    return tuple(structures.values())


def load_directory(shipped: Path, imported_dir: Path | None = None) -> tuple[Structure, ...]:
    """The shipped structures and the imported ones; an imported structure replaces the shipped one of the same id.

    Raises:
        BrokenCorpusFile: one of the two files cannot be read whole.
    """
    structures = {structure.id: structure for structure in load_structures(shipped)}
    if imported_dir is not None and (imported_dir / IMPORTED_STRUCTURES).exists():
        for structure in load_structures(imported_dir / IMPORTED_STRUCTURES):
            structures[structure.id] = structure
    return tuple(structures.values())


def write_structures(path: Path, structures: Iterable[Structure]) -> None:
    """Replace a directory CSV: written beside and flushed to disk, then swapped, so that a crash loses nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".tmp")
    with beside.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(_row(structure) for structure in structures)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)


def split_activities(value: str) -> tuple[str, ...]:
    """The activities of a cell, separated by semicolons, without blanks or repetitions."""
    return tuple(dict.fromkeys(part.strip() for part in value.split(";") if part.strip()))


def kind_of(value: str) -> StructureKind | None:
    """The kind a cell names, whatever its case, or ``None``."""
    wanted = value.strip().casefold()
    return next((kind for kind in StructureKind if kind.value.casefold() == wanted), None)


def _structure(path: Path, row: Mapping[str, str | None], line: int) -> Structure:
    def cell(name: str) -> str:
        return (row.get(name) or "").strip()

    for name in REQUIRED_COLUMNS:
        if not cell(name):
            raise BrokenCorpusFile(path, f"le champ « {name} » est vide", line)
    kind = kind_of(cell("type"))
    if kind is None:
        accepted = ", ".join(kind.value for kind in StructureKind)
        raise BrokenCorpusFile(path, f"type « {cell('type')} » inconnu ; sont acceptés {accepted}", line)
    latitude, longitude = (_coordinate(path, name, cell(name), line) for name in ("latitude", "longitude"))
    return Structure(
        name=cell("nom"),
        kind=kind,
        city=cell("commune"),
        postal_code=cell("code_postal"),
        department=cell("departement"),
        source=cell("source"),
        siret=cell("siret") or None,
        activities=split_activities(cell("activites")),
        activities_read_from=cell("activites_deduites_de") or None,
        address=cell("adresse") or None,
        latitude=latitude if longitude is not None else None,
        longitude=longitude if latitude is not None else None,
        naf=cell("naf") or None,
        phone=cell("telephone") or None,
        email=cell("courriel") or None,
        website=cell("site_web") or None,
        contact_name=cell("contact") or None,
        updated_on=_date(path, cell("date_maj"), line),
    )


def _coordinate(path: Path, name: str, value: str, line: int) -> float | None:
    if not value:
        return None
    bound = 90 if name == "latitude" else 180
    try:
        number = float(value)
    except ValueError:
        number = bound + 1.0
    if not -bound <= number <= bound:
        raise BrokenCorpusFile(path, f"{name} « {value} » : un nombre de −{bound} à {bound} est attendu", line)
    return number


def _date(path: Path, value: str, line: int) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise BrokenCorpusFile(path, f"date_maj « {value} » : une date AAAA-MM-JJ est attendue", line) from error


def _row(structure: Structure) -> dict[str, object]:
    return {
        "siret": structure.siret,
        "nom": structure.name,
        "type": structure.kind.value,
        "activites": ACTIVITY_SEPARATOR.join(structure.activities),
        "activites_deduites_de": structure.activities_read_from,
        "adresse": structure.address,
        "code_postal": structure.postal_code,
        "commune": structure.city,
        "departement": structure.department,
        "latitude": structure.latitude,
        "longitude": structure.longitude,
        "naf": structure.naf,
        "source": structure.source,
        "telephone": structure.phone,
        "courriel": structure.email,
        "site_web": structure.website,
        "contact": structure.contact_name,
        "date_maj": structure.updated_on.isoformat() if structure.updated_on else None,
    }
