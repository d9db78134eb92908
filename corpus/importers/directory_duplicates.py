"""Tell apart the structures of a directory: same SIRET, same name in the same commune, nearly the same name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from corpus.importers.directory_rows import folded
from corpus.models import Structure

NEARLY_THE_SAME = 90.0
"""Similarity of two sorted names, out of 100, from which a person should look."""
_SHORTEST = 5


class KnownNames:
    """The names of the structures already known, commune by commune."""

    def __init__(self, structures: Iterable[Structure]) -> None:
        self._by_city: dict[str, dict[str, tuple[str, Structure]]] = defaultdict(dict)
        for structure in structures:
            self.add(structure)

    def add(self, structure: Structure) -> None:
        """Remember a structure; the last of two with one identifier replaces the first."""
        self._by_city[_city(structure)][structure.id] = (folded(structure.name), structure)

    def same_without_siret(self, structure: Structure) -> Structure | None:
        """A known structure of the same name, kind and commune, when one of the two has no SIRET."""
        name = folded(structure.name)
        for known_name, known in self._by_city.get(_city(structure), {}).values():
            lacking = structure.siret is None or known.siret is None
            if lacking and known_name == name and known.kind is structure.kind and known.id != structure.id:
                return known
        return None

    def nearly_same(self, structure: Structure) -> Structure | None:
        """The known structure of the same commune whose name is nearest, if a person should compare them."""
        others = {
            key: name
            for key, (name, known) in self._by_city.get(_city(structure), {}).items()
            if key != structure.id and len(name) >= _SHORTEST
        }
        name = folded(structure.name)
        if len(name) < _SHORTEST:
            return None
        found = process.extractOne(name, others, scorer=fuzz.token_sort_ratio, score_cutoff=NEARLY_THE_SAME)
        return self._by_city[_city(structure)][found[2]][1] if found else None


def _city(structure: Structure) -> str:
    return f"{structure.postal_code[:2]} {folded(structure.city)}"
