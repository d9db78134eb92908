"""Score whole conversations turn by turn: reaction, articles, verdict, condition, figures, facts kept and forgotten.

The scores are computed from the JSON a user receives. What an article decides is scored only where the corpus holds
every article expected at that turn: elsewhere, refusing is right and answering from a neighbour is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from assistant.answer import Answer, BlockKind, Status
from assistant.conversation.intents import SOCIAL, Intent
from assistant.errors import InvalidInput
from evaluation.cases import Dialogue, Turn
from evaluation.wording import folded, mentions

Say = Callable[[str, str | None], Answer]

# Replies that hold no law: a courtesy, a request to write otherwise.
_COURTESIES = frozenset({*SOCIAL, Intent.INSULT, Intent.EMPTY, Intent.FOREIGN_LANGUAGE})
_CRITERIA = (
    "reaction_right",
    "expected_cited",
    "verdict_right",
    "condition_kept",
    "figures_given",
    "facts_carried",
    "facts_forgotten",
    "words_said",
    "forbidden_avoided",
)


@dataclass(frozen=True, slots=True)
class TurnScore:
    """What one turn got right, ``None`` where the case does not say; ``answer`` is missing when the message was refused.

    ``rank`` is the 1-based place of the turn; ``said`` is the text shown, ``reactions`` what it amounts to.
    """

    dialogue: Dialogue
    rank: int
    turn: Turn
    answer: Answer | None
    said: str
    reactions: frozenset[str]
    reaction_right: bool | None = None
    expected_cited: bool | None = None
    verdict_right: bool | None = None
    condition_kept: bool | None = None
    figures_given: bool | None = None
    facts_carried: bool | None = None
    facts_forgotten: bool | None = None
    words_said: bool | None = None
    forbidden_avoided: bool | None = None

    @property
    def faults(self) -> tuple[str, ...]:
        """The names of the criteria missed."""
        return tuple(name for name in _CRITERIA if getattr(self, name) is False)

    @property
    def right(self) -> bool:
        """Whether every criterion of the turn is met."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class DialogueReport:
    """The scores of every turn and their rates, each between 0 and 1 but ``turns`` and ``dialogues``."""

    scores: tuple[TurnScore, ...]
    rates: dict[str, float]


def evaluate_dialogues(dialogues: Sequence[Dialogue], say: Say, refs: Collection[str]) -> DialogueReport:
    """Hold every dialogue in a conversation of its own; ``refs`` are the articles of the corpus.

    ``say`` answers a message in the conversation of the given id, a new one when there is none.
    """
    scores = [score for dialogue in dialogues for score in _held(dialogue, say, refs)]
    return DialogueReport(tuple(scores), rates_of(scores))


def _held(dialogue: Dialogue, say: Say, refs: Collection[str]) -> Iterable[TurnScore]:
    conversation: str | None = None
    for rank, turn in enumerate(dialogue.turns, start=1):
        try:
            answer = say(turn.say, conversation)
        except InvalidInput as refusal:
            yield score_refusal(dialogue, rank, refusal)
        else:
            conversation = answer.conversation_id
            yield score_turn(dialogue, rank, answer, refs)


def score_turn(dialogue: Dialogue, rank: int, answer: Answer, refs: Collection[str]) -> TurnScore:
    """The score of the answer to the turn of that rank."""
    turn = dialogue.turns[rank - 1]
    held = all(ref in refs for ref in turn.expected)
    shown = reactions(answer)
    verdict = answer.verdict.value if answer.verdict else None
    cited = {citation.ref for citation in answer.citations}
    known = _known(answer)
    text = answer.text
    return TurnScore(
        dialogue=dialogue,
        rank=rank,
        turn=turn,
        answer=answer,
        said=text,
        reactions=shown,
        reaction_right=bool(shown & set(turn.expect)) if held else None,
        expected_cited=set(turn.expected) <= cited if held and turn.expected else None,
        verdict_right=verdict == turn.verdict if held and turn.verdict else None,
        condition_kept=any(mentions(text, words) for words in turn.condition) if held and turn.condition else None,
        figures_given=all(mentions(text, figure) for figure in turn.figures) if held and turn.figures else None,
        facts_carried=all(_is_shown(value, known.get(name)) for name, value in turn.facts) if turn.facts else None,
        facts_forgotten=not known.keys() & set(turn.forgotten) if turn.forgotten else None,
        words_said=all(mentions(text, words) for words in turn.must) if held and turn.must else None,
        forbidden_avoided=not any(mentions(text, words) for words in turn.must_not) if turn.must_not else None,
    )


