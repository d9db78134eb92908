"""Read trades in everyday French: which purchase sectors do the words of a question name?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.partners.words import Word, fold, folded_words, stem, stems_of, words
from corpus.sector_files import Sectors

_LINKING = frozenset(("a", "au", "aux", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par"))
_SAME_STEM = 0.95
_MISSPELT = 0.9
_SHORTEST_MISSPELT = 5
_REACH = 5


@dataclass(frozen=True, slots=True)
class TradeMention:
    """A trade the question names: its words, what they were read as, and the sectors they stand for.

    ``positions`` are the indexes of its words in the question; ``whole_family`` says that no sector
    inside the family was named; ``quality`` is 1 for the exact words, lower for a misspelling;
    ``read_as`` is the vocabulary's own spelling of a misspelt phrase.
    """

    words: str
    sectors: frozenset[str]
    families: frozenset[str]
    positions: frozenset[int]
    whole_family: bool = False
    quality: float = 1.0
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    sectors: frozenset[str]
    families: frozenset[str]
    whole_family: bool


class TradeLexicon:
    """The everyday words of every sector, and of the activities a directory names."""

    def __init__(self, sectors: Sectors) -> None:
        self._families = {s.name: family.name for family in sectors.families for s in family.sectors}
        self._by_fold = {fold(name): name for name in self._families}
        self._readings = {fold(reading.label): reading for reading in sectors.activities}
        self._akin = frozenset(f.name for f in sectors.families if f.akin)
        self._members = {f.name: frozenset(s.name for s in f.sectors) for f in sectors.families}
        self._phrases: list[_Phrase] = []
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._vocabulary: dict[str, dict[str, str]] = defaultdict(dict)
        self._ignored = frozenset(word for entry in sectors.ignored for word in folded_words(entry))
        for family in sectors.families:
            for text in family.synonyms:
                self._add(text, self._members[family.name], whole_family=True)
            for sector in family.sectors:
                for text in (sector.name, *sector.synonyms):
                    self._add(text, frozenset((sector.name,)))
        for reading in sectors.activities:
            self._add(reading.label, self.expand(reading.covers))

    @property
    def sector_names(self) -> tuple[str, ...]:
        """The name of every sector."""
        return tuple(self._families)

    @property
    def family_names(self) -> tuple[str, ...]:
        """The name of every family."""
        return tuple(self._members)

    def expand(self, names: Iterable[str]) -> frozenset[str]:
        """The sectors that names of sectors or of families stand for."""
        return frozenset(s for name in names for s in self._members.get(name, frozenset((name,))))

    def families_of(self, sectors: Iterable[str]) -> frozenset[str]:
        """The families of sectors."""
        return frozenset(self._families[name] for name in sectors if name in self._families)

    def akin_families_of(self, sectors: Iterable[str]) -> frozenset[str]:
        """The families of sectors in which who does one trade may be asked for another."""
        return self.families_of(sectors) & self._akin

    def add_activity(self, label: str) -> None:
        """Learn an activity a directory names, so that its own words find it."""
        if not all(word in self._ignored for word in folded_words(label)):
            self._add(label, self.covered_by(label) | {label})

    def covered_by(self, label: str) -> frozenset[str]:
        """The sectors an activity of a directory stands for, empty if its words name none."""
        folded = fold(label)
        if folded in self._readings:
            return self.expand(self._readings[folded].covers)
        if folded in self._by_fold:
            return frozenset((self._by_fold[folded],))
        return frozenset(s for mention in self.read(words(label)) for s in mention.sectors)

    def near(self, label: str) -> frozenset[str]:
        """The sectors that are near an activity without being covered by it."""
        reading = self._readings.get(fold(label))
        return self.expand(reading.related) if reading else frozenset()

    def does(self, label: str, told: frozenset[str]) -> bool:
        """Whether who has an activity may do the trade whose stems are ``told``, of a sector it covers or near it."""
        reading = self._readings.get(fold(label))
        if reading is None:
            return True
        if stems_of(reading.excepted) & told:
            return False
        return not reading.needs or bool(stems_of(reading.needs) & told)

    def is_known(self, word: Word) -> bool:
        """Whether a word belongs to the vocabulary of trades."""
        return word.stem in self._by_stem

    def says_nothing(self, word: Word) -> bool:
        """Whether a word of a question says nothing of a trade."""
        return word.folded in self._ignored or word.folded.isdigit() or len(word.folded) == 1

    def read(self, question: Sequence[Word]) -> tuple[TradeMention, ...]:
        """The trades named, the most specific first; words that are part of a longer phrase give way to it."""
        positions: dict[str, list[int]] = defaultdict(list)
        qualities: dict[tuple[str, int], float] = {}
        spelling: dict[int, str] = {}
        for index, word in enumerate(question):
            if word.stem in self._by_stem:
                positions[word.stem].append(index)
                continue
            corrected = self._corrected(word)
            if corrected is not None:
                positions[stem(corrected)].append(index)
                qualities[stem(corrected), index] = _MISSPELT
                spelling[index] = corrected
        candidates = {number for found in positions for number in self._by_stem[found]}
        mentions: dict[frozenset[int], TradeMention] = {}
        for phrase in (self._phrases[number] for number in sorted(candidates)):
            places = _nearest_places(phrase.stems, positions)
            if places is None:
                continue
            mention = _mention(phrase, places, question, qualities, spelling)
            known = mentions.get(mention.positions)
            mentions[mention.positions] = mention if known is None else _better(known, mention)
        return _most_specific(mentions.values())

    def _add(self, text: str, sectors: frozenset[str], whole_family: bool = False) -> None:
        kept = tuple(word for word in folded_words(text) if word not in _LINKING)
        if not kept:
            return
        stems = tuple(dict.fromkeys(stem(word) for word in kept))
        phrase = _Phrase(text, kept, stems, sectors, self.families_of(sectors), whole_family)
        self._phrases.append(phrase)
        for item in stems:
            self._by_stem[item].append(len(self._phrases) - 1)
        for word in kept:
            if len(word) >= _SHORTEST_MISSPELT - 1:
                self._vocabulary[word[0]][word] = word

    def _corrected(self, word: Word) -> str | None:
        """The vocabulary's word a misspelt one stands for; the first letter is trusted."""
        if len(word.folded) < _SHORTEST_MISSPELT or word.folded in self._ignored or word.folded.isdigit():
            return None
        allowed = 1 if len(word.folded) < 8 else 2
        choices = self._vocabulary.get(word.folded[0], {})
        best = process.extractOne(word.folded, choices, scorer=OSA.distance, score_cutoff=allowed)
        return best[0] if best else None


