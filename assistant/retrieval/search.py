"""A question and a date to ranked passages: vectors and words, the regime asked for, the articles named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.adapter import Adapter
from assistant.retrieval.by_subject import BySubject
from assistant.retrieval.companions import companions_of, with_companions
from assistant.retrieval.encoding import Encoding
from assistant.retrieval.index.build import OpenedIndex, open_parts
from assistant.retrieval.index.embedding import Embedder, Vectors
from assistant.retrieval.index.layout import group_of
from assistant.retrieval.levers import ALL_LEVERS, Levers
from assistant.retrieval.lexicon import stems
from assistant.retrieval.near_rows import NEAREST_ASKS, NearRows
from assistant.retrieval.overlap import shared_words
from assistant.retrieval.paragraphs import nearest_paragraphs
from assistant.retrieval.passages import Passage, PassageKind, ReadingMatch, ScoreParts
from assistant.retrieval.questions import parts_of, searched_regimes
from assistant.retrieval.ranking import ABSENT, Ranking, closeness, cosines_of, ranked
from assistant.retrieval.reasons import why
from assistant.retrieval.references import ReferenceReader
from assistant.retrieval.scoring import score
from assistant.retrieval.spelling import Speller, speller_of
from assistant.settings import Settings
from corpus.models import LegalArticle
from corpus.reading_files import Reading
from corpus.regimes import Regime

_BEST_WORDS = 40
# The margin questions of an article that may weigh: those farther in sense count for nothing beside them.
_MOST_WEIGHED = 48
_NAMED_SCORE = 100.0
_LONGEST_QUERY = 2_000
_KEPT_TEXTS = 5_000


class SearchEngine:
    """Searches one opened index; safe to share between threads."""

    def __init__(self, index: OpenedIndex, levers: Levers = ALL_LEVERS) -> None:
        self._index = index
        self._levers = levers
        self._adapter = Adapter.load(index.embedder.model_id) if levers.adapter else Adapter(None)
        self.embedder: Embedder = index.embedder
        """The embedding model of the index, for callers that embed texts of their own."""
        layout = index.layout
        self._articles = layout.articles
        self._positions: dict[str, list[int]] = {}
        for position, article in enumerate(self._articles):
            self._positions.setdefault(article.ref, []).append(position)
        self._references = ReferenceReader(self._positions)
        groups = frozenset(layout.groups())
        self._regimes = np.array([list(Regime).index(a.regime) for a in self._articles], dtype=np.int8)
        self._since = np.array([(a.in_force_since or date.min).toordinal() for a in self._articles])
        self._until = np.array([(a.in_force_until or date.max).toordinal() for a in self._articles])
        self._text_stems = lru_cache(maxsize=_KEPT_TEXTS)(
            lambda place: frozenset(stems(self._articles[place].text))
        )
        self._stems: dict[str, frozenset[str]] = {}
        self._near_rows = NearRows(index.store, groups, lambda asked: self.query_vectors(asked)[1])
        self.subjects = BySubject(index.subjects, index.subject_vectors, layout)
        """Compares what questions are about."""
        self.encoding = Encoding(index.embedder, (index.subjects, index.stances))
        """The vectors of questions, and what is compared beside a search."""

    @cached_property
    def speller(self) -> Speller:
        """Corrects the spelling of a question with the words of the texts and of their readings."""
        return speller_of(self._articles, self._index.layout.readings)

    @property
    def references(self) -> ReferenceReader:
        """Reads the article numbers a text names, among those of the index."""
        return self._references

    def encode_ahead(self, question: str) -> Callable[[], None]:
        """Begin to make every vector that a question will be compared by; what is returned waits for them."""
        return self.encoding.ahead(self.read(question))

    def embed_queries(self, questions: Sequence[str]) -> Vectors:
        """Unit vectors of questions, shape ``(questions, dimension)``, for callers that compare short texts."""
        return self.encoding.meaning([question[:_LONGEST_QUERY] for question in questions])

    def query_vectors(self, questions: Sequence[str]) -> tuple[Vectors, Vectors]:
        """The vectors of questions as the model gives them, and corrected for what they look for."""
        plain = self.embed_queries(questions)
        return plain, self._adapter.apply(plain)

    def search(
        self, question: str, on: date, k: int = 10, regimes: frozenset[Regime] | None = None
    ) -> tuple[Passage, ...]:
        """The ``k`` best articles in force that day, best first, each with the paragraph that matched.

        ``regimes`` overrides what the question names. An article named by its number comes first, whatever
        its regime. The parts of a question weigh in beside the whole.
        """
        question = self.read(question)
        usable = self._usable(on, searched_regimes(question) if regimes is None else regimes)
        named = self._named(question, on)
        queries = [question, *(parts_of(question) if self._levers.parts else ())]
        plain, vectors = self.query_vectors(queries)
        lexical = np.stack([self._index.lexical.scores(stems(query)) for query in queries])
        about = self.subjects.cosines(question)

        def scored(positions: NDArray[np.int64]) -> Ranking:
            return ranked(
                score(self._index.layout, self._index.vectors, positions, vectors, plain, lexical, about)
            )

        found = scored(self._near(queries, lexical, about, usable, named))
        order = list(dict.fromkeys([*named, *(position for position in found.order() if usable[position])]))
        beside: dict[int, int] = {}
        if self._levers.companions:
            index = self._index
            beside = companions_of(order, index.layout, index.vectors, vectors[0], self._positions, usable)
            order = with_companions(order, beside)
        order = order[:k]
        if any(found.candidates.place(position) is None for position in order):
            found = scored(np.union1d(found.candidates.positions, order))
        passages: list[Passage] = []
        for position in order:
            source = self._articles[beside[position]].ref if position in beside else None
            passage = self._passage(position, found, queries, position in named, source)
            # A companion comes after what called it, whatever its own score.
            ceiling = passages[-1].score if passages else passage.score
            passages.append(replace(passage, score=min(passage.score, ceiling)))
        return tuple(passages)

    def matched_readings(self, question: str, on: date, k: int = 5) -> tuple[ReadingMatch, ...]:
        """The ``k`` nearest questions of the readings, best first, at most one a reading."""
        question = self.read(question)
        usable = self._usable(on, searched_regimes(question))
        layout = self._index.layout
        plain = self.embed_queries([question])
        found: dict[int, tuple[float, int]] = {}
        for group in self._searched_groups(usable):
            rows, near = self._near_rows.asks(question, group, 4 * k)
            for row, nearness in zip(rows, near, strict=True):
                number = int(layout.reading[row])
                if usable[layout.owner[row]] and float(nearness) > found.get(number, (-1.0, 0))[0]:
                    found[number] = (float(nearness), int(row))
        best = sorted(found.items(), key=lambda item: -item[1][0])[:k]
        as_is = cosines_of(plain, self._index.vectors[[row for _, (_, row) in best]])[0].tolist()
        return tuple(
            replace(self._match(row, s), nearness=nearness)
            for (_, (nearness, row)), s in zip(best, as_is, strict=True)
        )

    def asks_of(self, ref: str, question: str, on: date) -> tuple[ReadingMatch, ...]:
        """The margin questions of the article in force that day that weigh most for a closed question, nearest first."""
        layout = self._index.layout
        question = self.read(question)
        day = on.toordinal()
        places = [p for p in self._positions.get(ref, ()) if self._since[p] <= day < self._until[p]]
        rows = [row for p in places for row in range(layout.start[p], layout.start[p + 1]) if layout.ask[row] >= 0]
        if not rows:
            return ()
        weighed = self._index.stances.weights(question, self._index.stance_vectors[rows])
        kept = np.argsort(-np.array(weighed), kind="stable")[:_MOST_WEIGHED]
        rows, weights = [rows[place] for place in kept], [weighed[place] for place in kept]
        near = cosines_of(self.embed_queries([question]), self._index.vectors[rows])[0].tolist()
        shared = shared_words(question, [layout.texts[row] for row in rows], self.rarity)
        best = sorted(zip(near, rows, weights, shared, strict=True), key=lambda found: (-found[0], found[1]))
        return tuple(replace(self._match(row, s), weight=weight, shared=words) for s, row, weight, words in best)

    def paragraphs_of(self, article: LegalArticle, question: str) -> tuple[int, ...]:
        """The numbers of the paragraphs of an article, those nearest to the question first."""
        query = self.query_vectors([self.read(question)])[1][0]
        return nearest_paragraphs(self._index.layout, self._index.vectors, self._articles.index(article), query)

    def nearest_subjects(self, question: str, on: date, count: int) -> Vectors:
        """The cosines of the margin questions nearest by subject among articles in force that day, nearest last."""
        return self.subjects.nearest(read := self.read(question), self._usable(on, searched_regimes(read)), count)

    def rarity(self, stem: str) -> float:
        """How rare a stem is among the articles: 1 when only one holds it, more when none does, near 0 when all do."""
        return self._index.lexical.rarity(stem)

    def words_of(self, ref: str) -> frozenset[str]:
        """The stems of an article: its titles, its text, and the everyday words of its readings."""
        if ref not in self._stems:
            article = self._articles[self._positions[ref][0]]
            readings = (r for r in self._index.layout.readings if r.ref == ref)
            asked = (" ".join((r.topic, *r.terms, *(ask.question for ask in r.asks))) for r in readings)
            self._stems[ref] = frozenset(stems(" ".join((*article.path, article.text, *asked))))
        return self._stems[ref]

    def close(self) -> None:
        """Let go of the files of the index."""
        self.encoding.close()
        self._index.store.close()

    def _match(self, row: int, similarity: float) -> ReadingMatch:
        layout = self._index.layout
        reading = layout.readings[int(layout.reading[row])]
        return ReadingMatch(
            reading=reading,
            ask=reading.asks[int(layout.ask[row])],
            article=self._articles[int(layout.owner[row])],
            paragraph=int(layout.paragraph[row]),
            similarity=similarity,
        )

    def read(self, question: str) -> str:
        """The question as it is searched: not too long, its spelling corrected."""
        kept = question[:_LONGEST_QUERY]
        return self.speller.corrected(kept) if self._levers.spelling else kept

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

    def _near(
        self, queries: list[str], lexical: Vectors, about: Vectors, usable: NDArray[np.bool_], named: list[int]
    ) -> NDArray[np.int64]:
        """The articles near the question or its parts, by meaning or by words, and those named; sorted positions."""
        layout = self._index.layout
        same = self.subjects.articles(about, usable, NEAREST_ASKS)
        near: list[NDArray[Any]] = [np.array(named, dtype=np.int64), same]
        for group in self._searched_groups(usable):
            near += [layout.owner[rows] for rows in self._near_rows.of(queries, group)]
        for scores in np.where(usable, lexical, 0.0):
            best = np.argpartition(scores, -min(_BEST_WORDS, len(scores)))[-_BEST_WORDS:]
            near.append(best[scores[best] > 0])
        positions = np.unique(np.concatenate(near).astype(np.int64))
        return positions[usable[positions] | np.isin(positions, named)]

    def _passage(
        self, position: int, found: Ranking, queries: list[str], named: bool, source: str | None
    ) -> Passage:
        article = self._articles[position]
        candidates = found.candidates
        place = candidates.place(position)
        assert place is not None
        query = int(found.by_query[:, place].argmax())
        paragraph = int(candidates.paragraph[query, place])
        reading = float(candidates.reading[query, place])
        noted = float(closeness(candidates.asked[0, place], candidates.around[0, place], candidates.about[place]))
        parts = ScoreParts(
            dense=round(float(max(candidates.text[query, place], candidates.title[query, place])), 4),
            lexical=round(float(candidates.lexical[query, place]), 3),
            reference=1.0 if named else 0.0,
            reading=round(reading, 4) if reading > ABSENT else 0.0,
            noted=round(noted, 4) if reading > ABSENT else 0.0,
        )
        return Passage(
            id=f"{article.ref}#{paragraph}",
            kind=PassageKind.ARTICLE,
            ref=article.ref,
            text=article.text,
            quote=article.paragraphs[paragraph],
            score=round(float(found.total[place]) + _NAMED_SCORE * parts.reference, 4),
            share=round(float(found.shares[place]), 4),
            parts=parts,
            paragraph=paragraph,
            why=why(self._text_stems(position), parts, queries[query], is_part=query > 0, source=source),
        )


def open_index(
    settings: Settings,
    articles: Sequence[LegalArticle],
    readings: Sequence[Reading],
    embedder: Embedder | None = None,
    levers: Levers = ALL_LEVERS,
) -> SearchEngine:
    """The search engine of the current index.

    Raises:
        IndexNotReady: the index is missing, incomplete or built otherwise; the message says what to run.
        StoreUnavailable: the Chroma server does not answer.
    """
    return SearchEngine(open_parts(settings, articles, readings, embedder), levers)
