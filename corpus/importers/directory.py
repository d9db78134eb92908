"""Import a directory of structures, say what happened to each row, and never lose a good one to a bad one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path

from corpus.importers.directory_columns import map_columns
from corpus.importers.directory_duplicates import KnownNames
from corpus.importers.directory_rows import CommuneList, RefusedRow, read_row
from corpus.importers.directory_table import read_table
from corpus.models import Commune, Structure
from corpus.structure_files import IMPORTED_STRUCTURES, load_structures, write_structures

_COMPLETED = ("latitude", "longitude", "address", "naf", "phone", "email", "website", "contact_name")


@dataclass(frozen=True, slots=True)
class RowNote:
    """What is said of one row: its file and line, the structure's name, and why, in French."""

    file: str
    line: int
    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, ligne {self.line}{f' ({self.name})' if self.name else ''} : {self.reason}"


@dataclass(frozen=True, slots=True)
class DirectoryImport:
    """What an import did, or would do when ``dry_run``: structures by identifier, rows with their reason.

    ``columns`` gives, for each file, the column read for each fact; ``ignored_columns`` those not read.
    """

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    kept: tuple[RowNote, ...] = ()
    refused: tuple[RowNote, ...] = ()
    warnings: tuple[RowNote, ...] = ()
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ignored_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dry_run: bool = False

    def lines(self) -> tuple[str, ...]:
        """The report, one French sentence a line: the counts, then every row refused, kept or to check."""
        nbsp = "\u00a0"
        trial = "Essai à blanc, rien n’est écrit. " if self.dry_run else ""
        counts = (
            f"{trial}Structures ajoutées{nbsp}: {len(self.added)}{nbsp}; remplacées{nbsp}: {len(self.replaced)}{nbsp}; "
            f"gardées telles quelles{nbsp}: {len(self.kept)}. Lignes refusées{nbsp}: {len(self.refused)}{nbsp}; "
            f"points à vérifier{nbsp}: {len(self.warnings)}."
        )
        ignored = tuple(
            f"{name} : colonnes non lues : {', '.join(columns)}"
            for name, columns in self.ignored_columns.items()
            if columns
        )
        notes = (("Refusée", self.refused), ("Gardée", self.kept), ("À vérifier", self.warnings))
        return (counts, *ignored, *(f"{what} – {note}" for what, rows in notes for note in rows))


def import_directory(
    files: Iterable[Path],
    shipped: Path,
    imported_dir: Path,
    communes: Sequence[Commune],
    *,
    on: date,
    columns: Mapping[str, str] | None = None,
    source: str | None = None,
    dry_run: bool = False,
) -> DirectoryImport:
    """Import CSV, XLSX or JSON directories, in our columns or in data·inclusion's structure schema.

    ``shipped`` is the directory that comes with the program, ``imported_dir`` receives ``structures.csv``
    (written beside, then swapped), ``columns`` maps facts to columns of the files, ``source`` names the
    origin of rows that do not say theirs, ``on`` is the day of the import. A row that is wrong is refused
    with its reason and never stops the others; one that is older than the known structure is not taken.

    Raises:
        BrokenCorpusFile: a file cannot be read at all, or the known directory is broken; nothing is written.
    """
    target = imported_dir / IMPORTED_STRUCTURES
    imported = {s.id: s for s in load_structures(target)} if target.exists() else {}
    merging = _Merging({s.id: s for s in load_structures(shipped)} | imported)
    known_communes = CommuneList(communes)
    read_columns: dict[str, Mapping[str, str]] = {}
    ignored: dict[str, tuple[str, ...]] = {}
    for path in files:
        table = read_table(path)
        mapping = map_columns(path, table.columns, columns)
        read_columns[path.name], ignored[path.name] = mapping.columns, mapping.ignored
        default_source = source or f"Fichier importé « {path.name} » le {on:%d/%m/%Y}"
        if table.remark:
            merging.warn(RowNote(path.name, 1, "", table.remark))
        for row in table.rows:
            name = mapping.cell(row.cells, "nom")
            try:
                if row.problem:
                    raise RefusedRow(row.problem)
                read = read_row(row.cells, mapping, known_communes, default_source, on)
            except RefusedRow as refusal:
                merging.refused.append(RowNote(path.name, row.line, name, str(refusal)))
                continue
            for warning in read.warnings:
                merging.warn(RowNote(path.name, row.line, name, warning))
            merging.take(read.structure, path.name, row.line)
    if not dry_run and merging.taken:
        write_structures(target, (imported | merging.taken).values())
    return DirectoryImport(
        added=tuple(id_ for id_ in merging.taken if id_ not in merging.known),
        replaced=tuple(id_ for id_ in merging.taken if id_ in merging.known),
        kept=tuple(merging.kept),
        refused=tuple(merging.refused),
        warnings=tuple(merging.warnings),
        columns=read_columns,
        ignored_columns=ignored,
        dry_run=dry_run,
    )


