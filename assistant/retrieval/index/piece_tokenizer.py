"""Texts to the numbers of their pieces, as the tokeniser of multilingual-e5-small gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.e5_file import Vocabulary

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class PieceTokenizer:
    """The pieces of a text, as the C engine of the package cuts them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def numbers(self, text: str, longest: int) -> tuple[int, ...]:
        """The numbers of the pieces, with the marks of the beginning and end: ``longest`` of them at most."""
        normal = re.sub(r" {2,}", " ", text.translate(self._vocabulary.normalised))
        pieces = self._pieces.encode(("" if normal[:1] == " " else "▁") + normal.replace(" ", "▁")).ids
        return (self._vocabulary.begin, *pieces[: longest - 2], self._vocabulary.end)

    @cached_property
    def _pieces(self) -> Tokenizer:
        from tokenizers import Tokenizer, models

        scored = list(zip(self._vocabulary.pieces, self._vocabulary.scores.tolist(), strict=True))
        return Tokenizer(models.Unigram(scored, self._vocabulary.unknown, byte_fallback=False))


def padded(numbers: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The numbers as a table, one row a text, and which of its places are tokens."""
    longest = max(map(len, numbers))
    table = np.ones((len(numbers), longest), dtype=np.int64)
    present = np.zeros((len(numbers), longest), dtype=bool)
    for row, line in enumerate(numbers):
        table[row, : len(line)] = line
        present[row, : len(line)] = True
    return table, present
