"""What the sources never hold: prices, awards, statistics, case law, other texts. Data: ``vocabulary/limits.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from assistant.folding import folded
from corpus.errors import BrokenCorpusFile
from corpus.load import parse_yaml


@dataclass(frozen=True, slots=True)
class Limit:
    """A family of questions the sources cannot answer: what to say, where to look, what to cite if known."""

    name: str
    cues: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    say: str
    where: str
    cite: tuple[str, ...] = ()

    def holds(self, text: str) -> bool:
        """Whether a question, folded, is of this family."""
        if self.unless is not None and self.unless.search(text):
            return False
        return any(cue.search(text) for cue in self.cues)


def load_limits(path: Path) -> tuple[Limit, ...]:
    """The limits of a file.

    Raises:
        BrokenCorpusFile: a field is missing, or an expression cannot be read.
    """
    records = parse_yaml(path, path.read_text(encoding="utf-8"))
    if not isinstance(records, list):
        raise BrokenCorpusFile(path, "une liste de limites est attendue", 1)
    return tuple(_limit(path, record) for record in records)


def limit_of(question: str, limits: tuple[Limit, ...]) -> Limit | None:
    """The first limit a question meets."""
    text = folded(question)
    return next((limit for limit in limits if limit.holds(text)), None)


def _limit(path: Path, record: dict[str, object]) -> Limit:
    try:
        cues, unless, cite = record["cues"], record.get("unless") or [], record.get("cite") or []
        exceptions = unless if isinstance(unless, list) else [unless]
        assert isinstance(cues, list)
        assert isinstance(cite, list)
        return Limit(
            name=str(record["name"]),
            cues=tuple(re.compile(str(cue)) for cue in cues),
            unless=re.compile("|".join(map(str, exceptions))) if exceptions else None,
            say=str(record["say"]),
            where=str(record["where"]),
            cite=tuple(map(str, cite)),
        )
    except (KeyError, AssertionError, re.error) as error:
        raise BrokenCorpusFile(path, f"limite « {record.get('name')} » illisible ({error})") from error
