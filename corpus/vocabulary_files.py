"""Read the vocabularies of ``corpus/vocabulary``: the words buyers use, kept as data a facilitator can edit.

Every scalar is read as text (``no`` and ``on`` stay words); files are checked whole before use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import BrokenCorpusFile


@dataclass(frozen=True, slots=True)
class TradeEntry:
    """A trade and the words that name it; ``key`` is its name in ``corpus/figures``, empty if none."""

    family: str
    sector: str | None
    key: str
    nature: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TradeVocabulary:
    """The trades in file order, and the phrases that contain a trade's word without naming it."""

    entries: tuple[TradeEntry, ...]
    ignored: tuple[str, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """Every phrase that names a trade, as it is written."""
        return tuple(words for entry in self.entries for words in (*entry.words, entry.sector or entry.family))


@dataclass(frozen=True, slots=True)
class WordLists:
    """A vocabulary file: ``groups`` maps a section to its values, and a value to its phrases.

    A section that is a plain list is held under the value ``""``.
    """

    path: Path
    groups: Mapping[str, Mapping[str, tuple[str, ...]]]

    def section(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """The phrases of a section by value; raises :class:`BrokenCorpusFile` if it is absent."""
        if name not in self.groups:
            raise BrokenCorpusFile(self.path, f"rubrique absente : {name}")
        return self.groups[name]

    def words(self, name: str) -> tuple[str, ...]:
        """The phrases of a section that is a plain list."""
        return self.section(name).get("", ())


@dataclass(frozen=True, slots=True)
class IntentCue:
    """A phrase, or several joined by ``&``, that speaks for an intent with a weight."""

    intent: str
    weight: int
    phrase: str


@dataclass(frozen=True, slots=True)
class IntentVocabulary:
    """The cues of the intents, whose order settles ties, and the other lists of the file."""

    order: tuple[str, ...]
    cues: tuple[IntentCue, ...]
    lists: WordLists


def load_trades(path: Path) -> TradeVocabulary:
    """The families and sectors of a trades file; raises :class:`BrokenCorpusFile`."""
    data = _mapping(path)
    entries: list[TradeEntry] = []
    for family in data.get("familles") or ():
        name, nature = _text(family, "famille", path), _text(family, "nature", path)
        key = str(family.get("cle", ""))
        entries.append(TradeEntry(name, None, key, nature, _phrases(family.get("mots"), path)))
        entries += [
            TradeEntry(
                name,
                _text(sector, "secteur", path),
                str(sector.get("cle", key)),
                str(sector.get("nature", nature)),
                (*_phrases(sector.get("mots"), path), *_gestures(sector, path)),
            )
            for sector in family.get("secteurs") or ()
        ]
    if not entries:
        raise BrokenCorpusFile(path, "aucune famille de métiers")
    return TradeVocabulary(tuple(entries), _phrases(data.get("ignorer", []), path))


def _gestures(sector: Mapping[str, Any], path: Path) -> tuple[str, ...]:
    """Every gesture of a trade on each of its objects: « nettoyer les vitres », « des vitres à nettoyer »."""
    if "gestes" not in sector:
        return ()
    things = _phrases(sector.get("objets"), path)
    pairs = [(gesture, thing) for gesture in _phrases(sector["gestes"], path) for thing in things]
    done = [f"{gesture} {thing}" for gesture, thing in pairs]
    to_do = [f"{thing} à {gesture}" for gesture, thing in pairs if gesture.endswith(("er", "ir", "re"))]
    return (*done, *to_do)


def load_word_lists(path: Path) -> WordLists:
    """The sections of a vocabulary file; raises :class:`BrokenCorpusFile`."""
    return WordLists(path, _groups(_mapping(path), path))


def load_intents(path: Path) -> IntentVocabulary:
    """The intents' cues and lists; raises :class:`BrokenCorpusFile`."""
    data = _mapping(path)
    cues: list[IntentCue] = []
    intents = data.pop("intentions", None)
    if not isinstance(intents, dict):
        raise BrokenCorpusFile(path, "rubrique absente : intentions")
    for intent, weights in intents.items():
        for weight, phrases in weights.items():
            if not weight.isdigit():
                raise BrokenCorpusFile(path, f"poids illisible pour {intent} : {weight}")
            cues += [IntentCue(intent, int(weight), phrase) for phrase in _phrases(phrases, path)]
    return IntentVocabulary(tuple(intents), tuple(cues), WordLists(path, _groups(data, path)))


def _mapping(path: Path) -> dict[str, Any]:
    try:
        # BaseLoader builds nothing but text, lists and mappings.
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BrokenCorpusFile(path, f"fichier illisible : {error}") from error
    if not isinstance(data, dict):
        raise BrokenCorpusFile(path, "une table est attendue")
    return data


def _groups(data: Mapping[str, Any], path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        section: {value: _phrases(words, path) for value, words in content.items()}
        if isinstance(content, dict)
        else {"": _phrases(content, path)}
        for section, content in data.items()
    }


def _text(entry: Mapping[str, Any], name: str, path: Path) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not value:
        raise BrokenCorpusFile(path, f"« {name} » absent : {entry}")
    return value


def _phrases(value: object, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise BrokenCorpusFile(path, f"une liste de mots est attendue : {value!r}")
    return tuple(value)
