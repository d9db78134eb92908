"""What the vectors and words of candidate articles say of queries, before any weighing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.layout import KINDS, Layout
from assistant.retrieval.passages import UnitKind
from assistant.retrieval.ranking import ABSENT, NEAREST_NOTES, Candidates, Scores, cosines_of


def score(
    layout: Layout,
    known: NDArray[np.float32],
    positions: NDArray[np.int64],
    corrected: Scores,
    plain: Scores,
    lexical: Scores,
    of_subject: Scores,
) -> Candidates:
    """The candidates at sorted ``positions``; ``known`` holds one vector a row of the layout.

    ``corrected`` and ``plain`` are the vectors of the queries, one a row, ``lexical`` their score for every article,
    ``of_subject`` the cosines of what the first query is about, one a row of the layout.
    """
    starts, ends = layout.start[positions], layout.start[positions + 1]
    spans = [np.arange(start, end) for start, end in zip(starts, ends, strict=True)]
    rows = np.concatenate([np.empty(0, dtype=np.int64), *spans])
    cosines, as_is = np.split(cosines_of(np.concatenate([corrected, plain]), known[rows]), 2)
    firsts = np.concatenate([[0], np.cumsum(ends - starts)[:-1]]).astype(np.int64)
    kinds = layout.kind[rows]

    def best(values: Scores, kind: UnitKind) -> Scores:
        of_kind: Scores = np.where(kinds == KINDS.index(kind), values, np.float32(ABSENT))
        nearest: Scores = np.maximum.reduceat(of_kind, firsts, axis=1) if len(positions) else of_kind
        return nearest

    paragraph = np.zeros((len(corrected), len(positions)), dtype=np.int32)
    around = np.full((len(corrected), len(positions)), ABSENT, dtype=np.float32)
    about = np.full(len(positions), ABSENT, dtype=np.float32)
    of_text = np.where(kinds == KINDS.index(UnitKind.PARAGRAPH), cosines, ABSENT)
    noted = kinds == KINDS.index(UnitKind.READING)
    for place, (first, size) in enumerate(zip(firsts, ends - starts, strict=True)):
        span = slice(first, first + size)
        nearest = first + of_text[:, span].argmax(axis=1)
        paragraph[:, place] = layout.paragraph[rows[nearest]]
        asks = cosines[:, span][:, noted[span]]
        if asks.shape[1]:
            kept = min(NEAREST_NOTES, asks.shape[1])
            around[:, place] = np.partition(asks, -kept, axis=1)[:, -kept:].mean(axis=1)
            same = of_subject[rows[span][noted[span]]]
            about[place] = np.partition(same, -kept)[-kept:].mean()
    return Candidates(
        positions=positions,
        paragraph=paragraph,
        text=best(cosines, UnitKind.PARAGRAPH),
        title=best(cosines, UnitKind.TITLE),
        reading=best(cosines, UnitKind.READING),
        around=around,
        asked=best(as_is, UnitKind.READING),
        lexical=lexical[:, positions],
        about=about,
    )