def score_refusal(dialogue: Dialogue, rank: int, refusal: InvalidInput) -> TurnScore:
    """The score of a message refused before any answer: the error asks for another one."""
    turn = dialogue.turns[rank - 1]
    shown = frozenset({"ask"})
    right = bool(shown & set(turn.expect))
    return TurnScore(dialogue, rank, turn, None, refusal.message, shown, reaction_right=right)


def reactions(answer: Answer) -> frozenset[str]:
    """What an answer amounts to, in the words of the cases; several may hold at once."""
    kinds = {block.kind for block in answer.blocks}
    found: set[str] = set()
    if answer.status is Status.REFUSED:
        # An error of the question is corrected by saying that the texts do not hold it.
        return frozenset({"refuse", "correct"})
    if answer.intent in _COURTESIES:
        found.add("acknowledge")
    if answer.intent == Intent.PARTNERS and not answer.structures:
        found.add("refuse")
    if answer.status is Status.PARTIAL and BlockKind.WARNING in kinds:
        found.add("correct")
    if answer.clause is not None:
        found.add("clause")
    if answer.calculation is not None and answer.clause is None:
        found.add("calculation")
    if answer.structures:
        found.add("structures")
    if answer.questions:
        found.add("ask")
    if answer.citations:
        found.add("answer")
    if not found or (answer.intent == Intent.FACT_UPDATE and not answer.citations):
        found.add("acknowledge")
    return frozenset(found)


def rates_of(scores: Iterable[TurnScore]) -> dict[str, float]:
    """The rates of a set of turns, by name."""
    known = tuple(scores)
    dialogues: dict[str, bool] = {}
    for score in known:
        dialogues[score.dialogue.id] = dialogues.get(score.dialogue.id, True) and score.right
    return {
        "turns": float(len(known)),
        "dialogues": float(len(dialogues)),
        "turns_right": _share(score.right for score in known),
        "dialogues_right": _share(dialogues.values()),
        **{name: _share(getattr(score, name) for score in known) for name in _CRITERIA},
    }


def failures(report: DialogueReport) -> list[TurnScore]:
    """The turns with a fault, those with most faults first."""
    return sorted((s for s in report.scores if not s.right), key=lambda s: (-len(s.faults), s.dialogue.id, s.rank))


def _known(answer: Answer) -> dict[str, str]:
    """The facts shown, by name; the amount of a single lot is that of the market described by this lot alone."""
    known = {fact.name: fact.value for fact in answer.understood}
    lots = [value for name, value in known.items() if name.startswith("lots.")]
    if len(lots) == 1 and "," in lots[0]:
        known.setdefault("amount_ht", lots[0].rpartition(", ")[2])
    return known


def _is_shown(expected: str, shown: str | None) -> bool:
    """Whether a fact is shown with the expected value: numbers as numbers (« 5 % » is 0.05), words as they start."""
    if shown is None:
        return False
    try:
        wanted = Decimal(expected)
    except InvalidOperation:
        return folded(shown).startswith(folded(expected))
    read = re.match(r"-?\d[\d\s]*(?:,\d+)?", shown)
    if read is None:
        return False
    value = Decimal(re.sub(r"\s", "", read.group()).replace(",", "."))
    return wanted == (value / 100 if shown[read.end() :].lstrip().startswith("%") else value)


def _share(values: Iterable[bool | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 1.0
