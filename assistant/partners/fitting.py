"""Which structures fit a trade, and how: known activity, near activity, staff provision, unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from assistant.partners.trades import TradeLexicon, TradeMention
from assistant.partners.words import fold, stems_of
from corpus.models import Structure, StructureKind
from corpus.sector_files import Sectors

STAFF_KINDS = frozenset((StructureKind.AI, StructureKind.ETTI, StructureKind.EATT, StructureKind.GEIQ))
_STAFF_ACTIVITY = "mise a disposition"


class Fit(IntEnum):
    """How a structure fits the trade asked for, the best first."""

    DIRECT = 1
    RELATED = 2
    STAFF = 3
    UNKNOWN = 4


@dataclass(frozen=True, slots=True)
class Fitting:
    """How one structure fits: the activity that says so, and how much of the question it covers.

    ``activity`` is the directory's own wording; ``precise`` is false when it is wider than the trade asked for.
    ``branch`` is a trade the structure's name announces: ``True`` the one asked for, ``False`` another.
    """

    fit: Fit
    activity: str | None = None
    weight: int = 0
    precise: bool = True
    branch: bool | None = None


# An AI works in every trade whatever its name; a group of employers or a temping agency may keep to one.
_OF_ONE_BRANCH = frozenset((StructureKind.GEIQ, StructureKind.ETTI))
_SHORTEST_STEM = 4
_NOT_KNOWN = Fitting(Fit.UNKNOWN)
_STAFF_OF = {branch: Fitting(Fit.STAFF, branch=branch) for branch in (None, True, False)}


class ActivityIndex:
    """The activities of the directory, by sector."""

    def __init__(self, structures: Sequence[Structure], sectors: Sectors, lexicon: TradeLexicon) -> None:
        self._structures = structures
        self._lexicon = lexicon
        self._with_label: dict[str, list[int]] = defaultdict(list)
        self.staff: list[int] = []
        self.unknown: list[int] = []
        for number, structure in enumerate(structures):
            for label in structure.activities:
                self._with_label[label].append(number)
            if provides_staff(structure):
                self.staff.append(number)
            elif not structure.activities:
                self.unknown.append(number)
        labels = [label for label in self._with_label if not _is_staff(label)]
        # Every activity is read before the words of any is learnt: the order of rows is indifferent.
        self._covers = {label: lexicon.covered_by(label) | {label} for label in labels}
        self._near = {label: lexicon.near(label) for label in labels}
        for label in labels:
            lexicon.add_activity(label)
        announced = [(stems_of((text,)), family.name) for family in sectors.families for text in family.in_names]
        self._branches = {
            number: _branch(structures[number].name, announced)
            if structures[number].kind in _OF_ONE_BRANCH
            else frozenset()
            for number in self.staff
        }

    @property
    def labels(self) -> tuple[str, ...]:
        """Every activity of the directory that is a trade."""
        return tuple(self._covers)

    def fitting(self, mentions: Sequence[TradeMention], told: str) -> dict[int, Fitting]:
        """How every structure that may fit the trades does, by its index; ``told`` says the trade closer than its sector does."""
        spoken = (told,) if told.strip() else tuple(mention.words for mention in mentions)
        said = stems_of(spoken)
        found: dict[int, Fitting] = dict.fromkeys(self.unknown, _NOT_KNOWN)
        families = frozenset(f for mention in mentions for f in mention.families)
        for number in self.staff:
            announced = self._branches[number]
            if self._is_of_other_branch(number, families):
                continue
            found[number] = _STAFF_OF[bool(announced & families) if announced else None]
        for label, covers in self._covers.items():
            if not self._lexicon.does(label, said):
                continue
            matched = [m for m in mentions if covers & m.sectors]
            if matched:
                weight = sum(len(m.positions) or 1 for m in matched)
                names = {fold(name) for m in matched for name in m.sectors}
                precise = fold(label) in names and not any(m.whole_family for m in matched)
                precise = precise or _is_said(label, said)
                self._offer(found, label, Fitting(Fit.DIRECT, label, weight, precise))
            elif any(self._near[label] & m.sectors for m in mentions if not m.whole_family):
                self._offer(found, label, Fitting(Fit.RELATED, label, 2))
            elif families & self._lexicon.akin_families_of(covers):
                self._offer(found, label, Fitting(Fit.RELATED, label, 1))
        return found

    def everything(self) -> dict[int, Fitting]:
        """Every structure, for a question that names no trade."""
        return {
            number: Fitting(Fit.DIRECT, structure.activities[0] if structure.activities else None)
            for number, structure in enumerate(self._structures)
        }

    def _is_of_other_branch(self, number: int, families: frozenset[str]) -> bool:
        """Whether a group of employers keeps to a branch that is not the one asked for: its members hire in their own."""
        announced = self._branches[number]
        of_branch = self._structures[number].kind is StructureKind.GEIQ and bool(announced and families)
        return of_branch and not announced & families

    def _offer(self, found: dict[int, Fitting], label: str, fitting: Fitting) -> None:
        for number in self._with_label[label]:
            known = found.get(number)
            if known is None or (fitting.fit, -fitting.weight) < (known.fit, -known.weight):
                found[number] = fitting


def _is_said(label: str, said: frozenset[str]) -> bool:
    """Whether the words asked for are those of an activity: « relier » is « reliure », « ménage » is not « nettoyage »."""
    (first, *others) = stems_of((label,))
    return not others and any(first.startswith(stem) for stem in said if len(stem) >= _SHORTEST_STEM)


def provides_staff(structure: Structure) -> bool:
    """Whether a structure lends or places staff: by its kind, or because the directory says it does."""
    return structure.kind in STAFF_KINDS or any(_is_staff(label) for label in structure.activities)


def _is_staff(label: str) -> bool:
    return _STAFF_ACTIVITY in fold(label)


def _branch(name: str, announced: Iterable[tuple[frozenset[str], str]]) -> frozenset[str]:
    """The families of purchases a structure's name announces."""
    said = stems_of((name,))
    return frozenset(family for group, family in announced if group <= said)
