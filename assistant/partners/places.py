"""Find the commune a question names, misspelt or not, and measure distances from it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from geopy.distance import great_circle
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.market import Place
from assistant.partners.words import Word, folded_words
from corpus.models import Commune, Structure

EARTH_RADIUS_KM = 6371.009
"""The mean radius geopy's great-circle distance uses, so that sorting and showing agree."""

_BEFORE_A_PLACE = frozenset(
    "a au aux autour commune de d entre environs mairie pres proche secteur sur vers ville".split()
)
# Communes whose name is also a word of everyday French: a capital and a preposition are asked of them.
_EVERYDAY_WORDS = frozenset(
    "arx azur banos bats bias campagne cere clermont fargues goos gouts herm josse lagrange louer lue mano mant "
    "mees misson orx pey peyre sore sort taller tosse uza vert villenave".split()
)
_LONGEST = 6
_SHORTEST_MISSPELT = 5
_SHORTEST_ALIAS = 6
_ALIAS = re.compile(r"-(?:en|sur|de|du|des|lès|les|d'|la|et)-|-d'")


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """The place a question names, the indexes of its words, and whether they were spelt as the commune is."""

    place: Place
    positions: frozenset[int]
    words: str
    exact: bool


class Gazetteer:
    """The communes with their centres, completed by the cities of the directory's structures."""

    def __init__(self, communes: Iterable[Commune], structures: Sequence[Structure]) -> None:
        self._places: dict[tuple[str, ...], Place] = {}
        self._by_postal_code: dict[str, list[Place]] = defaultdict(list)
        self._official: set[tuple[str, ...]] = set()
        for commune in communes:
            place = Place(
                commune=commune.name,
                insee_code=commune.insee_code,
                latitude=commune.latitude,
                longitude=commune.longitude,
            )
            self._places[folded_words(commune.name)] = place
            for code in commune.postal_codes:
                self._by_postal_code[code].append(place)
        self._official = set(self._places)
        self._spellings: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
        for key in sorted(self._official):
            if len("".join(key)) >= _SHORTEST_MISSPELT:
                self._spellings[key[0][0]][key] = "".join(key)
        self._aliases = _aliases([self._places[key] for key in self._official])
        for place in _cities(structures):
            self._places.setdefault(folded_words(place.commune), place)

    def commune_of(self, structure: Structure) -> Place | None:
        """The centre of the commune a structure is in, if it is known."""
        found = self._places.get(folded_words(structure.city))
        if found is None or (found.insee_code and found.insee_code[:2] != structure.postal_code[:2]):
            return None
        return found

    def find(self, question: Sequence[Word], is_trade: Callable[[Word], bool]) -> PlaceFound | None:
        """The commune the question names: exactly, by its postal code, by its short name, or misspelt."""
        exact = self._exact(question)
        if exact is not None:
            return exact
        for index, word in enumerate(question):
            if len(word.folded) == 5 and word.folded in self._by_postal_code:
                return self._found(self._by_postal_code[word.folded][0], question, index, index + 1, exact=True)
        return self._short(question) or self._misspelt(question, is_trade)

    def all_in(self, question: Sequence[Word]) -> tuple[tuple[Place, int], ...]:
        """Every commune a text names as it is spelt, or by its short name, with the place of its first word in the text."""
        found: dict[str, tuple[Place, int]] = {}
        left = list(question)
        while (hit := self._exact(left) or self._short(left)) is not None:
            found.setdefault(hit.place.commune, (hit.place, left[min(hit.positions)].start))
            # Its words are no longer read, and still part its neighbours.
            left = [replace(w, folded="", stem="") if i in hit.positions else w for i, w in enumerate(left)]
        return tuple(sorted(found.values(), key=lambda one: one[1]))

    def _exact(self, question: Sequence[Word]) -> PlaceFound | None:
        for size in range(min(_LONGEST, len(question)), 0, -1):
            for start in range(len(question) - size + 1):
                key = tuple(word.folded for word in question[start : start + size])
                place = self._places.get(key)
                if place is not None and self._is_meant(key, question, start):
                    return self._found(place, question, start, start + size, exact=True)
        return None

    def _is_meant(self, key: tuple[str, ...], question: Sequence[Word], start: int) -> bool:
        """Whether a name that may be an everyday word is used as a place."""
        if len(key) > 1 and key in self._official:
            return True
        introduced = _is_introduced(question, start)
        if key not in self._official:
            return question[start].capital and len("".join(key)) > 2 and (introduced or start > 0)
        if key[0] in _EVERYDAY_WORDS:
            return introduced and question[start].capital
        return True

    def _short(self, question: Sequence[Word]) -> PlaceFound | None:
        for size in range(_LONGEST, 0, -1):
            for start in range(len(question) - size + 1):
                place = self._aliases.get(tuple(word.folded for word in question[start : start + size]))
                if place is not None and (_is_introduced(question, start) or question[start].capital):
                    return self._found(place, question, start, start + size, exact=True)
        return None

    def _misspelt(self, question: Sequence[Word], is_trade: Callable[[Word], bool]) -> PlaceFound | None:
        best: tuple[float, Place, int, int] | None = None
        for size in range(1, min(_LONGEST, len(question)) + 1):
            for start in range(len(question) - size + 1):
                group = question[start : start + size]
                written = "".join(word.folded for word in group)
                if len(written) < _SHORTEST_MISSPELT or all(is_trade(word) for word in group):
                    continue
                choices = self._spellings.get(written[0], {})
                cutoff = 0.8 if _is_introduced(question, start) else 0.86
                nearest = process.extractOne(
                    written, choices, scorer=OSA.normalized_similarity, score_cutoff=cutoff
                )
                if nearest is not None and (best is None or nearest[1] > best[0]):
                    best = nearest[1], self._places[nearest[2]], start, start + size
        return self._found(best[1], question, best[2], best[3], exact=False) if best else None

    def _found(self, place: Place, question: Sequence[Word], start: int, end: int, exact: bool) -> PlaceFound:
        written = " ".join(word.folded for word in question[start:end])
        return PlaceFound(place, frozenset(range(start, end)), written, exact)


