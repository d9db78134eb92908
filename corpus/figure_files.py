"""Dated figures: one YAML file each in ``corpus/figures/``, read without ever passing through a float."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NoReturn

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from corpus.errors import BrokenCorpusFile
from corpus.models import Authority, Figure, FigureValue, OtherSource

_FIGURE_KEYS = frozenset({"label", "description", "unit", "authority", "arithmetic", "values"})
_VALUE_KEYS = frozenset(
    {
        "value",
        "since",
        "reference",
        "last_checked",
        "variant",
        "label",
        "low",
        "high",
        "article_ref",
        "url",
        "note",
        "to_confirm",
        "other_sources",
    }
)
_OTHER_SOURCE_KEYS = frozenset({"value", "reference"})


class NoFigureValue(LookupError):
    """No dated value for this figure, variant and day: ask for one, never guess.

    ``name``, ``variant`` and ``on`` say what was asked; ``str(error)`` is a French sentence.
    """

    def __init__(self, name: str, on: date, variant: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name
        self.on = on
        self.variant = variant


@dataclass(frozen=True, slots=True)
class FigureSet:
    """Every figure of a folder, by name; :meth:`at` gives the value of a day."""

    figures: tuple[Figure, ...]
    _by_name: dict[str, Figure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {figure.name: figure for figure in self.figures})

    def figure(self, name: str) -> Figure:
        """The figure of that name; raises ``NoFigureValue`` when there is none."""
        if name not in self._by_name:
            known = ", ".join(sorted(self._by_name))
            raise NoFigureValue(
                name, date.min, "", f"Le paramètre « {name} » n’existe pas. Paramètres connus : {known}."
            )
        return self._by_name[name]

    def at(self, name: str, on: date, variant: str = "") -> FigureValue:
        """The value in effect that day; raises ``NoFigureValue`` for an unknown name, variant or day."""
        figure = self.figure(name)
        if variant not in figure.variants():
            known = ", ".join(v or "(valeur unique)" for v in figure.variants())
            raise NoFigureValue(
                name,
                on,
                variant,
                f"« {figure.label} » n’a pas de valeur pour « {variant} ». Cas connus : {known}.",
            )
        value = figure.at(on, variant)
        if value is None:
            reason = (
                f"« {figure.label} » n’a pas de valeur connue au {on:%d/%m/%Y} : la première est plus tardive."
            )
            raise NoFigureValue(name, on, variant, reason)
        return value

    def has(self, name: str, variant: str = "") -> bool:
        """Whether the figure exists and knows the variant, at any date."""
        return name in self._by_name and variant in self._by_name[name].variants()


def load_figures(folder: Path) -> FigureSet:
    """Every ``*.yaml`` of the folder, in name order; the file's stem is the figure's name.

    Raises ``BrokenCorpusFile`` with path, line and reason on the first file that is not whole: unknown
    or missing key, text where a number or a date is due, two values of one variant on the same day.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise BrokenCorpusFile(folder, "aucun fichier de paramètre (*.yaml) dans ce dossier")
    return FigureSet(tuple(_read_figure(path) for path in paths))


def _read_figure(path: Path) -> Figure:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise BrokenCorpusFile(path, f"YAML illisible ({error.problem})", line) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BrokenCorpusFile(path, f"fichier illisible ({type(error).__name__})") from error
    if root is None:
        raise BrokenCorpusFile(path, "fichier vide")
    entry = _Entry(path, root, _FIGURE_KEYS)
    authority = entry.text("authority")
    if authority not in {a.value for a in Authority}:
        accepted = ", ".join(a.value for a in Authority)
        entry.refuse("authority", f"autorité « {authority} » inconnue ; valeurs acceptées : {accepted}")
    values = tuple(_read_value(_Entry(path, node, _VALUE_KEYS)) for node in entry.items("values"))
    if not values:
        entry.refuse("values", "au moins une valeur est attendue")
    days = [(v.variant, v.since) for v in values]
    for index, day in enumerate(days):
        if day in days[:index]:
            where = f" pour « {day[0]} »" if day[0] else ""
            entry.refuse("values", f"deux valeurs{where} à la même date d’effet ({day[1] or 'sans date'})")
    return Figure(
        name=path.stem,
        label=entry.text("label"),
        description=entry.text("description"),
        unit=entry.text("unit"),
        authority=Authority(authority),
        values=values,
        arithmetic=entry.text("arithmetic"),
    )


