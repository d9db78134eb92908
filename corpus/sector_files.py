"""The purchase sectors and the everyday words a buyer uses for them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import BrokenCorpusFile


@dataclass(frozen=True, slots=True)
class Sector:
    """One purchase sector inside its family, with the French words or groups of words that name it."""

    name: str
    family: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectorFamily:
    """One family of sectors; ``in_names`` are words that announce it in a structure's name.

    ``akin`` says that who works in one sector may be asked for another of the family.
    """

    name: str
    synonyms: tuple[str, ...]
    in_names: tuple[str, ...]
    sectors: tuple[Sector, ...]
    akin: bool = True


@dataclass(frozen=True, slots=True)
class ActivityReading:
    """What an activity met in directories stands for: sectors or families it covers, and those near it.

    A trade of a sector it covers is not done where its words, or its key in ``trades.yaml``, are among those ``excepted``,
    nor where none is among those it ``needs``.
    """

    label: str
    covers: tuple[str, ...]
    related: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sectors:
    """The vocabulary of trades: families, sectors, and how directory activities are read.

    ``ignored`` are the words of a question that say nothing of the trade.
    """

    families: tuple[SectorFamily, ...]
    activities: tuple[ActivityReading, ...]
    ignored: tuple[str, ...] = ()

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """Every sector, family by family."""
        return tuple(sector for family in self.families for sector in family.sectors)


def load_sectors(path: Path) -> Sectors:
    """The sectors of a YAML file.

    Raises:
        BrokenCorpusFile: the YAML is wrong, a field is missing, a name comes twice, an activity
            covers a sector that does not exist.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        families = tuple(_family(family) for family in data["families"])
        readings = tuple(
            ActivityReading(
                entry["label"], *(_words(entry, part) for part in ("covers", "related", "excepted", "needs"))
            )
            for entry in data["activities"]
        )
        ignored = _words(data, "ignored")
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise BrokenCorpusFile(path, f"vocabulaire illisible ({error})") from error
    except (KeyError, TypeError) as error:
        raise BrokenCorpusFile(path, f"un champ manque ou n’a pas la forme attendue ({error})") from error
    names = [sector.name for family in families for sector in family.sectors]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise BrokenCorpusFile(path, f"le secteur « {repeated[0]} » figure deux fois")
    known = {*names, *(family.name for family in families)}
    for reading in readings:
        unknown = [name for name in (*reading.covers, *reading.related) if name not in known]
        if unknown or not reading.covers:
            reason = f"secteur inconnu « {unknown[0]} »" if unknown else "« covers » est vide"
            raise BrokenCorpusFile(path, f"activité « {reading.label} » : {reason}")
    return Sectors(families, readings, ignored)


def _family(entry: dict[str, Any]) -> SectorFamily:
    name = str(entry["name"])
    sectors = tuple(Sector(str(s["name"]), name, _words(s, "synonyms")) for s in entry["sectors"])
    akin = entry.get("akin", True)
    if not isinstance(akin, bool):
        raise TypeError("akin doit être true ou false")
    return SectorFamily(name, _words(entry, "synonyms"), _words(entry, "in_names"), sectors, akin)


def _words(entry: dict[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list):
        raise TypeError(f"{key} doit être une liste")
    return tuple(str(item) for item in value)
