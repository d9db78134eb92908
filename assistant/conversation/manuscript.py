"""The numbered sentences of a draft, and what a model made of them: each line is accepted, refused or ignored.

A line replaces the sentences it names, or explains a quoted text shown beside it. Nothing else of a draft changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Block, BlockKind, Citation, Sentence
from assistant.conversation.fidelity import LinkingWords, faults
from assistant.conversation.openings import OPENING
from assistant.conversation.state import Draft
from assistant.model_tools import Found
from assistant.verification import Evidence, check_conditions, check_sentence, check_verdict
from corpus.models import LegalArticle

NBSP = "\u00a0"
_REWORDED = frozenset({BlockKind.SUMMARY, BlockKind.STEPS, BlockKind.WARNING, BlockKind.LEVERS})
# A short text is quoted in the summary itself.
_QUOTING = frozenset({BlockKind.PARAGRAPH, BlockKind.SUMMARY})
_SHORTEST = 25
_MOST_JOINED = 4
_MOST_EXPLANATIONS = 6
_LINE = re.compile(r"^[\s*•–-]*(?P<numbers>(?:\[\s*\d+(?:\s*[,;]\s*\d+)*\s*\]\s*)+)[:–-]?\s*(?P<text>\S.*)$")
# Words apart by spaces alone: two ways to cut them would be tried without end where no guillemet closes.
_UNFIT = re.compile(r"«\s*(?:[^\s»]+\s+){3,}[^\s»]+\s*»|\[|\n")
EXPLAINED_TITLE = "En clair"


class Task(StrEnum):
    """What a model may do with a sentence."""

    REWORD = "à reformuler"
    EXPLAIN = "à expliquer"


@dataclass(frozen=True, slots=True)
class Unit:
    """One numbered text: a sentence of the draft (its block and place), or what a tool gave (``block`` is -1).

    ``opening`` is the verdict a summary opens with: it is kept as it is and not given to reword.
    """

    number: int
    task: Task
    text: str
    opening: str = ""
    block: int = -1
    place: int = -1
    citations: tuple[int, ...] = ()
    article: LegalArticle | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that may not be shown, what it stands for, and why, in French."""

    numbers: tuple[int, ...]
    text: str
    source: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Accepted:
    units: tuple[Unit, ...]
    text: str


