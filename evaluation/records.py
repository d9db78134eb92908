"""Reading YAML records written by a jurist: an error names the file, the record, the field and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import InvalidInput


def read_entries(path: Path) -> list[Mapping[str, Any]]:
    """The records of a YAML list.

    Raises:
        InvalidInput: the file cannot be read, or is not a list of records.
    """
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InvalidInput(f"{path.name} ne peut pas être lu : {error}.", field="folder") from error
    if not isinstance(read, list) or not all(isinstance(entry, dict) for entry in read):
        raise InvalidInput(f"{path.name} : une liste de fiches est attendue.", field="folder")
    return read


class Record:
    """One record read field by field; a field outside ``fields`` is refused at once.

    Every reading method raises :class:`InvalidInput` with the place of the fault.
    """

    def __init__(self, entry: object, where: str, fields: frozenset[str]) -> None:
        if not isinstance(entry, dict):
            raise InvalidInput(f"{where} : une fiche « champ : valeur » est attendue, reçu {entry!r}.")
        self.entry: Mapping[str, Any] = entry
        self.where = f"{where}, {entry.get('id', '')}".rstrip(", ")
        for unknown in sorted(str(key) for key in entry if key not in fields):
            raise self.error(unknown, f"champ inconnu, accepté : {', '.join(sorted(fields))}")

    def error(self, field: str, reason: str) -> InvalidInput:
        """The error to raise about a field."""
        return InvalidInput(f"{self.where} : « {field} » : {reason}.", field=field)

    def text(self, field: str, default: str | None = None) -> str:
        """A text; not blank when there is no default."""
        value = self.entry.get(field, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(field, f"un texte est attendu, reçu {value!r}")
        return value

    def optional(self, field: str) -> str | None:
        """A text, or ``None`` when the field is absent or null."""
        return None if self.entry.get(field) is None else self.text(field)

    def choice(self, field: str, accepted: frozenset[str]) -> str:
        """A text among the accepted ones."""
        return self._among(field, self.text(field), accepted)

    def choices(self, field: str, accepted: frozenset[str]) -> tuple[str, ...]:
        """One accepted text or a list of them, at least one."""
        value = self.entry.get(field)
        read = (self.text(field),) if not isinstance(value, list) else self.texts(field)
        if not read:
            raise self.error(field, "au moins une valeur est attendue")
        return tuple(self._among(field, item, accepted) for item in read)

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts, empty when absent."""
        value = self.entry.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.error(field, f"une liste de textes est attendue, reçu {value!r}")
        return tuple(value)

    def pairs(self, field: str) -> tuple[tuple[str, str], ...]:
        """The name and value pairs of a small table, empty when absent."""
        value = self.entry.get(field, {})
        if not isinstance(value, dict):
            raise self.error(field, f"un tableau « nom : valeur » est attendu, reçu {value!r}")
        return tuple((str(key), str(item)) for key, item in value.items())

    def boolean(self, field: str) -> bool:
        """``true`` or ``false``, required."""
        value = self.entry.get(field)
        if not isinstance(value, bool):
            raise self.error(field, f"« true » ou « false » est attendu, reçu {value!r}")
        return value

    def _among(self, field: str, value: str, accepted: frozenset[str]) -> str:
        if value not in accepted:
            raise self.error(field, f"« {value} » inconnu, accepté : {', '.join(sorted(accepted))}")
        return value
