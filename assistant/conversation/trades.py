"""The trade a message names, and the nature of market it implies."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.conversation.phrase_index import Match, PhraseIndex, Spelling, Term
from assistant.market import MarketNature, Trade
from corpus.vocabulary_files import TradeEntry, TradeVocabulary


@dataclass(frozen=True, slots=True)
class TradeFound:
    """A trade read, the nature it implies, its place in the folded text."""

    value: Trade
    nature: MarketNature
    start: int
    end: int
    length: int


class TradeIndex:
    """The trades of the vocabulary by the words that name them."""

    def __init__(self, vocabulary: TradeVocabulary, spelling: Spelling) -> None:
        sectors = [entry for entry in vocabulary.entries if entry.sector]
        families = [entry for entry in vocabulary.entries if entry.sector is None]
        # Of two trades named by the same phrase, the first listed is read: a sector before its family.
        phrases: list[tuple[str, TradeEntry | None]] = [(words, None) for words in vocabulary.ignored]
        phrases += [(words, entry) for entry in sectors for words in (*entry.words, entry.sector or "")]
        phrases += [(words, entry) for entry in families for words in (*entry.words, entry.family)]
        self._index: PhraseIndex[TradeEntry | None] = PhraseIndex(spelling, phrases)

    def find(self, terms: tuple[Term, ...]) -> tuple[TradeFound, ...]:
        """The trades of the message, from left to right."""
        return tuple(_found(match, match.value) for match in self._index.find(terms) if match.value is not None)


def main_trade(found: tuple[TradeFound, ...]) -> TradeFound | None:
    """The most precise trade: a sector before a family, more words before fewer, the first named."""
    if not found:
        return None
    return max(found, key=lambda one: (one.value.sector is not None, one.length, -one.start))


def _found(match: Match[TradeEntry | None], entry: TradeEntry) -> TradeFound:
    trade = Trade(family=entry.family, sector=entry.sector, key=entry.key)
    return TradeFound(trade, MarketNature(entry.nature), match.start, match.end, match.length)
