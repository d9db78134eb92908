"""A question and a date to ranked passages: vectors and words, the regime asked for, the articles named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.build import OpenedIndex, open_parts
from assistant.retrieval.index.embedding import Embedder, Vectors
from assistant.retrieval.index.layout import KINDS, group_of
from assistant.retrieval.lexicon import Expansion, stems
from assistant.retrieval.passages import Passage, PassageKind, ScoreParts, UnitKind
from assistant.retrieval.questions import parts_of, searched_regimes
from assistant.retrieval.ranking import Candidates, fuse, interleave
from assistant.retrieval.references import ReferenceReader
from assistant.settings import Settings
from corpus.models import LegalArticle
from corpus.reading_files import Ask, Reading
from corpus.regimes import Regime

_NEAREST_ROWS = 150
_NEAREST_ASKS = 40
_BEST_WORDS = 80
_EXPANSION_WEIGHT = 0.5
_NAMED_SCORE = 100.0
_LONGEST_QUERY = 2_000


@dataclass(frozen=True, slots=True)
class ReadingMatch:
    """A jurist's question close to the one asked.

    ``similarity`` is the cosine of the two questions (unrelated ones are near 0.80 with the default model);
    ``paragraph`` the 0-based paragraph of ``article`` that answers.
    """

    reading: Reading
    ask: Ask
    article: LegalArticle
    paragraph: int
    similarity: float


class SearchEngine:
    """Searches one opened index; safe to share between threads."""

    def __init__(self, index: OpenedIndex, expansion: Expansion) -> None:
        self._index = index
        self._expansion = expansion
        layout = index.layout
        self._articles = layout.articles
        self._positions: dict[str, list[int]] = {}
        for position, article in enumerate(self._articles):
            self._positions.setdefault(article.ref, []).append(position)
        self._references = ReferenceReader(self._positions)
        self._groups = frozenset(layout.groups())
        self._regimes = np.array([list(Regime).index(a.regime) for a in self._articles], dtype=np.int8)
        self._since = np.array([(a.in_force_since or date.min).toordinal() for a in self._articles])
        self._until = np.array([(a.in_force_until or date.max).toordinal() for a in self._articles])

    @property
    def references(self) -> ReferenceReader:
        """Reads the article numbers a text names, among those of the index."""
        return self._references

    def embed_queries(self, questions: Sequence[str]) -> Vectors:
        """Unit vectors of questions, shape ``(questions, dimension)``, for callers that compare short texts."""
        return self._index.embedder.encode_queries([question[:_LONGEST_QUERY] for question in questions])

    @property
    def embedder(self) -> Embedder:
        """The embedding model of the index, for callers that embed texts of their own."""
        return self._index.embedder

    def search(
        self, question: str, on: date, k: int = 10, regimes: frozenset[Regime] | None = None
    ) -> tuple[Passage, ...]:
        """The ``k`` best articles in force that day, best first, each with the paragraph that matched.

        ``regimes`` overrides what the question names. An article named by its number comes first, whatever
        its regime. A question in several parts gives each part its place.
        """
        usable = self._usable(on, searched_regimes(question) if regimes is None else regimes)
        queries = [question, *parts_of(question)]
        vectors = self.embed_queries(queries)
        rankings = self._rank(queries, vectors, usable)
        order = interleave(rankings)
        named = self._named(question, on)
        best: list[Passage] = [self._passage(p, rankings[0], vectors[0], question, True) for p in named]
        chosen = set(named)
        for position, ranking in order:
            if len(best) >= k:
                break
            if position not in chosen:
                query = rankings.index(ranking)
                best.append(self._passage(position, ranking, vectors[query], queries[query], False))
        return tuple(best[:k])

    def matched_readings(self, question: str, on: date, k: int = 5) -> tuple[ReadingMatch, ...]:
        """The ``k`` nearest questions of the readings, best first, at most one a reading."""
        usable = self._usable(on, searched_regimes(question))
        layout = self._index.layout
        found: dict[int, tuple[float, int]] = {}
        vector = self.embed_queries([question])
        for group in self._searched_groups(usable):
            if f"{group}-asks" not in self._groups:
                continue
            rows, near = self._index.store.nearest(f"{group}-asks", vector, max(_NEAREST_ASKS, 4 * k))[0]
            for row, similarity in zip(rows, near, strict=True):
                number = int(layout.reading[row])
                if usable[layout.owner[row]] and float(similarity) > found.get(number, (-1.0, 0))[0]:
                    found[number] = (float(similarity), int(row))
        best = sorted(found.items(), key=lambda item: -item[1][0])[:k]
        return tuple(
            ReadingMatch(
                reading=layout.readings[number],
                ask=layout.readings[number].asks[int(layout.ask[row])],
                article=self._articles[int(layout.owner[row])],
                paragraph=int(layout.paragraph[row]),
                similarity=similarity,
            )
            for number, (similarity, row) in best
        )

    def close(self) -> None:
        """Let go of the files of the index."""
        self._index.store.close()

    def _usable(self, on: date, regimes: frozenset[Regime]) -> NDArray[np.bool_]:
        wanted = [position for position, regime in enumerate(Regime) if regime in regimes]
        day = on.toordinal()
        usable: NDArray[np.bool_] = np.isin(self._regimes, wanted) & (self._since <= day) & (day < self._until)
        return usable

    def _searched_groups(self, usable: NDArray[np.bool_]) -> list[str]:
        regimes = np.unique(self._regimes[usable])
        return sorted({group_of(list(Regime)[int(regime)]) for regime in regimes})

    def _named(self, question: str, on: date) -> list[int]:
        day = on.toordinal()
        positions = [p for ref in self._references.read(question, bare=True) for p in self._positions[ref]]
        return [p for p in positions if self._since[p] <= day < self._until[p]]

    def _rank(self, queries: list[str], vectors: Vectors, usable: NDArray[np.bool_]) -> list[Candidates]:
        near: list[list[NDArray[np.int32]]] = [[] for _ in queries]
        layout = self._index.layout
        for group in self._searched_groups(usable):
            for name, count in ((group, _NEAREST_ROWS), (f"{group}-asks", _NEAREST_ASKS)):
                if name in self._groups:
                    found = self._index.store.nearest(name, vectors, count)
                    for rows, (ids, _) in zip(near, found, strict=True):
                        rows.append(layout.owner[ids])
        rankings = []
        for query, vector, owners in zip(queries, vectors, near, strict=True):
            words = self._words(query)
            lexical = np.where(usable, self._index.lexical.scores(words), 0.0)
            best = np.argpartition(lexical, -min(_BEST_WORDS, len(lexical)))[-_BEST_WORDS:]
            positions = np.unique(np.concatenate([*owners, best[lexical[best] > 0]]).astype(np.int64))
            positions = positions[usable[positions]]
            rankings.append(self._score(positions, vector, lexical[positions]))
        return rankings

    def _words(self, query: str) -> dict[str, float]:
        tokens = stems(query)
        return {**dict.fromkeys(self._expansion.expand(tokens), _EXPANSION_WEIGHT), **dict.fromkeys(tokens, 1.0)}

    def _score(
        self, positions: NDArray[np.int64], vector: NDArray[np.float32], lexical: NDArray[np.float32]
    ) -> Candidates:
        layout, size = self._index.layout, len(positions)
        best = np.zeros((len(KINDS), size), dtype=np.float32)
        paragraph = np.zeros(size, dtype=np.int32)
        for place, position in enumerate(positions):
            rows = slice(int(layout.start[position]), int(layout.start[position + 1]))
            cosines = self._index.vectors[rows].astype(np.float32) @ vector
            kinds = layout.kind[rows]
            for kind in range(len(KINDS)):
                of_kind = cosines[kinds == kind]
                if of_kind.size:
                    best[kind, place] = of_kind.max()
            paragraph[place] = self._best_paragraph(rows, cosines, kinds)
        return fuse(
            positions,
            paragraph,
            text=best[KINDS.index(UnitKind.PARAGRAPH)],
            title=best[KINDS.index(UnitKind.TITLE)],
            reading=best[KINDS.index(UnitKind.READING)],
            lexical=lexical,
        )

    def _best_paragraph(self, rows: slice, cosines: NDArray[np.float32], kinds: NDArray[np.int8]) -> int:
        of_text = np.where(kinds == KINDS.index(UnitKind.PARAGRAPH), cosines, -1.0)
        return int(self._index.layout.paragraph[rows][int(of_text.argmax())])

    def _passage(
        self, position: int, ranking: Candidates, vector: NDArray[np.float32], query: str, named: bool
    ) -> Passage:
        article = self._articles[position]
        place = ranking.place(position)
        if place is None:
            lexical = self._index.lexical.scores(self._words(query))[[position]]
            ranking = self._score(np.array([position]), vector, lexical)
            place = 0
        paragraph = int(ranking.paragraph[place])
        parts = ScoreParts(
            dense=round(float(max(ranking.text[place], ranking.title[place])), 4),
            lexical=round(float(ranking.lexical[place]), 3),
            reference=1.0 if named else 0.0,
            reading=round(float(ranking.reading[place]), 4),
        )
        score = float(ranking.score[place]) + (_NAMED_SCORE if named else 0.0)
        return Passage(
            id=f"{article.ref}#{paragraph}",
            kind=PassageKind.ARTICLE,
            ref=article.ref,
            text=article.text,
            quote=article.paragraphs[paragraph],
            score=round(score, 4),
            parts=parts,
            paragraph=paragraph,
            why=self._why(article, parts, query),
        )

    def _why(self, article: LegalArticle, parts: ScoreParts, query: str) -> str:
        reasons = ["article nommé dans la question"] if parts.reference else []
        here = set(stems(article.text))
        common = [word for word in dict.fromkeys(query.split()) if set(stems(word)) & here]
        if common:
            reasons.append("mots communs : " + ", ".join(word.strip(" ,.;:?!«»()") for word in common[:6]))
        reasons.append(f"proximité de sens {parts.dense:.2f}".replace(".", ","))
        if parts.reading:
            reasons.append(f"question voisine {parts.reading:.2f}".replace(".", ","))
        return " ; ".join(reasons)


def open_index(
    settings: Settings,
    articles: Sequence[LegalArticle],
    readings: Sequence[Reading],
    embedder: Embedder | None = None,
) -> SearchEngine:
    """The search engine of the current index.

    Raises:
        IndexNotReady: the index is missing, incomplete or built otherwise; the message says what to run.
        StoreUnavailable: the Chroma server does not answer.
    """
    parts = open_parts(settings, articles, readings, embedder)
    return SearchEngine(parts, Expansion.load(settings.corpus_dir / "vocabulary" / "legal_terms.yaml"))
