"""Compare the meaning of a question with the trades, when no word of it names one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.partners.trades import TradeLexicon, TradeMention
from corpus.sector_files import Sectors

_CLEAR_LEAD = 3.0
"""How far above the other trades the best one stands, in standard deviations of its similarities."""
_AS_GOOD = 0.01


class TradeMeaning:
    """The sectors and the directory's activities as vectors, embedded at the first question that needs them."""

    def __init__(
        self,
        sectors: Sectors,
        labels: Sequence[str],
        lexicon: TradeLexicon,
        embed: Callable[[Sequence[str], Literal["query", "passage"]], NDArray[np.float32]],
    ) -> None:
        self._embed = embed
        self._lexicon = lexicon
        described = [
            (s.name, ", ".join((s.name, *s.synonyms))) for s in sectors.sectors if not s.name.startswith("Autre (")
        ]
        self._texts = [text for _, text in described] + list(labels)
        self._sectors = [frozenset((name,)) for name, _ in described]
        self._sectors += [lexicon.covered_by(label) | {label} for label in labels]

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        return _unit(self._embed(self._texts, "passage"))

    def read(self, words: str) -> tuple[TradeMention, ...]:
        """The trade whose meaning is nearest, when it stands out clearly from the others; else nothing."""
        similarities = self._vectors @ _unit(self._embed([words], "query"))[0]
        best = float(similarities.max())
        lead = (best - float(similarities.mean())) / (float(similarities.std()) or 1.0)
        if lead < _CLEAR_LEAD:
            return ()
        chosen = frozenset(
            name
            for number in np.flatnonzero(similarities >= best - _AS_GOOD)
            for name in self._sectors[int(number)]
        )
        families = self._lexicon.families_of(chosen)
        return (TradeMention(words, chosen, families, frozenset(), whole_family=True, quality=0.5),)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms == 0, 1, norms), dtype=np.float32)
