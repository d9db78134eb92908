"""Readings: a jurist's margin notes on an article, as ``corpus/readings/*.yaml``.

Each says which everyday questions a passage answers, and which words of the text answer and limit. An anchor is
copied from the article: when the article changes and no longer holds it, the reading is set aside, never trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.bounds import Bound, read_bound
from corpus.errors import BrokenCorpusFile
from corpus.load import parse_yaml
from corpus.models import LegalArticle

VERDICTS = ("oui", "non", "sous conditions", "sans objet")
_ASK_FIELDS = {"q", "verdict", "within", "beyond"}
_FIELDS = {"ref", "topic", "asks", "answer", "condition", "also", "terms"}


@dataclass(frozen=True, slots=True)
class Ask:
    """A question in a buyer's words, and its one-word answer when it has one (one of ``VERDICTS``).

    When a figure decides, the verdict holds ``within`` a bound, and another, ``beyond``, on its other side.
    """

    question: str
    verdict: str | None = None
    within: Bound | None = None
    beyond: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one passage of an article answers.

    ``answer`` and ``condition`` are words of the article; ``also`` other articles to read with it;
    ``terms`` everyday words the law does not use.
    """

    ref: str
    topic: str
    asks: tuple[Ask, ...]
    answer: str
    condition: str | None = None
    also: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    @property
    def anchors(self) -> tuple[str, ...]:
        """The words that must be in the article for the reading to hold."""
        return (self.answer, self.condition) if self.condition else (self.answer,)


@dataclass(frozen=True, slots=True)
class SortedReadings:
    """Readings by what the corpus allows.

    ``valid`` hold today; ``dormant`` are about articles that are not in the corpus; ``outdated`` have an
    anchor that the present text does not contain.
    """

    valid: tuple[Reading, ...]
    dormant: tuple[Reading, ...]
    outdated: tuple[Reading, ...]


def load_readings(folder: Path) -> tuple[Reading, ...]:
    """Every reading of a folder, in file order; none when the folder does not exist.

    Raises:
        BrokenCorpusFile: a file is not a list of readings; nothing is loaded.
    """
    # A start reads them to check the index, then to answer: once, as long as no file changes.
    files = sorted(folder.glob("*.yaml"))
    return _read(tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files))


@lru_cache(maxsize=1)
def _read(files: tuple[tuple[Path, int, int], ...]) -> tuple[Reading, ...]:
    readings: list[Reading] = []
    for path, *_ in files:
        try:
            records = parse_yaml(path, path.read_text(encoding="utf-8"))
        except UnicodeDecodeError as error:
            raise BrokenCorpusFile(path, "le fichier n’est pas en UTF-8") from error
        if not isinstance(records, list):
            raise BrokenCorpusFile(path, "une liste de lectures est attendue", 1)
        readings += [_reading(path, number, record) for number, record in enumerate(records, start=1)]
    return tuple(readings)


def sort_readings(readings: Iterable[Reading], articles: Iterable[LegalArticle]) -> SortedReadings:
    """Which readings may be used with these articles, which sleep, and which an amendment has outdated."""
    texts = {article.ref: _plain(article.text) for article in articles}
    valid: list[Reading] = []
    dormant: list[Reading] = []
    outdated: list[Reading] = []
    for reading in readings:
        text = texts.get(reading.ref)
        if text is None:
            dormant.append(reading)
        elif all(_plain(anchor) in text for anchor in reading.anchors):
            valid.append(reading)
        else:
            outdated.append(reading)
    return SortedReadings(tuple(valid), tuple(dormant), tuple(outdated))


def paragraph_of(anchor: str, article: LegalArticle) -> int:
    """The 0-based paragraph that holds the start of an anchor; 0 when the anchor runs over several."""
    wanted = _plain(anchor)
    for number, paragraph in enumerate(article.paragraphs):
        if wanted in _plain(paragraph):
            return number
    return 0


def _plain(text: str) -> str:
    """The text with one kind of apostrophe and of space: an editor may have changed these only."""
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()


def _reading(path: Path, number: int, record: Any) -> Reading:
    if not isinstance(record, dict):
        raise BrokenCorpusFile(path, f"la lecture n° {number} n’est pas un objet « champ: valeur »")
    where = f"lecture n° {number} ({record.get('ref', 'sans ref')})"
    unknown = sorted(set(map(str, record)) - _FIELDS)
    if unknown:
        raise BrokenCorpusFile(path, f"{where} : champ inconnu « {unknown[0]} »")
    for key in ("ref", "topic", "answer"):
        if not isinstance(record.get(key), str) or not record[key].strip():
            raise BrokenCorpusFile(path, f"{where} : le champ « {key} » doit être un texte")
    asks = record.get("asks")
    if not isinstance(asks, list) or not asks:
        raise BrokenCorpusFile(path, f"{where} : « asks » doit être une liste de questions non vide")
    condition = record.get("condition")
    if condition is not None and not isinstance(condition, str):
        raise BrokenCorpusFile(path, f"{where} : « condition » doit être un texte")
    return Reading(
        ref=record["ref"].strip(),
        topic=record["topic"].strip(),
        asks=tuple(_ask(path, where, ask) for ask in asks),
        answer=record["answer"].strip(),
        condition=condition.strip() if condition else None,
        also=_texts(path, where, record, "also"),
        terms=_texts(path, where, record, "terms"),
    )


def _ask(path: Path, where: str, ask: Any) -> Ask:
    if isinstance(ask, str):
        return Ask(ask.strip())
    question = ask.get("q") if isinstance(ask, dict) else None
    if not isinstance(question, str) or not question.strip() or set(ask) - _ASK_FIELDS:
        raise BrokenCorpusFile(path, f"{where} : chaque question s’écrit « {{q: …, verdict: …}} »")
    verdict, within, beyond = ask.get("verdict"), ask.get("within"), ask.get("beyond")
    for word in (verdict, beyond):
        if word is not None and word not in VERDICTS:
            raise BrokenCorpusFile(path, f"{where} : verdict « {word} » ; attendu : {', '.join(VERDICTS)}")
    if (within is None) is not (beyond is None) or (within is not None and verdict is None):
        raise BrokenCorpusFile(path, f"{where} : « within » et « beyond » vont ensemble, avec un verdict")
    try:
        bound = read_bound(str(within)) if within is not None else None
    except ValueError as error:
        raise BrokenCorpusFile(path, f"{where} : {error}") from error
    return Ask(question.strip(), verdict, bound, beyond)


def _texts(path: Path, where: str, record: dict[str, Any], key: str) -> tuple[str, ...]:
    values = record.get(key) or []
    if not isinstance(values, list):
        raise BrokenCorpusFile(path, f"{where} : « {key} » doit être une liste")
    return tuple(str(value).strip() for value in values)
