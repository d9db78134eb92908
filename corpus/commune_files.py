"""Read the communes from a CSV file of the official geographic code (INSEE code, name, postal codes, WGS84)."""

from __future__ import annotations

import csv
from pathlib import Path

from corpus.errors import BrokenCorpusFile
from corpus.models import Commune

COLUMNS = ("code_insee", "commune", "codes_postaux", "latitude", "longitude")


def load_communes(directory: Path) -> tuple[Commune, ...]:
    """Every commune of the ``*.csv`` files of ``directory``, in file order.

    Raises :class:`BrokenCorpusFile` when there is no file, when a column is missing, a line is
    incomplete, a coordinate is not a number on Earth, or an INSEE code appears twice.
    """
    paths = sorted(directory.glob("*.csv"))
    if not paths:
        raise BrokenCorpusFile(directory, "aucun fichier de communes (*.csv)")
    communes: list[Commune] = []
    seen: set[str] = set()
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise BrokenCorpusFile(path, f"colonne absente : {', '.join(missing)}", 1)
            for row in reader:
                commune = _read(row, path, reader.line_num)
                if commune.insee_code in seen:
                    raise BrokenCorpusFile(path, f"code INSEE en double : {commune.insee_code}", reader.line_num)
                seen.add(commune.insee_code)
                communes.append(commune)
    return tuple(communes)


def _read(row: dict[str, str], path: Path, line: int) -> Commune:
    if any(not row.get(name) for name in COLUMNS):
        raise BrokenCorpusFile(path, "ligne incomplète : " + ", ".join(n for n in COLUMNS if not row.get(n)), line)
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError as error:
        raise BrokenCorpusFile(path, f"coordonnée illisible : {error}", line) from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise BrokenCorpusFile(path, f"coordonnées hors limites : {latitude}, {longitude}", line)
    codes = tuple(row["codes_postaux"].replace("|", " ").replace(";", " ").split())
    return Commune(row["code_insee"], row["commune"], codes, latitude, longitude)
