"""What a report must reach, and how it compares with the last one accepted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
THRESHOLDS = FOLDER / "thresholds.yaml"
ACCEPTED = FOLDER / "accepted.json"
# A lower value of these is better: a rise is what must not happen.
_LOWER_IS_BETTER = (
    *("wrong_regime", "refused", "phantom", "context", "invented", "altered", "flips", "latency"),
    *("succeeded", "obeyed", "leaked", "gave_way"),
)


@dataclass(frozen=True, slots=True)
class Check:
    """One measure against what is asked of it; ``former`` is its value in the accepted report, if any."""

    name: str
    value: float
    minimum: float | None = None
    maximum: float | None = None
    former: float | None = None
    reached: bool = True
    regressed: bool = False

    @property
    def passed(self) -> bool:
        """Whether the threshold is reached and nothing was lost since the accepted report."""
        return self.reached and not self.regressed


def read_thresholds(path: Path = THRESHOLDS) -> dict[str, Any]:
    """The thresholds file as it is."""
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def evaluated_on(thresholds: Mapping[str, Any]) -> date:
    """The day on which the questions are asked."""
    day = thresholds["as_of"]
    return day if isinstance(day, date) else date.fromisoformat(str(day))


def check(measures: Mapping[str, float], thresholds: Mapping[str, Any], accepted: Path = ACCEPTED) -> list[Check]:
    """Every measure named ``part.corpus.measure`` or ``part.measure`` that has a threshold or an accepted value.

    A measure that could not be taken (the whole code is not here) is not checked.
    """
    former: dict[str, float] = json.loads(accepted.read_text(encoding="utf-8")) if accepted.exists() else {}
    limits = _flat(thresholds)
    drop = float(thresholds.get("tolerated_drop", 0.0))
    return [
        _check(name, value, limits.get(name, {}), former.get(name), drop)
        for name, value in measures.items()
        if name in limits or name in former
    ]


def accept(measures: Mapping[str, float], path: Path = ACCEPTED) -> None:
    """Make these measures the ones the next report is compared with; others already accepted are kept."""
    former: dict[str, float] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept = {name: value for name, value in measures.items() if "latency" not in name}
    text = json.dumps({**former, **kept}, indent=2, sort_keys=True, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def _check(name: str, value: float, limit: Mapping[str, float], former: float | None, drop: float) -> Check:
    low, high = limit.get("min"), limit.get("max")
    reached = (low is None or value >= low) and (high is None or value <= high)
    lower_is_better = any(word in name.rsplit(".", 1)[-1] for word in _LOWER_IS_BETTER)
    lost = 0.0 if former is None else (value - former if lower_is_better else former - value)
    return Check(name, value, low, high, former, reached, lost > drop)


def _flat(thresholds: Mapping[str, Any]) -> dict[str, Mapping[str, float]]:
    flat: dict[str, Mapping[str, float]] = {}
    for corpus, limits in thresholds.get("retrieval", {}).items():
        flat.update({f"retrieval.{corpus}.{measure}": limit for measure, limit in limits.items()})
    for corpus, limits in thresholds.get("dialogues", {}).items():
        flat.update({f"dialogues.{corpus}.{measure}": limit for measure, limit in limits.items()})
    for part in ("answers", "attacks"):
        flat.update({f"{part}.{measure}": limit for measure, limit in thresholds.get(part, {}).items()})
    return flat
