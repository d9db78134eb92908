"""Articles to read with those found: a rule whose figure or condition sits elsewhere (L2113-12 → R2113-7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.layout import Layout
from assistant.retrieval.ranking import cosines_of

_SOURCES = 3
_AFTER = 5
_MOST = 2


def with_companions(ranked: Sequence[int], companions: Mapping[int, int]) -> list[int]:
    """The ranking with companions placed after the fifth result, at most two, unless they already rank well.

    They never pass before what was found: they complete the list. ``companions`` gives the source of each.
    """
    head = list(ranked[:_AFTER])
    added = [position for position in companions if position not in head][:_MOST]
    return list(dict.fromkeys([*head, *added, *ranked]))


def companions_of(
    ranked: Sequence[int],
    layout: Layout,
    vectors: NDArray[np.float32],
    question: NDArray[np.float32],
    positions: Mapping[str, Sequence[int]],
    usable: NDArray[np.bool_],
) -> dict[int, int]:
    """The articles that the nearest reading of each of the first results names, with the result that names them."""
    found: dict[int, int] = {}
    for position in ranked[:_SOURCES]:
        rows = np.arange(layout.start[position], layout.start[position + 1])
        rows = rows[layout.reading[rows] >= 0]
        if not len(rows):
            continue
        nearest = rows[int(cosines_of(question[np.newaxis], vectors[rows])[0].argmax())]
        for ref in layout.readings[int(layout.reading[nearest])].also:
            for companion in positions.get(ref, ()):
                if usable[companion] and companion != position:
                    found.setdefault(companion, position)
    return found
