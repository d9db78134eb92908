"""The vocabularies facts are read with, from ``corpus/vocabulary/market.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.conversation.cues import Cues
from assistant.conversation.phrase_index import PhraseIndex, Spelling
from assistant.conversation.places import PlaceIndex
from assistant.conversation.trades import TradeIndex
from assistant.market import BuyerKind, ContractKind, MarketNature
from corpus.vocabulary_files import WordLists


@dataclass(frozen=True, slots=True)
class FactVocabulary:
    """The vocabularies facts are read with."""

    spelling: Spelling
    trades: TradeIndex
    places: PlaceIndex
    natures: PhraseIndex[MarketNature | None]
    explicit_natures: PhraseIndex[MarketNature | None]
    buyers: PhraseIndex[BuyerKind | None]
    contracts: PhraseIndex[ContractKind]
    structures: PhraseIndex[str]
    recurrences: PhraseIndex[bool]
    frameworks: PhraseIndex[bool]
    percentages: Cues
    hours: Cues
    sums: Cues


def fact_vocabulary(
    market: WordLists, trades: TradeIndex, places: PlaceIndex, spelling: Spelling
) -> FactVocabulary:
    """The vocabularies of ``corpus/vocabulary/market.yaml`` ready to be searched."""
    natures = market.section("natures")
    heads = market.words("natures_explicites")
    return FactVocabulary(
        spelling=spelling,
        trades=trades,
        places=places,
        natures=PhraseIndex(
            spelling,
            [(phrase, None) for phrase in market.words("natures_ignorer")]
            + [(phrase, MarketNature(name)) for name, words in natures.items() for phrase in words],
        ),
        explicit_natures=PhraseIndex(
            spelling,
            [(f"{head} {name}", MarketNature(name)) for name in natures for head in heads],
        ),
        buyers=PhraseIndex(
            spelling,
            [(phrase, None) for phrase in market.words("acheteurs_ignorer")]
            + _values(market, "acheteurs", BuyerKind),
            exact=True,
        ),
        contracts=PhraseIndex(spelling, _values(market, "contrats", ContractKind)),
        structures=PhraseIndex(spelling, _values(market, "structures", str)),
        recurrences=PhraseIndex(spelling, [(phrase, True) for phrase in market.words("recurrence")]),
        frameworks=PhraseIndex(spelling, [(phrase, True) for phrase in market.words("accords_cadres")]),
        percentages=Cues(market.section("pourcentages"), spelling),
        hours=Cues(_with_short_hours(market.section("heures")), spelling),
        sums=Cues(market.section("sommes"), spelling, before_only=("part", "threshold", "market")),
    )


def _with_short_hours(groups: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The phrases on hours, and the same with « h » for « heures »."""
    return {
        name: (
            *phrases,
            *(f"h {phrase.removeprefix('heures ')}" for phrase in phrases if phrase.startswith("heures ")),
        )
        for name, phrases in groups.items()
    }


def _values(market: WordLists, section: str, kind: Any) -> list[tuple[str, Any]]:
    return [(phrase, kind(name)) for name, words in market.section(section).items() for phrase in words]