class _Merging:
    """The structures known before, those taken from the files, and what is said of each row."""

    def __init__(self, known: Mapping[str, Structure]) -> None:
        self.known = known
        self.taken: dict[str, Structure] = {}
        self.kept: list[RowNote] = []
        self.refused: list[RowNote] = []
        self.warnings: list[RowNote] = []
        self._first_line: dict[str, tuple[str, int, Structure]] = {}
        self._names = KnownNames(known.values())

    def warn(self, note: RowNote) -> None:
        self.warnings.append(note)

    def take(self, structure: Structure, file: str, line: int) -> None:
        """Add or replace a structure, unless what is known is the same, newer, or came earlier in the files."""
        note = RowNote(file, line, structure.name, "")
        first = self._first_line.get(structure.id)
        if first is not None:
            self.refused.append(replace(note, reason=_repeated(structure, *first)))
            return
        self._first_line[structure.id] = (file, line, structure)
        same = self._names.same_without_siret(structure)
        if same is not None and structure.siret is None:
            self.kept.append(replace(note, reason=f"déjà connue sous le SIRET {same.siret}"))
            return
        if same is not None:
            self.warn(
                replace(note, reason="même nom, même type et même commune qu’une structure connue sans SIRET")
            )
        else:
            near = self._names.nearly_same(structure)
            if near is not None:
                number = f"SIRET {near.siret}" if near.siret else "sans SIRET"
                self.warn(
                    replace(note, reason=f"doublon possible de « {near.name} » ({near.kind.value}, {number})")
                )
        known = self.known.get(structure.id)
        if known is not None:
            if _is_older(structure, known):
                self.kept.append(
                    replace(note, reason=f"la fiche connue est plus récente ({known.updated_on:%d/%m/%Y})")
                )
                return
            structure = completed(structure, known)
            if structure == known:
                self.kept.append(replace(note, reason="identique à la fiche connue"))
                return
        self.taken[structure.id] = structure
        self._names.add(structure)


def completed(structure: Structure, known: Structure) -> Structure:
    """The new facts of a structure, completed by those known that it leaves blank; the source names both."""
    missing: dict[str, object] = {
        name: getattr(known, name) for name in _COMPLETED if getattr(structure, name) is None
    }
    if structure.latitude is not None:
        missing.pop("latitude", None)
        missing.pop("longitude", None)
    if not structure.activities and known.activities:
        missing |= {"activities": known.activities, "activities_read_from": known.activities_read_from}
    missing = {name: value for name, value in missing.items() if value is not None}
    if not missing:
        return structure
    values = {item.name: getattr(structure, item.name) for item in fields(structure)} | missing
    if known.source not in structure.source:
        values["source"] = f"{structure.source} ; complété par : {known.source}"
    return Structure(**values)


def _is_older(structure: Structure, known: Structure) -> bool:
    if known.updated_on is None:
        return False
    return structure.updated_on is None or structure.updated_on < known.updated_on


def _repeated(structure: Structure, file: str, line: int, first: Structure) -> str:
    what = f"SIRET {structure.siret}" if structure.siret else "même nom et même commune"
    other = "" if first.kind is structure.kind else f", sous le type {first.kind.value}"
    return f"{what} déjà lu {file}, ligne {line}{other}"
