"""What a message asks for, learnt from conversations: a second opinion beside the cues of the vocabulary.

A multinomial logistic regression on what the message means and is about, on the cues it holds, on the facts told, and on what was
asked just before. Its weights are made by ``python -m evaluation intents`` and serve one embedding model; with any other, the cues
decide alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.conversation.intents import Intent
from assistant.conversation.lexicon import Lexicon
from assistant.conversation.understanding import Understanding
from assistant.conversation.wording import read_wording
from assistant.market import MarketFacts
from assistant.retrieval.search import SearchEngine

WEIGHTS = Path(__file__).with_name("learnt_intent.npz")
Vector = NDArray[np.float32]
# How much vectors of unit length count beside cues, which are between 0 and 1.
_MEANING = 8.0
_SUBJECT = 3.0
_HEAVIEST = 6
_LONG = 20
_SHORT = (3, 6)
# What was no fact when the weights were learnt.
_UNLEARNT = frozenset({"launch", "amount_ttc_per_year", "other_trades"})
_FACTS = tuple(name for name in MarketFacts.model_fields if name not in _UNLEARNT)


@dataclass(frozen=True, slots=True)
class Guess:
    """The chances of the intents, from 0 to 1, the likeliest first; ``FACT_UPDATE`` is a message that only brings facts."""

    chances: tuple[tuple[Intent, float], ...]

    @property
    def intent(self) -> Intent:
        """The likeliest intent."""
        return self.chances[0][0]

    @property
    def chance(self) -> float:
        """The chance of the likeliest intent."""
        return self.chances[0][1]

    def of(self, intent: Intent) -> float:
        """The chance of an intent."""
        return next((chance for known, chance in self.chances if known is intent), 0.0)


@dataclass(frozen=True, slots=True)
class InConversation:
    """A message in its conversation: how it was read, the facts known before it, and what was asked last."""

    said: str
    read: Understanding
    known: MarketFacts
    previous: Intent | None


@dataclass(frozen=True, slots=True, eq=False)
class LearntIntent:
    """The weights learnt, shape ``(intents, features)``, for the intents in order; ``None`` when none serve."""

    intents: tuple[Intent, ...]
    weights: Vector
    bias: Vector

    @classmethod
    def load(cls, model_id: str, path: Path = WEIGHTS) -> LearntIntent | None:
        """The weights learnt for an embedding model; ``None`` with another."""
        with np.load(path) as stored:
            if str(stored["model"]) != model_id:
                return None
            intents = tuple(Intent(name) for name in stored["intents"])
            return cls(intents, stored["weights"].astype(np.float32), stored["bias"])

    def guess(self, heard: InConversation, engine: SearchEngine, lexicon: Lexicon) -> Guess:
        """What the message asks for."""
        scores = self.weights @ features(heard, engine, lexicon) + self.bias
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        order = np.argsort(-chances)
        return Guess(tuple((self.intents[place], float(chances[place])) for place in order))


def features(heard: InConversation, engine: SearchEngine, lexicon: Lexicon) -> Vector:
    """The features of a message, shape ``(features,)``."""
    question = engine.read(heard.said)
    read = heard.read
    told = [bool(getattr(read.facts, name)) for name in _FACTS]
    known = [bool(getattr(heard.known, name)) for name in _FACTS]
    last = read.parts[-1] if read.parts else heard.said
    terms, last_terms = (lexicon.spelling.terms(read_wording(text)) for text in (heard.said, last))
    flags = [
        lexicon.intents.is_domain(terms),
        read.off_topic,
        read.is_follow_up,
        len(read.parts) > 1,
        "?" in heard.said,
        *(read.length < few for few in _SHORT),
        len(last.split()) < _SHORT[-1],
    ]
    return np.concatenate(
        [
            _MEANING * engine.embed_queries([question])[0],
            _SUBJECT * engine.subjects.of(question),
            _weighed(lexicon.intents.scores(terms)),
            _weighed(lexicon.intents.scores(last_terms)),
            _among((read.intent,)),
            _among(read.intents),
            _among((heard.previous,)),
            np.array([*flags, heard.previous is None, *told, *known], dtype=np.float32),
            np.array([min(read.length, _LONG) / _LONG], dtype=np.float32),
        ]
    ).astype(np.float32)


def _weighed(scores: Mapping[Intent, int]) -> Vector:
    found = [min(scores.get(intent, 0), _HEAVIEST) / _HEAVIEST for intent in Intent]
    return np.array(found, dtype=np.float32)


def _among(intents: tuple[Intent | None, ...]) -> Vector:
    return np.array([intent in intents for intent in Intent], dtype=np.float32)
