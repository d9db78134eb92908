"""The paragraphs of one article, those nearest to a question first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.layout import KINDS, Layout
from assistant.retrieval.passages import UnitKind
from assistant.retrieval.ranking import cosines_of


def nearest_paragraphs(
    layout: Layout, vectors: NDArray[np.float32], position: int, query: NDArray[np.float32]
) -> tuple[int, ...]:
    """The numbers of the paragraphs of the article at ``position``, those nearest to the vector of a question first."""
    rows = np.arange(layout.start[position], layout.start[position + 1])
    rows = rows[layout.kind[rows] == KINDS.index(UnitKind.PARAGRAPH)]
    order = np.argsort(-cosines_of(query[None], vectors[rows])[0], kind="stable")
    return tuple(dict.fromkeys(int(number) for number in layout.paragraph[rows[order]]))
