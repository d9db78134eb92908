"""Score the partner lookup: is an expected structure among the first three results?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.partners import PartnerDirectory, PartnerQuery

DEPTH = 3
_DOES_THE_TRADE = "Activité\u00a0:"


@dataclass(frozen=True, slots=True)
class PartnerCase:
    """One question, the structures of which one is expected among the first three, the very first if there is one.

    ``never`` are structures that must not be presented as doing the trade.
    """

    question: str
    expected: tuple[str, ...]
    first: str | None = None
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerScore:
    """The score of one case; ``found`` are the first three names."""

    case: PartnerCase
    found: tuple[str, ...]
    success: bool
    first_right: bool
    overstated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnerReport:
    """The scores of every case. Rates are ratios."""

    scores: tuple[PartnerScore, ...]

    @property
    def success_at_3(self) -> float:
        """The share of questions with an expected structure among the first three."""
        return sum(score.success for score in self.scores) / len(self.scores)

    @property
    def first_right(self) -> float:
        """The share, among questions that have one right first answer, of those that give it first."""
        judged = [score for score in self.scores if score.case.first is not None]
        return sum(score.first_right for score in judged) / len(judged) if judged else 1.0

    @property
    def overstated(self) -> tuple[PartnerScore, ...]:
        """The cases in which a structure is presented as doing what it is not known to do."""
        return tuple(score for score in self.scores if score.overstated)


def load_cases(path: Path) -> tuple[PartnerCase, ...]:
    """The cases of a YAML file."""
    return tuple(
        PartnerCase(
            question=entry["question"],
            expected=tuple(entry["expected"]),
            first=entry.get("first"),
            never=tuple(entry.get("never", ())),
        )
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    )


def score_partners(directory: PartnerDirectory, cases: Iterable[PartnerCase]) -> PartnerReport:
    """Ask every question to the directory and score its results."""
    return PartnerReport(tuple(_score(directory, case) for case in cases))


def _score(directory: PartnerDirectory, case: PartnerCase) -> PartnerScore:
    matches = directory.search(PartnerQuery(text=case.question)).matches
    names = tuple(match.name for match in matches)
    overstated = tuple(
        match.name
        for match in matches
        if match.name in case.never and any(reason.startswith(_DOES_THE_TRADE) for reason in match.reasons)
    )
    return PartnerScore(
        case=case,
        found=names[:DEPTH],
        success=bool(set(names[:DEPTH]) & set(case.expected)),
        first_right=case.first is None or names[:1] == (case.first,),
        overstated=overstated,
    )