def distances_km(
    place: Place, latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Great-circle kilometres to every point from a place, or from the nearest of those named with it; NaN where it is unknown."""
    others = [distances_km(other, latitudes, longitudes) for other in place.also]
    lat, lon = np.radians(place.latitude), np.radians(place.longitude)
    lats, lons = np.radians(latitudes), np.radians(longitudes)
    chord = np.sin((lats - lat) / 2) ** 2 + np.cos(lat) * np.cos(lats) * np.sin((lons - lon) / 2) ** 2
    measured = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    return np.asarray(np.min([measured, *others], axis=0))


def distance_km(place: Place, latitude: float, longitude: float) -> float:
    """Great-circle kilometres between a place and one point."""
    return float(great_circle((place.latitude, place.longitude), (latitude, longitude)).km)


def nearest_of(place: Place | None, point: NDArray[np.float64]) -> Place | None:
    """Of a place and those named with it, the nearest to a point; the first where the point is unknown."""
    if place is None or np.isnan(point).any():
        return place
    latitude, longitude = (float(degrees) for degrees in point)
    return min((place, *place.also), key=lambda one: distance_km(one, latitude, longitude))


def _is_introduced(question: Sequence[Word], start: int) -> bool:
    return start > 0 and question[start - 1].folded in _BEFORE_A_PLACE


def _aliases(places: Iterable[Place]) -> dict[tuple[str, ...], Place]:
    """Short names in use (« Parentis », « Hossegor »), when only one commune may be meant."""
    shorter: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for place in places:
        first = folded_words(_ALIAS.split(place.commune)[0])
        parts = folded_words(place.commune)
        if len("".join(first)) >= _SHORTEST_ALIAS and len(first) < len(parts):
            shorter[first].append(place)
        if len(parts) == 2 and "-" in place.commune and parts[0] not in ("le", "saint", "sainte", "haut", "bas"):
            shorter[parts[1:]].append(place)
    return {
        key: found[0] for key, found in shorter.items() if len(found) == 1 and len("".join(key)) >= _SHORTEST_ALIAS
    }


def _cities(structures: Sequence[Structure]) -> Iterable[Place]:
    """The cities of located structures, at the mean of their points; of homonyms, the one with most structures."""
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for structure in structures:
        if structure.latitude is not None and structure.longitude is not None:
            points[structure.city, structure.department].append((structure.latitude, structure.longitude))
    counts = Counter({key: len(found) for key, found in points.items()})
    for (city, _department), _count in counts.most_common():
        located = points[city, _department]
        yield Place(
            commune=city,
            insee_code="",
            latitude=sum(lat for lat, _ in located) / len(located),
            longitude=sum(lon for _, lon in located) / len(located),
        )
