"""One evaluation as JSON for machines, and as one HTML file for people: misses first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evaluation.answers import AnswerReport, failures
from evaluation.attacks import AttackReport
from evaluation.charts import ranks_chart, systems_chart, types_chart
from evaluation.dialogues import DialogueReport
from evaluation.dialogues import failures as wrong_turns
from evaluation.retrieval import Outcome, Score
from evaluation.systems import Comparison
from evaluation.thresholds import FOLDER, Check

REPORTS = FOLDER / "reports"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one run measured; ``dialogues`` by corpus name; ``notes`` say in French what could not be run."""

    split: str
    on: date
    comparisons: tuple[Comparison, ...]
    answers: AnswerReport | None
    checks: tuple[Check, ...]
    notes: tuple[str, ...] = ()
    dialogues: Mapping[str, DialogueReport] = field(default_factory=dict)
    attacks: AttackReport | None = None

    @property
    def passed(self) -> bool:
        """Whether every threshold is reached and nothing was lost."""
        return all(check.passed for check in self.checks)


def measures_of(
    comparisons: Sequence[Comparison],
    answers: AnswerReport | None,
    dialogues: Mapping[str, DialogueReport] | None = None,
    attacks: AttackReport | None = None,
) -> dict[str, float]:
    """The measures that thresholds may name: those of the assistant, the worst of its repeats."""
    measures: dict[str, float] = {}
    for comparison in comparisons:
        for name, value in _rates(comparison.assistant).items():
            measures[f"retrieval.{comparison.corpus.name}.{name}"] = value
    if answers:
        measures.update({f"answers.{name}": value for name, value in answers.rates.items() if name != "cases"})
    for corpus, held in (dialogues or {}).items():
        counts = ("turns", "dialogues")
        measures.update({f"dialogues.{corpus}.{n}": value for n, value in held.rates.items() if n not in counts})
    if attacks:
        measures.update({f"attacks.{name}": value for name, value in attacks.rates.items() if name != "tried"})
    return measures


def write(evaluation: Evaluation, folder: Path = REPORTS) -> tuple[Path, Path]:
    """Write ``evaluation-<split>.json`` and ``.html``; returns both paths."""
    folder.mkdir(parents=True, exist_ok=True)
    data, page = (folder / f"evaluation-{evaluation.split}.{kind}" for kind in ("json", "html"))
    data.write_text(json.dumps(_plain(evaluation), ensure_ascii=False, indent=1), encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["percent"] = lambda value: f"{100 * value:.1f}\u00a0%".replace(".", ",")
    environment.filters["number"] = lambda value: f"{value:.3f}".replace(".", ",")
    template = environment.get_template("report.html.j2")
    charts = [
        (systems_chart(c.scores), types_chart(c.assistant), ranks_chart(c.assistant))
        for c in evaluation.comparisons
    ]
    page.write_text(
        template.render(
            evaluation=evaluation,
            charts=charts,
            misses=[_misses(comparison.assistant) for comparison in evaluation.comparisons],
            tried=yaml.safe_load((FOLDER / "tried.yaml").read_text(encoding="utf-8")),
            answer_faults=failures(evaluation.answers) if evaluation.answers else [],
            turn_faults={name: wrong_turns(held) for name, held in evaluation.dialogues.items()},
        ),
        encoding="utf-8",
    )
    return data, page


def _misses(score: Score) -> list[Outcome]:
    """What went wrong, worst first: articles that did not come, another regime, then low ranks."""
    wrong = [o for o in score.outcomes if o.missing or o.wrong_regime or (o.first_rank or 11) > 1]
    return sorted(wrong, key=lambda o: (not o.missing, not o.wrong_regime, -(o.first_rank or 11)))


def _rates(score: Score) -> dict[str, float]:
    return {
        **{f"all_at_{depth}": value for depth, value in score.all_at.items()},
        **{f"recall_at_{depth}": value for depth, value in score.recall_at.items()},
        "mrr": score.mrr,
        "ndcg": score.ndcg,
        "wrong_regime": score.wrong_regime,
    }


def _plain(evaluation: Evaluation) -> dict[str, Any]:
    return {
        "split": evaluation.split,
        "as_of": evaluation.on.isoformat(),
        "passed": evaluation.passed,
        "notes": list(evaluation.notes),
        "checks": [
            {
                "name": check.name,
                "value": check.value,
                "min": check.minimum,
                "max": check.maximum,
                "accepted": check.former,
                "passed": check.passed,
            }
            for check in evaluation.checks
        ],
        "retrieval": [
            {
                "corpus": comparison.corpus.name,
                "articles": len(comparison.corpus.articles),
                "readings": len(comparison.corpus.readings),
                "questions": comparison.assistant.questions,
                "searches": [{"name": s.name, **_rates(s)} for s in comparison.scores],
                "repeats": [_rates(s) for s in comparison.repeats],
                "by_type": {
                    kind: {"questions": count, "all_at_10": complete, "mrr": mrr}
                    for kind, (count, complete, mrr) in comparison.assistant.by_type.items()
                },
                "outcomes": [
                    {
                        "id": o.case.id,
                        "question": o.case.question,
                        "expected": list(o.case.expected),
                        "found": list(o.found),
                        "missing": list(o.missing),
                        "wrong_regime": list(o.wrong_regime),
                    }
                    for o in comparison.assistant.outcomes
                ],
            }
            for comparison in evaluation.comparisons
        ],
        "answers": None
        if evaluation.answers is None
        else {
            "rates": evaluation.answers.rates,
            "faults": [
                {"fault": name, "id": s.case.id, "question": s.case.question, "answer": s.answer.text}
                for name, s in failures(evaluation.answers)
            ],
        },
        "dialogues": {
            name: {
                "rates": held.rates,
                "faults": [
                    {
                        "faults": list(s.faults),
                        "id": s.dialogue.id,
                        "turn": s.rank,
                        "say": s.turn.say,
                        "answer": s.said,
                    }
                    for s in wrong_turns(held)
                ],
            }
            for name, held in evaluation.dialogues.items()
        },
        "attacks": None
        if evaluation.attacks is None
        else {
            "counts": evaluation.attacks.rates,
            "successes": [
                {
                    "id": a.attack.id,
                    "try": a.number,
                    "reasons": [list(r) for r in a.reasons],
                    "answer": a.reply.said,
                }
                for a in evaluation.attacks.successes
            ],
        },
    }
