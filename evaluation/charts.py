"""Plots as inline SVG, so that a report is one file that opens anywhere."""

from __future__ import annotations

import io
from collections.abc import Sequence

import matplotlib
from matplotlib.figure import Figure

from evaluation.retrieval import Score

_COLOURS = ("#1f5f8b", "#d98e04")
matplotlib.rcParams["svg.hashsalt"] = "evaluation"


def systems_chart(scores: Sequence[Score]) -> str:
    """Two bars a search: all expected articles in the first ten, and MRR@10."""
    figure = Figure(figsize=(9, 0.45 * len(scores) + 1.2), layout="constrained")
    axes = figure.subplots()
    places = range(len(scores))
    axes.barh([p - 0.2 for p in places], [s.all_at[10] for s in scores], 0.38, color=_COLOURS[0])
    axes.barh([p + 0.2 for p in places], [s.mrr for s in scores], 0.38, color=_COLOURS[1])
    axes.set_yticks(list(places), [s.name for s in scores])
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.legend(["tous les articles attendus dans les 10 premiers", "MRR@10"], loc="lower left", fontsize=8)
    return _svg(figure)


def types_chart(score: Score) -> str:
    """One bar a type of question: all expected articles in the first ten."""
    names = [f"{kind} ({count})" for kind, (count, _, _) in score.by_type.items()]
    figure = Figure(figsize=(9, 0.35 * len(names) + 1), layout="constrained")
    axes = figure.subplots()
    axes.barh(names, [complete for _, complete, _ in score.by_type.values()], color=_COLOURS[0])
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.set_xlabel("tous les articles attendus dans les 10 premiers")
    return _svg(figure)


def ranks_chart(score: Score) -> str:
    """How many questions have their first expected article at each rank; the last bar is « absent »."""
    ranks = [outcome.first_rank for outcome in score.outcomes]
    counts = [sum(rank == place for rank in ranks) for place in range(1, 11)] + [ranks.count(None)]
    figure = Figure(figsize=(9, 2.6), layout="constrained")
    axes = figure.subplots()
    bars = axes.bar([*map(str, range(1, 11)), "absent"], counts, color=_COLOURS[0])
    axes.bar_label(bars, fontsize=8)
    axes.set_xlabel("rang du premier article attendu")
    axes.set_ylabel("questions")
    return _svg(figure)


def _svg(figure: Figure) -> str:
    stream = io.StringIO()
    figure.savefig(stream, format="svg", metadata={"Date": None})
    text = stream.getvalue()
    return text[text.index("<svg") :]
