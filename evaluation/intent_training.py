"""Learn what a message of a conversation asks for, from conversations whose messages are marked.

A multinomial logistic regression under an L2 penalty. Margin questions that no rule decides, and outside examples, stand for
questions on the law and for what has no answer here: people ask far more of these than conversations show.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.conversation.fact_merging import merge_facts
from assistant.conversation.intents import WORK, Intent
from assistant.conversation.learnt_intent import WEIGHTS, InConversation, features
from assistant.conversation.outside import read_outside
from assistant.conversation.routing import RULED_REFS
from assistant.conversation.understanding import understand
from assistant.market import MarketFacts
from assistant.service import Assistant
from corpus.load import parse_yaml
from corpus.reading_files import Reading

CONVERSATIONS = Path(__file__).with_name("intents.yaml")
HELD_OUT = Path(__file__).with_name("cases") / "messages.yaml"
MEANT = {
    "reservation": Intent.RESERVATION,
    "heures": Intent.HOURS,
    "clause": Intent.CLAUSE,
    "structures": Intent.PARTNERS,
    "obligation": Intent.OBLIGATION,
    "levier": Intent.LEVER,
    "procedure": Intent.PROCEDURE,
    "spaser": Intent.SPASER,
    "textes": Intent.LEGAL,
    "faits": Intent.FACT_UPDATE,
    "retenu": Intent.RECALL,
    "politesse": Intent.SMALLTALK,
    "hors": Intent.OUT_OF_SCOPE,
}
_INTENTS = tuple(MEANT.values())
_PENALTY = 0.3
_NOTES = 1_200
_OUTSIDE = 300
_NOTE_WEIGHT = 0.3
_SEED = 20261130
Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Message:
    """A message and the intents that answer it, in order."""

    said: str
    asks: tuple[Intent, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Described:
    """The features of a message, what answers it, and what was asked just before."""

    features: Vector
    asks: tuple[Intent, ...]
    previous: Intent | None

    def is_right(self, intent: Intent) -> bool:
        """Whether an intent answers: a message that only brings facts calls again what answered before."""
        return intent in self.asks or (Intent.FACT_UPDATE in self.asks and intent is self.previous)


def read_conversations(path: Path = CONVERSATIONS) -> tuple[tuple[Message, ...], ...]:
    """The marked conversations of a file: a list of lists of ``{asks, said}``.

    Raises:
        BrokenCorpusFile: the file is not YAML.
    """
    return tuple(
        tuple(Message(str(m["said"]), tuple(MEANT[name] for name in m["asks"].split("+"))) for m in messages)
        for messages in parse_yaml(path, path.read_text(encoding="utf-8"))
    )


def train(assistant: Assistant, readings: Iterable[Reading], path: Path = WEIGHTS) -> tuple[int, float]:
    """Write the weights learnt; returns the number of messages learnt from, and the rate of right ones of those held out."""
    marked = described(assistant, read_conversations())
    noted = described(assistant, [(message,) for message in _noted(assistant, readings)])
    model = fitted(marked, noted)
    intents = [_INTENTS[number] for number in model.classes_]
    np.savez(
        path,
        model=np.array(assistant.toolbox.engine.embedder.model_id),
        intents=np.array([intent.value for intent in intents]),
        weights=model.coef_.astype(np.float16),
        bias=model.intercept_.astype(np.float32),
    )
    held_out = described(assistant, read_conversations(HELD_OUT))
    guessed = model.predict(np.stack([message.features for message in held_out]))
    right = [m.is_right(_INTENTS[number]) for m, number in zip(held_out, guessed, strict=True)]
    return len(marked), sum(right) / len(right)


def fitted(marked: Sequence[Described], noted: Sequence[Described]) -> LogisticRegression:
    """The regression; its classes are the places of the intents in ``MEANT``. What asks two things counts for half in each."""
    rows = [(m, intent, 1.0) for m in marked for intent in m.asks]
    rows += [(m, intent, _NOTE_WEIGHT) for m in noted for intent in m.asks]
    return LogisticRegression(C=_PENALTY, max_iter=3_000).fit(
        np.stack([message.features for message, _, _ in rows]),
        [_INTENTS.index(intent) for _, intent, _ in rows],
        sample_weight=[weight / len(message.asks) for message, _, weight in rows],
    )


def described(assistant: Assistant, conversations: Iterable[Sequence[Message]]) -> list[Described]:
    """Each message as the assistant hears it, what was asked before it being known."""
    found = []
    for messages in conversations:
        facts, previous = MarketFacts(), None
        for turn, message in enumerate(messages):
            said = assistant.toolbox.engine.speller.parted(assistant.lexicon.shorthand.written_out(message.said))
            read = understand(said, assistant.lexicon, facts, previous, turn)
            heard = InConversation(said, read, facts, previous)
            found.append(
                Described(features(heard, assistant.toolbox.engine, assistant.lexicon), message.asks, previous)
            )
            facts = merge_facts(facts, read.facts, read.forgotten)
            # Facts, courtesies and other subjects do not change what the conversation is about.
            previous = next((intent for intent in message.asks if intent in WORK), previous)
    return found


def _noted(assistant: Assistant, readings: Iterable[Reading]) -> list[Message]:
    chance = random.Random(_SEED)
    asked: dict[str, list[str]] = {}
    for reading in readings:
        if reading.ref not in RULED_REFS:
            asked.setdefault(reading.ref, []).extend(ask.question for ask in reading.asks)
    refs = sorted(asked)
    notes = {chance.choice(asked[chance.choice(refs)]) for _ in range(_NOTES)}
    outside = read_outside(assistant.settings.corpus_dir / "vocabulary" / "hors_sources.yaml")
    examples = chance.sample([question for family in outside.values() for question in family], _OUTSIDE)
    return [
        *(Message(question, (Intent.LEGAL,)) for question in sorted(notes)),
        *(Message(question, (Intent.OUT_OF_SCOPE,)) for question in examples),
    ]
