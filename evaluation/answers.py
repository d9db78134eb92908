"""Score whole answers: verdict, expected article, limiting condition, phantoms, invented figures, refusals.

The scores are computed from the JSON a user receives, never from prompts or internals.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.answer import Answer, BlockKind, Status
from assistant.quantities import article_refs, plain_spaces, quantities
from corpus.models import LegalArticle
from corpus.regimes import Regime
from evaluation.cases import Case
from evaluation.wording import mentions

Ask = Callable[[str], Answer]

_OTHER_REGIMES = frozenset({Regime.DEFENCE, Regime.CONCESSION, Regime.PARTNERSHIP})


@dataclass(frozen=True, slots=True)
class CaseScore:
    """What one answer got right, ``None`` where the case does not say; faults are listed by name.

    ``missing`` when none of the articles that answer is installed: a refusal is then right.
    """

    case: Case
    answer: Answer
    seconds: float
    verdict_right: bool | None = None
    cited: bool | None = None
    all_cited: bool | None = None
    condition_kept: bool | None = None
    figures_given: bool | None = None
    missing: bool = False
    refused: bool = False
    phantoms: tuple[str, ...] = ()
    out_of_context: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()
    wrong_regime: tuple[str, ...] = ()
    altered_quotes: tuple[str, ...] = ()
    flipped: bool = False

    @property
    def refusal_right(self) -> bool:
        """Answerable questions are answered; the others are refused, or their premise is corrected."""
        if self.missing:
            return self.refused
        if self.case.answerable:
            return not self.refused
        return self.refused or (self.case.expect == "correct" and self.answer.status is Status.PARTIAL)


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """The scores of a set of cases and their rates, each between 0 and 1; latencies in seconds."""

    scores: tuple[CaseScore, ...]
    rates: dict[str, float] = field(default_factory=dict)


def evaluate_answers(
    cases: Sequence[Case], ask: Ask, articles: dict[str, LegalArticle], on: date, repeats: int = 1
) -> AnswerReport:
    """Ask every case ``repeats`` times in fresh conversations and score the first answer; flips are counted."""
    scores = []
    for case in cases:
        started = time.perf_counter()
        answer = ask(case.question)
        seconds = time.perf_counter() - started
        again = [ask(case.question) for _ in range(repeats - 1)]
        flipped = any((a.verdict, a.text) != (answer.verdict, answer.text) for a in again)
        scores.append(score(case, answer, seconds, articles, on, flipped))
    return AnswerReport(tuple(scores), rates_of(scores))


def score(
    case: Case, answer: Answer, seconds: float, articles: dict[str, LegalArticle], on: date, flipped: bool = False
) -> CaseScore:
    """The score of one answer to one case."""
    cited = {citation.ref for citation in answer.citations}
    refused = answer.status is Status.REFUSED
    missing = case.answerable and not articles.keys() & set(case.expected)
    known = case.answerable and not missing
    right = not refused and known
    verdict = answer.verdict.value if answer.verdict else None
    return CaseScore(
        case=case,
        answer=answer,
        seconds=seconds,
        verdict_right=verdict == case.verdict if known and case.verdict else None,
        cited=bool(cited & set(case.expected)) if known else None,
        all_cited=set(case.expected) <= cited if known else None,
        condition_kept=any(mentions(answer.text, c) for c in case.condition) if case.condition and right else None,
        figures_given=_gives(case, answer) if case.figures and right else None,
        missing=missing,
        refused=refused,
        phantoms=_phantoms(answer, articles, on),
        out_of_context=_out_of_context(case, answer, articles) if known else (),
        invented=_invented(case, answer, articles),
        wrong_regime=_wrong_regime(case, answer, articles),
        altered_quotes=tuple(c.ref for c in answer.citations if not _is_verbatim(c.quote, articles.get(c.ref))),
        flipped=flipped,
    )


def rates_of(scores: Iterable[CaseScore]) -> dict[str, float]:
    """The rates of a set of scores, by name."""
    known = tuple(scores)
    latencies = sorted(s.seconds for s in known)
    answerable = [s for s in known if s.case.answerable and not s.missing]
    others = [s for s in known if not s.case.answerable]
    return {
        "cases": float(len(known)),
        "verdict_right": _share(s.verdict_right for s in known),
        "expected_cited": _share(s.cited for s in known),
        "all_expected_cited": _share(s.all_cited for s in known),
        "condition_kept": _share(s.condition_kept for s in known),
        "figures_given": _share(s.figures_given for s in known),
        "unanswerable_refused": _share(s.refusal_right for s in others),
        "missing_refused": _share(s.refused for s in known if s.missing),
        "answerable_refused": _share(s.refused for s in answerable),
        "phantom_citations": float(sum(len(s.phantoms) for s in known)),
        "out_of_context_citations": float(sum(len(s.out_of_context) for s in known)),
        "invented_figures": float(sum(len(s.invented) for s in known)),
        "wrong_regime": float(sum(len(s.wrong_regime) for s in known)),
        "altered_quotes": float(sum(len(s.altered_quotes) for s in known)),
        "flips": float(sum(s.flipped for s in known)),
        "latency_p50": _percentile(latencies, 0.50),
        "latency_p95": _percentile(latencies, 0.95),
    }


def _gives(case: Case, answer: Answer) -> bool:
    return all(any(mentions(answer.text, w) for w in case.accepted_spellings(figure)) for figure in case.figures)


def _phantoms(answer: Answer, articles: dict[str, LegalArticle], on: date) -> tuple[str, ...]:
    """Articles cited that do not exist or are not in force, and articles named that no citation or quote holds."""
    cited = {citation.ref for citation in answer.citations}
    ghosts = [ref for ref in cited if ref not in articles or not articles[ref].is_in_force(on)]
    known = " ".join(articles[ref].text for ref in cited if ref in articles)
    allowed = cited | set(article_refs(known))
    for block in answer.blocks:
        for sentence in block.sentences:
            ghosts += [ref for ref in article_refs(sentence.text) if not _named(ref, allowed)]
    return tuple(dict.fromkeys(ghosts))


def _named(ref: str, allowed: set[str]) -> bool:
    variants = {ref, f"{ref} (travail)", ref.removesuffix(" (travail)"), *(f"{letter}{ref}" for letter in "LRD")}
    return bool(variants & allowed) or any(ref.startswith(f"{a}.") for a in allowed)


def _out_of_context(case: Case, answer: Answer, articles: dict[str, LegalArticle]) -> tuple[str, ...]:
    """Citations outside the chapters of every article a right answer rests on, when none of them was cited."""
    right = {*case.expected, *case.useful}
    cited = [citation.ref for citation in answer.citations]
    if set(cited) & right:
        return ()
    chapters = {articles[ref].path[:5] for ref in right if ref in articles}
    return tuple(ref for ref in cited if ref in articles and articles[ref].path[:5] not in chapters)


def _invented(case: Case, answer: Answer, articles: dict[str, LegalArticle]) -> tuple[str, ...]:
    """Figures of the prose that neither a cited article, the calculation, the clause nor the question holds."""
    texts = [articles[c.ref].text for c in answer.citations if c.ref in articles]
    texts += [case.question, *(f"{c.in_force_since} {c.consolidated_on}" for c in answer.citations)]
    texts += [answer.clause.text] if answer.clause else []
    # The steps of a rule are its result: the summary may repeat them.
    texts += [s.text for part in answer.blocks if part.kind is BlockKind.STEPS for s in part.sentences]
    texts += [f"{answer.as_of} {answer.corpus_date}"]
    if answer.calculation:
        texts.append(answer.calculation.model_dump_json())
        texts += [answer.calculation.formula, *answer.calculation.remarks, answer.calculation.feasibility or ""]
        texts += [p.source for p in answer.calculation.parameters]
    known = {q.key for text in texts for q in quantities(text)}
    values = {value for value, _ in known}
    found = []
    for block in answer.blocks:
        if block.kind.value in {"structures", "clause", "calculation", "questions"}:
            continue
        for sentence in block.sentences:
            for quantity in quantities(sentence.text):
                strong = quantity.unit in {"€", "%", "date", "jour", "mois", "an"}
                if strong and quantity.key not in known and quantity.value not in values:
                    found.append(quantity.words)
    return tuple(found)


def _wrong_regime(case: Case, answer: Answer, articles: dict[str, LegalArticle]) -> tuple[str, ...]:
    """Citations of a special regime in an answer to an ordinary question."""
    right = {articles[ref].regime for ref in (*case.expected, *case.useful) if ref in articles}
    if right & _OTHER_REGIMES or case.reason == "wrong_regime":
        return ()
    cited = (articles[c.ref] for c in answer.citations if c.ref in articles)
    named = set(article_refs(case.question))
    return tuple(a.ref for a in cited if a.regime in _OTHER_REGIMES and a.ref not in named)


def _is_verbatim(quote: str, article: LegalArticle | None) -> bool:
    return article is not None and plain_spaces(quote) in plain_spaces(article.text)


def _share(values: Iterable[bool | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 1.0


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def failures(report: AnswerReport) -> list[tuple[str, CaseScore]]:
    """Every fault with its name, for the report: misses first."""
    found: list[tuple[str, CaseScore]] = []
    for s in report.scores:
        named = {
            "refus à tort": s.case.answerable and not s.missing and s.refused,
            "réponse à tort": not s.refusal_right and not s.refused,
            "verdict": s.verdict_right is False and not s.refused,
            "article attendu non cité": s.cited is False and not s.refused,
            "condition omise": s.condition_kept is False,
            "article fantôme": bool(s.phantoms),
            "hors contexte": bool(s.out_of_context),
            "chiffre inventé": bool(s.invented),
            "mauvais régime": bool(s.wrong_regime),
        }
        found += [(name, s) for name, failed in named.items() if failed]
    return found
