"""Score a search on the questions: are the expected articles there, how high, and under the right regime?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import ir_measures
from ir_measures import RR, R, nDCG

from corpus.models import LegalArticle
from corpus.regimes import Regime
from evaluation.cases import Case
from evaluation.wording import folded

Search = Callable[[str], list[str]]
DEPTHS = (1, 5, 10)
SPECIAL = frozenset({Regime.DEFENCE, Regime.PARTNERSHIP, Regime.CONCESSION, Regime.OVERSEAS})
_EXPECTED_GAIN, _USEFUL_GAIN = 2, 1
# Plain words, on purpose apart from the assistant's own reading of a question.
_NAMES = {
    Regime.CONCESSION: ("concession", "concedant", "delegation de service", "delegataire", "dsp"),
    Regime.DEFENCE: ("defense",),
    Regime.PARTNERSHIP: ("marche de partenariat", "marches de partenariat", "contrat de partenariat", "ppp"),
    Regime.OVERSEAS: ("outre-mer", "mayotte", "polynesie", "caledonie"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question brought. ``missing`` are the expected articles that are not in the first ten."""

    case: Case
    found: tuple[str, ...]
    missing: tuple[str, ...]
    first_rank: int | None
    wrong_regime: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """One search on one set of questions; rates are between 0 and 1.

    ``all_at[k]``: share of questions whose expected articles are all in the first ``k``; ``recall_at[k]``: mean
    share of them; ``wrong_regime``: share of questions with, in the first five, an article of a special regime that
    the question does not name and its answer does not need.
    """

    name: str
    questions: int
    all_at: Mapping[int, float]
    recall_at: Mapping[int, float]
    mrr: float
    ndcg: float
    wrong_regime: float
    by_type: Mapping[str, tuple[int, float, float]]
    outcomes: tuple[Outcome, ...]


def answerable(cases: Iterable[Case], articles: Mapping[str, LegalArticle]) -> tuple[Case, ...]:
    """The cases a corpus can answer: all their expected articles are in it."""
    return tuple(case for case in cases if case.answerable and all(ref in articles for ref in case.expected))


def score(name: str, search: Search, cases: Iterable[Case], articles: Mapping[str, LegalArticle]) -> Score:
    """Run the search on every case and measure, with ``ir-measures``."""
    kept = tuple(cases)
    outcomes = tuple(_outcome(case, search(case.question), articles) for case in kept)
    run = {o.case.id: {ref: float(-rank) for rank, ref in enumerate(o.found)} for o in outcomes}
    strict = {case.id: dict.fromkeys(case.expected, 1) for case in kept}
    graded = {
        case.id: {**dict.fromkeys(case.useful, _USEFUL_GAIN), **dict.fromkeys(case.expected, _EXPECTED_GAIN)}
        for case in kept
    }
    recalls = {depth: _by_question(R @ depth, strict, run) for depth in DEPTHS}
    reciprocal = _by_question(RR @ 10, strict, run)
    gain = _by_question(nDCG @ 10, graded, run)
    complete = {depth: {id_: float(value == 1.0) for id_, value in recalls[depth].items()} for depth in DEPTHS}
    types = sorted({case.type for case in kept})
    return Score(
        name=name,
        questions=len(kept),
        all_at={depth: _mean(complete[depth].values()) for depth in DEPTHS},
        recall_at={depth: _mean(recalls[depth].values()) for depth in DEPTHS},
        mrr=_mean(reciprocal.values()),
        ndcg=_mean(gain.values()),
        wrong_regime=_mean(float(bool(outcome.wrong_regime)) for outcome in outcomes),
        by_type={
            kind: (
                sum(case.type == kind for case in kept),
                _mean(complete[10][case.id] for case in kept if case.type == kind),
                _mean(reciprocal[case.id] for case in kept if case.type == kind),
            )
            for kind in types
        },
        outcomes=outcomes,
    )


def _outcome(case: Case, found: list[str], articles: Mapping[str, LegalArticle]) -> Outcome:
    first = found[:10]
    ranks = [first.index(ref) + 1 for ref in case.expected if ref in first]
    asked = folded(case.question)
    right = {articles[ref].regime for ref in (*case.expected, *case.useful) if ref in articles}
    right |= {regime for regime, names in _NAMES.items() if any(name in asked for name in names)}
    wrong = [ref for ref in first[:5] if articles[ref].regime in SPECIAL - right]
    return Outcome(
        case=case,
        found=tuple(first),
        missing=tuple(ref for ref in case.expected if ref not in first),
        first_rank=min(ranks, default=None),
        wrong_regime=tuple(wrong),
    )


def _by_question(
    measure: ir_measures.Measure, qrels: Mapping[str, Mapping[str, int]], run: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    values = dict.fromkeys(qrels, 0.0)
    values.update(
        {metric.query_id: float(metric.value) for metric in ir_measures.iter_calc([measure], qrels, run)}
    )
    return values


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / len(known) if known else 0.0
