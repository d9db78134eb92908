"""What is asked of the directory, and what it returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from assistant.answer import StructureMatch
from assistant.market import Place
from corpus.models import StructureKind


class Way(StrEnum):
    """How a structure may work on a market."""

    DIRECT = "attribution directe"
    SUBCONTRACTING = "sous-traitance"
    STAFF = "mise à disposition de personnel"


@dataclass(frozen=True, slots=True)
class PartnerQuery:
    """One question to the directory; a field that is set wins over what ``text`` says.

    ``family`` and ``sector`` are names of ``corpus/vocabulary/sectors.yaml``; ``trade_words`` and ``trade_key`` tell the trade
    inside its sector, as the user and ``trades.yaml`` name it; ``radius_km`` is a strict
    limit, ``limit`` the most matches to return; of those that fit alike, the ``preferred`` kinds come first.
    ``done_by_staff`` is false for what staff lent cannot deliver: those who lend it are then left out as soon as others fit.
    An empty query finds nothing and says why.
    """

    text: str = ""
    family: str | None = None
    sector: str | None = None
    trade_words: str = ""
    trade_key: str = ""
    kinds: frozenset[StructureKind] = frozenset()
    preferred: frozenset[StructureKind] = frozenset()
    place: Place | None = None
    radius_km: int | None = None
    way: Way | None = None
    name: str | None = None
    siret: str | None = None
    limit: int = 10
    done_by_staff: bool = True


@dataclass(frozen=True, slots=True)
class PartnerResults:
    """The structures found, best first, and the counts that feed the advice on levers.

    ``total`` counts the structures that fit before ``limit``, by kind in ``count_by_kind``, within reach:
    the radius asked for, else 150 km of the place, else the home département (those beyond are still
    matches, after the others). Those whose activity is unknown are in ``unknown_activity_count`` instead, the nearest of those
    not among the matches in ``unknown_near``. ``direct_by_kind`` counts
    only those whose known activity is the trade asked for (or, without a trade, every one that fits), ``akin`` those whose
    known activity is near it.
    ``nearest_km`` is the distance of the nearest of the latter, ``None`` without a place.
    ``understood`` is the query as it was completed from its text; ``opening`` is the first of the ``remarks``, where it tells
    who answers.
    """

    matches: tuple[StructureMatch, ...]
    total: int
    count_by_kind: Mapping[StructureKind, int] = field(default_factory=lambda: MappingProxyType({}))
    direct_by_kind: Mapping[StructureKind, int] = field(default_factory=lambda: MappingProxyType({}))
    akin: int = 0
    nearest_km: int | None = None
    unknown_activity_count: int = 0
    unknown_near: tuple[StructureMatch, ...] = ()
    remarks: tuple[str, ...] = ()
    opening: str | None = None
    understood: PartnerQuery = field(default_factory=PartnerQuery)

    @property
    def doing(self) -> tuple[StructureMatch, ...]:
        """The matches within reach whose known activity is the trade asked for: they come first."""
        return self.matches[: sum(self.direct_by_kind.values())]

    @property
    def near(self) -> tuple[StructureMatch, ...]:
        """The matches within reach whose known activity is near the trade asked for: they come next."""
        first = sum(self.direct_by_kind.values())
        return self.matches[first : first + self.akin]
