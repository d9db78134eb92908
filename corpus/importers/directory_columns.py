"""Which column of a file holds which fact: by its name, its usual other names, or as the user says."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import BrokenCorpusFile
from corpus.structure_files import COLUMNS

DATA_INCLUSION = frozenset(("id", "source", "nom", "date_maj"))
"""The required fields of data·inclusion's structure schema: a file that has them all is read with it."""
_DATA_INCLUSION_ONLY = ("reseaux_porteurs", "code_insee")
_NEEDED = ("nom", "type", "code_postal", "commune")
_OTHER_NAMES = {
    "siret": ("n siret", "numero siret", "siret etablissement"),
    "nom": ("raison sociale", "denomination", "nom de la structure", "structure", "name", "nom structure"),
    "type": ("kind", "type de structure", "categorie", "nature", "type structure"),
    "activites": ("activite", "secteurs", "secteur", "metiers", "metier", "sectors", "activites proposees"),
    "adresse": ("address", "rue", "voie", "adresse postale"),
    "code_postal": ("cp", "postcode", "post code", "codepostal"),
    "commune": ("ville", "city", "localite"),
    "departement": ("department", "dept", "dep"),
    "latitude": ("lat",),
    "longitude": ("lon", "lng", "long"),
    "naf": ("code naf", "ape", "code ape"),
    "telephone": ("tel", "phone", "numero de telephone", "tel fixe"),
    "courriel": ("email", "e mail", "mail", "adresse electronique", "adresse mail"),
    "site_web": ("site", "site internet", "website", "url", "web"),
    "contact": ("nom du contact", "interlocuteur", "contact name", "personne a contacter"),
    "date_maj": ("mise a jour", "date de mise a jour", "updated at", "derniere mise a jour"),
}


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The column of the file for each fact, the columns that are not read, and the schema recognised."""

    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    data_inclusion: bool

    def cell(self, cells: Mapping[str, str], fact: str) -> str:
        """The value of a fact in a row, empty when its column is absent."""
        column = self.columns.get(fact)
        return cells.get(column, "").strip() if column else ""


def map_columns(path: Path, columns: Sequence[str], chosen: Mapping[str, str] | None = None) -> ColumnMapping:
    """Which column holds which fact; ``chosen`` (fact → column of the file) wins over names.

    Raises:
        BrokenCorpusFile: a chosen fact or column does not exist, or a needed fact has no column.
    """
    for fact, column in (chosen or {}).items():
        if fact not in (*COLUMNS, *_DATA_INCLUSION_ONLY):
            raise BrokenCorpusFile(
                path, f"« {fact} » n’est pas un champ de l’annuaire ; champs : {', '.join(COLUMNS)}"
            )
        if column not in columns:
            raise BrokenCorpusFile(
                path, f"le fichier n’a pas de colonne « {column} » ; colonnes : {_listed(columns)}", 1
            )
    by_name = {_folded(column): column for column in columns if column}
    found = dict(chosen or {})
    for fact in (*COLUMNS, *_DATA_INCLUSION_ONLY):
        for name in (_folded(fact), *_OTHER_NAMES.get(fact, ())):
            named = by_name.get(name)
            if fact not in found and named is not None and named not in found.values():
                found[fact] = named
    data_inclusion = set(columns) >= DATA_INCLUSION and "type" not in found
    needed = ("nom", "code_postal", "commune") if data_inclusion else _NEEDED
    missing = [fact for fact in needed if fact not in found]
    if missing:
        raise BrokenCorpusFile(
            path, f"aucune colonne pour « {missing[0]} » ; colonnes du fichier : {_listed(columns)}", 1
        )
    ignored = tuple(column for column in columns if column and column not in found.values())
    return ColumnMapping(found, ignored, data_inclusion)


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(column for column in columns if column)


def _folded(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())
