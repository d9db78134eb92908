"""What the index holds, computed from the corpus alone: the same articles always give the same rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.lexicon import stems
from assistant.retrieval.passages import Unit, UnitKind, title_path, units_of
from corpus.models import LegalArticle
from corpus.reading_files import Reading, paragraph_of, sort_readings
from corpus.regimes import Regime

FORMAT = 2
ORDINARY_GROUP = "ordinary"
_SPECIAL = frozenset({Regime.DEFENCE, Regime.PARTNERSHIP, Regime.CONCESSION, Regime.OVERSEAS})
_TITLE_WEIGHT = 2


def group_of(regime: Regime) -> str:
    """The set of vectors where a regime lives: near-twins of other regimes never crowd ordinary ones out."""
    return regime.name.lower() if regime in _SPECIAL else ORDINARY_GROUP


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Articles in a fixed order, and one row a unit.

    ``owner[row]`` is the article of a row, ``paragraph[row]`` the paragraph it points to, ``kind[row]`` a
    ``UnitKind`` position; rows of one article are contiguous, from ``start[article]`` to ``start[article + 1]``, those of
    its margin questions last. ``reading[row]`` and ``ask[row]`` are -1 but for the rows of a reading.
    """

    articles: tuple[LegalArticle, ...]
    readings: tuple[Reading, ...]
    texts: tuple[str, ...]
    owner: NDArray[np.int32]
    start: NDArray[np.int32]
    paragraph: NDArray[np.int32]
    kind: NDArray[np.int8]
    reading: NDArray[np.int32]
    ask: NDArray[np.int32]

    def groups(self) -> dict[str, NDArray[np.int64]]:
        """The rows of each set of vectors; the questions of readings have their own, ``…-asks``."""
        group = np.array([group_of(article.regime) for article in self.articles], dtype=object)[self.owner]
        asks = self.kind == KINDS.index(UnitKind.READING)
        rows: dict[str, NDArray[np.int64]] = {}
        for name in dict.fromkeys(group):
            rows[name] = np.flatnonzero((group == name) & ~asks)
            if np.any((group == name) & asks):
                rows[f"{name}-asks"] = np.flatnonzero((group == name) & asks)
        return rows


KINDS = tuple(UnitKind)


def lay_out(articles: Sequence[LegalArticle], readings: Sequence[Reading]) -> Layout:
    """The rows of a corpus; readings that sleep or are outdated are left out."""
    ordered = tuple(sorted(articles, key=lambda a: (a.ref, str(a.in_force_since))))
    valid = sort_readings(readings, ordered).valid
    of_article: dict[str, list[int]] = {}
    for number, reading in enumerate(valid):
        of_article.setdefault(reading.ref, []).append(number)
    rows: list[tuple[Unit, int, int, int]] = []
    starts = [0]
    for position, article in enumerate(ordered):
        rows += [(unit, position, -1, -1) for unit in units_of(article)]
        for number in of_article.get(article.ref, []):
            paragraph = paragraph_of(valid[number].answer, article)
            rows += [
                (Unit(UnitKind.READING, ask.question, paragraph), position, number, place)
                for place, ask in enumerate(valid[number].asks)
            ]
        starts.append(len(rows))
    return Layout(
        articles=ordered,
        readings=valid,
        texts=tuple(unit.text for unit, *_ in rows),
        owner=np.array([owner for _, owner, _, _ in rows], dtype=np.int32),
        start=np.array(starts, dtype=np.int32),
        paragraph=np.array([unit.paragraph for unit, *_ in rows], dtype=np.int32),
        kind=np.array([KINDS.index(unit.kind) for unit, *_ in rows], dtype=np.int8),
        reading=np.array([reading for _, _, reading, _ in rows], dtype=np.int32),
        ask=np.array([ask for *_, ask in rows], dtype=np.int32),
    )


def lexical_documents(layout: Layout) -> list[list[str]]:
    """The stems of each article: its headings, counted twice, its text, and what its readings say of it."""
    words: dict[str, list[str]] = {}
    for reading in layout.readings:
        lines = [reading.topic, *(ask.question for ask in reading.asks), *reading.terms]
        words.setdefault(reading.ref, []).extend(lines)
    return [
        stems(" ".join(title_path(article)[-3:])) * _TITLE_WEIGHT
        + stems(article.text)
        + stems("\n".join(words.get(article.ref, [])))
        for article in layout.articles
    ]


def fingerprint(articles: Sequence[LegalArticle], readings: Sequence[Reading], model_id: str) -> str:
    """What an index is built from, in sixteen hexadecimal characters; any change of text, date or model changes it."""
    digest = hashlib.sha256(f"{FORMAT}|{model_id}".encode())
    for article in sorted(articles, key=lambda a: (a.ref, str(a.in_force_since))):
        digest.update(json.dumps([article.ref, article.path, article.text, str(article.in_force_since)]).encode())
    for reading in sort_readings(readings, articles).valid:
        asks = [(ask.question, ask.verdict is not None) for ask in reading.asks]
        digest.update(json.dumps([reading.ref, reading.topic, asks, reading.answer, reading.terms]).encode())
    return digest.hexdigest()[:16]