def _read_value(entry: _Entry) -> FigureValue:
    value = entry.number("value")
    low, high = entry.optional_number("low"), entry.optional_number("high")
    if (low is not None and low > value) or (high is not None and high < value):
        entry.refuse("value", "la valeur doit être comprise entre low et high")
    others = [_Entry(entry.path, n, _OTHER_SOURCE_KEYS) for n in entry.items("other_sources", required=False)]
    return FigureValue(
        value=value,
        since=entry.day("since") if entry.has_value("since") else None,
        reference=entry.text("reference"),
        last_checked=entry.day("last_checked"),
        variant=entry.optional_text("variant") or "",
        low=low,
        high=high,
        article_ref=entry.optional_text("article_ref"),
        url=entry.optional_text("url"),
        note=entry.optional_text("note"),
        to_confirm=entry.flag("to_confirm"),
        label=entry.optional_text("label") or "",
        other_sources=tuple(OtherSource(other.number("value"), other.text("reference")) for other in others),
    )


class _Entry:
    """One YAML mapping whose scalars are read from their own characters, with their lines."""

    def __init__(self, path: Path, node: Node, allowed: frozenset[str]) -> None:
        self.path = path
        self._line = node.start_mark.line + 1
        if not isinstance(node, MappingNode):
            raise BrokenCorpusFile(path, "un ensemble « clé : valeur » est attendu ici", self._line)
        self._nodes: dict[str, Node] = {}
        for key, value in node.value:
            if key.value not in allowed:
                accepted = ", ".join(sorted(allowed))
                raise BrokenCorpusFile(
                    path, f"clé « {key.value} » inconnue ; clés acceptées : {accepted}", key.start_mark.line + 1
                )
            if key.value in self._nodes:
                raise BrokenCorpusFile(path, f"clé « {key.value} » écrite deux fois", key.start_mark.line + 1)
            self._nodes[key.value] = value

    def refuse(self, key: str, reason: str) -> NoReturn:
        node = self._nodes.get(key)
        raise BrokenCorpusFile(self.path, reason, node.start_mark.line + 1 if node else self._line)

    def has_value(self, key: str) -> bool:
        node = self._nodes.get(key)
        return node is not None and node.tag != "tag:yaml.org,2002:null"

    def optional_text(self, key: str) -> str | None:
        if not self.has_value(key):
            return None
        node = self._nodes[key]
        if not isinstance(node, ScalarNode) or not node.value.strip():
            self.refuse(key, f"un texte est attendu pour « {key} »")
        return " ".join(str(node.value).split())

    def text(self, key: str) -> str:
        return self.optional_text(key) or self.refuse(key, f"« {key} » est obligatoire")

    def optional_number(self, key: str) -> Decimal | None:
        """A decimal, or an exact quotient written ``79_000 / 380``."""
        raw = self.optional_text(key)
        if raw is None:
            return None
        try:
            parts = [Decimal(part.strip()) for part in raw.split("/")]
            if len(parts) > 2 or not all(part.is_finite() for part in parts):
                raise InvalidOperation
            return parts[0] if len(parts) == 1 else parts[0] / parts[1]
        except ArithmeticError:
            self.refuse(key, f"« {raw} » n’est pas un nombre pour « {key} » (ex. 216_000, 0.05 ou 79_000 / 380)")

    def number(self, key: str) -> Decimal:
        number = self.optional_number(key)
        return number if number is not None else self.refuse(key, f"« {key} » est obligatoire")

    def day(self, key: str) -> date:
        raw = self.text(key)
        try:
            return date.fromisoformat(raw)
        except ValueError:
            self.refuse(key, f"« {raw} » n’est pas une date pour « {key} » (attendu : AAAA-MM-JJ)")

    def flag(self, key: str) -> bool:
        raw = self.optional_text(key) or "false"
        if raw not in ("true", "false"):
            self.refuse(key, f"« {raw} » : true ou false est attendu pour « {key} »")
        return raw == "true"

    def items(self, key: str, *, required: bool = True) -> list[Node]:
        if not self.has_value(key):
            if required:
                self.refuse(key, f"« {key} » est obligatoire")
            return []
        node = self._nodes[key]
        if not isinstance(node, SequenceNode):
            self.refuse(key, f"une liste est attendue pour « {key} »")
        return list(node.value)