def _nearest_places(stems: Sequence[str], positions: dict[str, list[int]]) -> frozenset[int] | None:
    """The words of the question that hold a whole phrase, close together, or ``None``."""
    if any(item not in positions for item in stems):
        return None
    best: frozenset[int] | None = None
    for anchor in positions[stems[0]]:
        chosen = frozenset(min(positions[item], key=lambda p: abs(p - anchor)) for item in stems)
        if max(chosen) - min(chosen) < len(stems) + _REACH and (best is None or _span(chosen) < _span(best)):
            best = chosen
    return best


def _span(places: frozenset[int]) -> int:
    return max(places) - min(places)


def _mention(
    phrase: _Phrase,
    places: frozenset[int],
    question: Sequence[Word],
    qualities: dict[tuple[str, int], float],
    spelling: dict[int, str],
) -> TradeMention:
    used = sorted(places)
    exact = set(phrase.words) <= {question[index].folded for index in used}
    quality = min((qualities.get((item, index), 1.0) for item in phrase.stems for index in used), default=1.0)
    misspelt = any(index in spelling for index in used)
    return TradeMention(
        words=" ".join(question[index].folded for index in used),
        sectors=phrase.sectors,
        families=phrase.families,
        positions=places,
        whole_family=phrase.whole_family,
        quality=quality if exact or misspelt else _SAME_STEM,
        read_as=phrase.text if misspelt else None,
    )


def _better(known: TradeMention, other: TradeMention) -> TradeMention:
    """Of two readings of the same words: the more exact, then the more specific; equals are merged."""
    if known.quality != other.quality:
        return max(known, other, key=lambda m: m.quality)
    if known.whole_family != other.whole_family:
        return known if other.whole_family else other
    return replace(known, sectors=known.sectors | other.sectors, families=known.families | other.families)


def _most_specific(mentions: Iterable[TradeMention]) -> tuple[TradeMention, ...]:
    found = list(mentions)
    kept = [m for m in found if not any(m.positions < other.positions for other in found)]
    if any(not m.whole_family for m in kept):
        kept = [m for m in kept if not m.whole_family]
    return tuple(sorted(kept, key=lambda m: (-len(m.positions), min(m.positions))))