class Manuscript:
    """A draft being reworded, line by line."""

    def __init__(
        self, draft: Draft, evidence: Evidence, linking: LinkingWords, context: Iterable[str] = ()
    ) -> None:
        self._draft = draft
        self._evidence = evidence
        self._linking = linking
        self._context = tuple(context)
        self._units = {unit.number: unit for unit in _numbered(draft)}
        self._reworded: dict[int, _Accepted] = {}
        self._explained: list[_Accepted] = []

    @property
    def units(self) -> tuple[Unit, ...]:
        """What the model may work on, in reading order."""
        return tuple(self._units.values())

    @property
    def touched(self) -> bool:
        """Whether a line of the model is shown."""
        return bool(self._reworded or self._explained)

    @property
    def explanations(self) -> tuple[tuple[Unit, ...], ...]:
        """The units that each shown explanation rests on."""
        return tuple(line.units for line in self._explained)

    def add(self, found: Iterable[Found]) -> tuple[Unit, ...]:
        """Number what a tool gave, so that the model may explain it."""
        start = max(self._units, default=0) + 1
        added = tuple(
            Unit(number=number, task=Task.EXPLAIN, text=item.text, article=item.article)
            for number, item in enumerate(found, start=start)
        )
        self._units.update((unit.number, unit) for unit in added)
        return added

    def take(self, line: str) -> Refused | None:
        """Keep a line if it may be shown; a refused one is returned with its reasons, any other is ignored."""
        match = _LINE.match(line)
        if match is None:
            return None
        numbers = tuple(dict.fromkeys(int(number) for number in re.findall(r"\d+", match["numbers"])))
        units = tuple(self._units[number] for number in numbers if number in self._units)
        if len(units) != len(numbers) or not self._is_open(units):
            return None
        text = _typeset(match["text"])
        opening = next((unit.opening for unit in units if unit.opening), "")
        if opening and text.lower().startswith(opening.strip().lower()):
            text = text[len(opening.strip()) :].strip()
        source = " ".join(unit.text for unit in units)
        reasons = self._reasons(text, source, units)
        if reasons:
            return Refused(numbers, text, source, reasons)
        accepted = _Accepted(units, text)
        if units[0].task is Task.EXPLAIN:
            self._explained.append(accepted)
        else:
            self._reworded.update((unit.number, accepted) for unit in units)
        return None

    def stands_for(self, numbers: Iterable[int]) -> bool:
        """Whether accepted lines cover all these units."""
        shown = {*self._reworded, *(unit.number for line in self._explained for unit in line.units)}
        return set(numbers) <= shown

    def is_settled(self, block: int) -> bool:
        """Whether nothing of a block awaits the model."""
        waiting = (u for u in self._units.values() if u.block == block and u.task is Task.REWORD)
        return all(unit.number in self._reworded for unit in waiting)

    def block(self, index: int) -> Block:
        """A block of the draft with the accepted lines in place of the sentences they stand for."""
        block = self._draft.blocks[index]
        units = {unit.place: unit for unit in self._units.values() if unit.block == index}
        said = []
        for place, sentence in enumerate(block.sentences):
            unit = units.get(place)
            line = self._reworded.get(unit.number) if unit else None
            if unit is None or line is None:
                said.append(sentence)
            elif line.units[0] is unit:
                numbers = tuple(dict.fromkeys(n for part in line.units for n in part.citations))
                opening = next((part.opening for part in line.units if part.opening), "")
                said.append(Sentence(text=opening + line.text, citations=numbers))
        return block.model_copy(update={"sentences": tuple(said)})

    def explained_block(self, citations: Sequence[Citation]) -> Block | None:
        """The explanations in one block, with their numbers among ``citations``; none without any."""
        said = []
        for line in self._explained:
            refs = {unit.article.ref for unit in line.units if unit.article}
            numbers = [n for unit in line.units for n in unit.citations]
            for ref in sorted(refs):
                numbers += [n for n, citation in enumerate(citations, start=1) if citation.ref == ref][:1]
            said.append(Sentence(text=line.text, citations=tuple(dict.fromkeys(numbers))))
        if not said:
            return None
        return Block(kind=BlockKind.PARAGRAPH, sentences=tuple(said), title=EXPLAINED_TITLE)

    def _is_open(self, units: tuple[Unit, ...]) -> bool:
        """Whether a line may still stand for these units: one task, one block, each reworded once."""
        if len({unit.task for unit in units}) != 1 or len(units) > _MOST_JOINED:
            return False
        if units[0].task is Task.EXPLAIN:
            shown = {unit.number for line in self._explained for unit in line.units}
            return len(self._explained) < _MOST_EXPLANATIONS and not any(u.number in shown for u in units)
        places = [unit.place for unit in units]
        neighbours = places == list(range(places[0], places[0] + len(places)))
        free = not any(unit.number in self._reworded for unit in units)
        return len({unit.block for unit in units}) == 1 and neighbours and free

    def _reasons(self, text: str, source: str, units: tuple[Unit, ...]) -> tuple[str, ...]:
        cited = {self._draft.citations[n - 1].ref for unit in units for n in unit.citations}
        known = {ref: article for ref, article in self._evidence.articles.items() if ref in cited}
        known |= {unit.article.ref: unit.article for unit in units if unit.article}
        conditions = [c for c in self._draft.conditions if not check_conditions([c], source)]
        findings = (
            *check_sentence(text, Evidence(known, (source,))),
            *check_verdict(self._draft.verdict, text),
            *check_conditions(conditions, text),
        )
        whole = units[0].task is Task.REWORD
        unfaithful = faults(text, source, self._linking, whole=whole, context=self._context)
        return tuple(dict.fromkeys([*(finding.kind.value for finding in findings), *unfaithful]))


def _numbered(draft: Draft) -> Iterable[Unit]:
    number = 0
    for index, block in enumerate(draft.blocks):
        for place, sentence in enumerate(block.sentences):
            task = _task(block, sentence)
            if task is None:
                continue
            number += 1
            match = OPENING.match(sentence.text) if block.kind is BlockKind.SUMMARY else None
            opening = match[0] if match else ""
            text = sentence.text[len(opening) :]
            yield Unit(number, task, text, opening, index, place, sentence.citations)


def _task(block: Block, sentence: Sentence) -> Task | None:
    """Prose may be reworded; a quotation or a formula only explained; a text to paste is left alone."""
    unfit = _UNFIT.search(sentence.text)
    if block.kind in _REWORDED and not unfit and len(sentence.text) >= _SHORTEST:
        return Task.REWORD
    if block.kind in _QUOTING and sentence.citations and unfit:
        return Task.EXPLAIN
    return None


def _typeset(text: str) -> str:
    """French typography: curly apostrophes, non-breaking spaces in amounts and before high punctuation."""
    plain = re.sub(r"\s+", " ", text.replace("'", "’").replace("**", "")).strip()
    plain = re.sub(r"(?<=\d)[ \u202f\u2009](?=\d{3}(?!\d))", NBSP, plain)
    return re.sub(r"(?<=[\w»)%€])[ \u202f]?(?=[:;?!%€](?:\s|$|[.,)]))", NBSP, plain)
