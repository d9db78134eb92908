"""Compare the meaning of a question with the trades, when no word of it names one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.partners.trades import TradeLexicon, TradeMention
from corpus.sector_files import Sectors

Embed = Callable[[Sequence[str], Literal["query", "passage"]], NDArray[np.float32]]

_NEAR_ENOUGH = 0.38
"""Cosine, once the mean of the trades is taken away, above which unrelated needs were never found
(thirty paraphrases, a third of them of no trade, with multilingual-e5-small)."""
_AS_NEAR = 0.02


class TradeMeaning:
    """The words of every sector and the directory's activities as vectors, embedded when first needed."""

    def __init__(self, sectors: Sectors, labels: Sequence[str], lexicon: TradeLexicon, embed: Embed) -> None:
        self._embed = embed
        self._lexicon = lexicon
        meant: dict[str, frozenset[str]] = {}
        for sector in sectors.sectors:
            if not sector.name.startswith("Autre ("):
                for text in (sector.name, *sector.synonyms):
                    meant[text] = meant.get(text, frozenset()) | {sector.name}
        for label in labels:
            meant[label] = meant.get(label, frozenset()) | lexicon.covered_by(label) | {label}
        self._texts = tuple(meant)
        self._meant = tuple(meant.values())

    def prepare(self) -> None:
        """Embed the trades now: about ten milliseconds a text on a laptop, nothing when vectors are cached."""
        _ = self._trades

    @cached_property
    def _trades(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The vectors of the trades around their mean, and that mean: what is common to all says nothing."""
        vectors = _unit(self._embed(self._texts, "passage"))
        mean = np.asarray(vectors.mean(axis=0, keepdims=True), dtype=np.float32)
        return _unit(vectors - mean), mean

    def read(self, words: str) -> tuple[TradeMention, ...]:
        """The trade whose meaning is nearest, when it is near enough; else nothing."""
        vectors, mean = self._trades
        asked = _unit(_unit(self._embed([words], "query")) - mean)[0]
        similarities = vectors @ asked
        best = float(similarities.max())
        if best < _NEAR_ENOUGH:
            return ()
        nearest = np.flatnonzero(similarities >= best - _AS_NEAR)
        chosen = frozenset(name for number in nearest for name in self._meant[int(number)])
        families = self._lexicon.families_of(chosen)
        return (TradeMention(words, chosen, families, frozenset(), whole_family=True, quality=best),)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms == 0, 1, norms), dtype=np.float32)
