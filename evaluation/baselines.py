"""Simple searches on the same texts and model, each a step towards the assistant's: what every lever brings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.embedding import Embedder
from assistant.retrieval.index.layout import KINDS, lay_out
from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.lexicon import stems
from assistant.retrieval.passages import UnitKind
from assistant.retrieval.questions import searched_regimes
from corpus.models import LegalArticle

Search = Callable[[str], list[str]]
Scores = NDArray[np.float32]


class Baselines:
    """BM25 with French stems, one vector an article, their fusion, and a vector a paragraph, without readings."""

    def __init__(self, articles: Sequence[LegalArticle], embedder: Embedder, folder: Path, on: date) -> None:
        layout = lay_out(articles, ())
        self._articles = layout.articles
        self._embedder = embedder
        LexicalIndex.build([stems(article.text) for article in layout.articles], folder)
        self._words = LexicalIndex.open(folder)
        self._whole = embedder.encode_passages([article.text for article in layout.articles])
        self._units = embedder.encode_passages(layout.texts)
        self._layout = layout
        self._in_force = np.array([article.is_in_force(on) for article in layout.articles])

    def searches(self) -> dict[str, Search]:
        """The baselines by their French name."""
        return {
            "BM25, racines françaises": lambda q: self._best(self._lexical(q), q, every_regime=True),
            "Un vecteur par article": lambda q: self._best(self._dense(q), q, every_regime=True),
            "BM25, régime visé": lambda q: self._best(self._lexical(q), q),
            "Un vecteur par article, régime visé": lambda q: self._best(self._dense(q), q),
            "Fusion des deux, régime visé": lambda q: self._best(self._fusion(q, self._dense(q)), q),
            "Fusion, un vecteur par paragraphe et par titre": lambda q: self._best(
                self._fusion(q, self._by_unit(q)), q
            ),
        }

    def _lexical(self, question: str) -> Scores:
        return self._words.scores(stems(question))

    def _dense(self, question: str) -> Scores:
        scores: Scores = self._whole @ self._embedder.encode_queries([question])[0]
        return scores

    def _by_unit(self, question: str) -> Scores:
        cosines = self._units @ self._embedder.encode_queries([question])[0]
        cosines = cosines - 0.01 * (self._layout.kind == KINDS.index(UnitKind.TITLE))
        best: Scores = np.maximum.reduceat(cosines, self._layout.start[:-1])
        return best

    def _fusion(self, question: str, dense: Scores) -> Scores:
        usable = self._usable(question)
        fused = np.full(len(dense), -np.inf, dtype=np.float32)
        fused[usable] = _standardised(dense[usable]) + _standardised(self._lexical(question)[usable])
        return fused

    def _usable(self, question: str) -> NDArray[np.bool_]:
        regimes = searched_regimes(question)
        usable: NDArray[np.bool_] = self._in_force & np.array([a.regime in regimes for a in self._articles])
        return usable

    def _best(self, scores: Scores, question: str, *, every_regime: bool = False) -> list[str]:
        usable = self._in_force if every_regime else self._usable(question)
        ranked = np.argsort(-np.where(usable, scores, -np.inf), kind="stable")[:10]
        return [self._articles[int(position)].ref for position in ranked]


def _standardised(values: Scores) -> Scores:
    """Values less their mean, over their standard deviation; zeros when they are all the same."""
    if values.size == 0:
        return values
    spread = float(values.std())
    scaled: Scores = (values - values.mean()) / spread if spread > 1e-6 else np.zeros_like(values)
    return scaled
