"""Which of several words near a number says what the number is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from assistant.conversation.phrase_index import Match, PhraseIndex, Spelling, Term

# « M. Lafitte » ends no sentence.
_SENTENCE_END = re.compile(r"[?!\n;]|(?<!\bm)\.(?!\d)")
_FARTHEST_BEFORE = 48
_FARTHEST_AFTER = 40
# A comma or « et » between a word and a number makes it likelier to belong to the next number.
_BREAK = re.compile(r",|\bet\b|\bpuis\b|\(|:")
_BREAK_COST = 12
_NUMBER_COST = 30
_COMPLEMENT = re.compile(r"^\s*(?:d'|de\s|du\s|des\s|en\s|pour\s|a\s)")
_COMPLEMENT_GAIN = 10
# « 2 000 € d'avance, … 15 000 € »: the word says what the first sum is, not the second.
_OF_A_SUM = re.compile(r"\d\s?(?:k|m)?(?:€|euros?\b)\s?(?:ht\s|ttc\s)?(?:d'|de\s|du\s|des\s|en\s)$")


class Cues:
    """The words that qualify a number, by the name of what they make of it.

    Those of ``before_only`` count only when they come before the number (« dont 80 000 € »).
    """

    def __init__(
        self,
        groups: Mapping[str, tuple[str, ...]],
        spelling: Spelling,
        *,
        before_only: Collection[str] = (),
    ) -> None:
        phrases = [(phrase, name) for name, words in groups.items() for phrase in words]
        self._index: PhraseIndex[str] = PhraseIndex(spelling, phrases)
        self._before_only = frozenset(before_only)

    def nearest(self, terms: tuple[Term, ...], text: str, start: int, end: int) -> str | None:
        """The name of the closest word around the span, in its sentence; ``None`` if there is none."""
        ranked = self.ranked(terms, text, start, end)
        return ranked[0] if ranked else None

    def in_sentence(self, terms: tuple[Term, ...], text: str, start: int, end: int) -> frozenset[str]:
        """The names of the words of the span's own sentence, however far from it."""
        names = []
        for match in self._index.find_all(terms):
            between = text[match.end : start] if match.end <= start else text[end : match.start]
            if not _SENTENCE_END.search(between):
                names.append(match.value)
        return frozenset(names)

    def ranked(self, terms: tuple[Term, ...], text: str, start: int, end: int) -> list[str]:
        """The names of the words around the span, the closest first."""
        costs: list[tuple[int, int, str]] = []
        for match in self._index.find_all(terms):
            cost = _cost(match, text, start, end)
            after = match.start >= end and match.value in self._before_only
            if cost is not None and cost <= _FARTHEST_BEFORE and not after:
                costs.append((cost, -match.length, match.value))
        return list(dict.fromkeys(name for _, _, name in sorted(costs)))


def _cost(match: Match[str], text: str, start: int, end: int) -> int | None:
    if match.end <= start:
        between = text[match.end : start]
        if len(between) > _FARTHEST_BEFORE or _OF_A_SUM.search(text[: match.start]):
            return None
        gain = 0
    elif match.start >= end:
        between = text[end : match.start]
        if len(between) > _FARTHEST_AFTER:
            return None
        gain = _COMPLEMENT_GAIN if _COMPLEMENT.match(text[end:]) and not _BREAK.search(between) else 0
    else:
        return 0
    if _SENTENCE_END.search(between):
        return None
    breaks = len(_BREAK.findall(between)) * _BREAK_COST
    numbers = len(re.findall(r"\d+", between)) * _NUMBER_COST
    return len(between) + breaks + numbers - gain
