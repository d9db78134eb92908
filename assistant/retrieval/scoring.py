"""What the vectors and words of candidate articles say of queries, before any weighing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.index.layout import KINDS, Layout
from assistant.retrieval.passages import UnitKind
from assistant.retrieval.ranking import ABSENT, Candidates, Scores, cosines_of, nearest_mean


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
    spans = [slice(start, end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    firsts = np.concatenate([[0], np.cumsum(ends - starts)[:-1]]).astype(np.int64)
    queries = np.concatenate([corrected, plain])
    # Slices of a file's map cost more than those of a plain view of it.
    known = np.asarray(known)
    # Article by article: the rows of all of them together would be a copy, as slow as the comparison.
    near = [cosines_of(queries, known[span]) for span in spans]
    together = np.concatenate([np.empty((len(queries), 0), dtype=np.float32), *near], axis=1)
    cosines, as_is = together[: len(corrected)], together[len(corrected) :]
    kinds = np.concatenate([np.empty(0, dtype=np.int8), *(layout.kind[span] for span in spans)])

    def best(values: Scores, kind: UnitKind) -> Scores:
        of_kind: Scores = np.where(kinds == KINDS.index(kind), values, np.float32(ABSENT))
        nearest: Scores = np.maximum.reduceat(of_kind, firsts, axis=1) if len(positions) else of_kind
        return nearest

    paragraph = np.zeros((len(corrected), len(positions)), dtype=np.int32)
    around = np.full((len(corrected), len(positions)), ABSENT, dtype=np.float32)
    about = np.full(len(positions), ABSENT, dtype=np.float32)
    for place, span in enumerate(spans):
        units = span.start + int(np.count_nonzero(layout.ask[span] < 0))
        of_text = np.where(
            layout.kind[span.start : units] == KINDS.index(UnitKind.PARAGRAPH),
            near[place][: len(corrected), : units - span.start],
            ABSENT,
        )
        paragraph[:, place] = layout.paragraph[span.start + of_text.argmax(axis=1)]
        if units < span.stop:
            around[:, place] = [nearest_mean(row[units - span.start :]) for row in near[place][: len(corrected)]]
            about[place] = nearest_mean(of_subject[units : span.stop])
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
