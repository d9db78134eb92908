"""The words two questions share, weighted by their rarity."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.retrieval.lexicon import stems

# A word that no article holds is likelier a name or a misspelling than the subject.
_MOST_RARE = 1.5


def shared_words(question: str, others: Sequence[str], rarity: Callable[[str], float]) -> list[float]:
    """For each of the others, the harmonic mean of the shares of the words of both that they share, from 0 to 1."""
    own = _weighted(question, rarity)
    return [_shared(own, _weighted(other, rarity)) for other in others]


def said_share(question: str, other: str, rarity: Callable[[str], float]) -> float:
    """The share of the words of ``other``, weighted by rarity, that the question says, from 0 to 1."""
    own, told = set(stems(question)), _weighted(other, rarity)
    whole = sum(told.values())
    return sum(weight for stem, weight in told.items() if stem in own) / whole if whole else 0.0


def _weighted(text: str, rarity: Callable[[str], float]) -> dict[str, float]:
    return {stem: min(rarity(stem), _MOST_RARE) for stem in stems(text)}


def _shared(own: dict[str, float], other: dict[str, float]) -> float:
    both = sum(own.values()) + sum(other.values())
    return 2 * sum(weight for stem, weight in own.items() if stem in other) / both if both else 0.0
