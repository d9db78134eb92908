"""Search the directory: what the question says, who fits and how, in which order, with what remarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf, isfinite
from types import MappingProxyType

import numpy as np

from assistant.answer import StructureMatch
from assistant.errors import InvalidInput
from assistant.market import Place
from assistant.partners import remarks
from assistant.partners.fitting import ActivityIndex, Fit, Fitting
from assistant.partners.meaning import Embed, TradeMeaning
from assistant.partners.names import NameIndex
from assistant.partners.opening import opening_of
from assistant.partners.places import Gazetteer, distances_km, nearest_of
from assistant.partners.query import PartnerQuery, PartnerResults, Way
from assistant.partners.trades import TradeLexicon
from assistant.partners.understanding import Understood, understand
from assistant.partners.wording import NBSP, NEAR_KM, kilometres, match_of
from assistant.partners.words import folded_words, words
from corpus.models import Commune, Structure, StructureKind
from corpus.sector_files import Sectors

# The structures of unknown activity that are named among those not listed.
_CLOSE_SHOWN = 3


class PartnerDirectory:
    """The inclusive structures, searched by trade, kind, place, way of working, name or SIRET.

    ``embed`` turns texts into unit vectors, one row each; without it the search is lexical only.
    ``home_department`` is listed first when no place is asked for.
    """

    def __init__(
        self,
        structures: Sequence[Structure],
        sectors: Sectors,
        communes: Sequence[Commune] = (),
        embed: Embed | None = None,
        home_department: str = "40",
    ) -> None:
        self.structures = tuple(structures)
        self._lexicon = TradeLexicon(sectors)
        self._activities = ActivityIndex(self.structures, sectors, self._lexicon)
        self._names = NameIndex([structure.name for structure in self.structures])
        self._gazetteer = Gazetteer(communes, self.structures)
        self._meaning = TradeMeaning(sectors, self._activities.labels, self._lexicon, embed) if embed else None
        self._home = np.array(
            [structure.department == home_department for structure in self.structures], dtype=bool
        )
        self._any_home = any(self._home)
        self._by_id = {structure.id: number for number, structure in enumerate(self.structures)}
        self._locate()

    def prepare(self) -> None:
        """Embed the trades before the first question: useful when the index is built, never necessary."""
        if self._meaning is not None:
            self._meaning.prepare()

    def get(self, siret_or_id: str) -> Structure | None:
        """The structure of a SIRET (spaces accepted) or of an identifier, or ``None``."""
        number = self._by_id.get(siret_or_id, self._by_id.get("".join(siret_or_id.split())))
        return None if number is None else self.structures[number]

    def communes_in(self, text: str) -> tuple[tuple[Place, int], ...]:
        """The communes a text names as they are spelt, each with the place of its first word in the text."""
        return self._gazetteer.all_in(words(text))

    def search(self, query: PartnerQuery) -> PartnerResults:
        """The structures that answer the query, best first, with the counts and what should be known of them.

        Known activities come first, then near ones, then staff provision, then structures whose
        activity is unknown; inside each, the nearest first when a place is named.

        Raises:
            InvalidInput: the limit or the radius is not positive, the family or the sector is unknown.
        """
        self._check(query)
        understood = understand(query, self._lexicon, self._gazetteer, self._names, self._meaning)
        asked = understood.query
        if asked.siret is not None:
            return self._by_number(understood)
        distances = self._distances(asked)
        fitting, outside, any_kind, (others, lent) = self._select(understood, distances)
        ordered = sorted(fitting, key=lambda n: self._rank(n, fitting[n], understood, distances))
        reach = [n for n in ordered if not self._is_far(n, distances)]
        fits = [n for n in reach if fitting[n].fit is not Fit.UNKNOWN]
        farther = sum(1 for n in ordered if fitting[n].fit is not Fit.UNKNOWN) - len(fits)
        past = sorted((n for n, f in outside.items() if f.fit is Fit.DIRECT), key=lambda n: _km(n, distances))
        blank = [n for n in reach if fitting[n].activity is None and fitting[n].fit is not Fit.STAFF]
        unlisted = [n for n in blank if n not in ordered[: asked.limit]]
        close = [n for n in unlisted if distances is not None and distances[n] <= NEAR_KM]
        direct = [n for n in fits if fitting[n].fit is Fit.DIRECT]
        all_direct = [n for n in ordered if fitting[n].fit is Fit.DIRECT]
        near = [distances[n] for n in all_direct if distances is not None and isfinite(distances[n])]
        result = PartnerResults(
            matches=tuple(self._match(n, fitting[n], understood, distances) for n in ordered[: asked.limit]),
            total=len(fits),
            count_by_kind=self._count(fits),
            direct_by_kind=self._count(direct),
            akin=sum(1 for n in fits if fitting[n].fit is Fit.RELATED),
            nearest_km=kilometres(min(near)) if near else None,
            unknown_activity_count=len(blank),
            unknown_near=tuple(self._match(n, fitting[n], understood, distances) for n in close[:_CLOSE_SHOWN]),
            understood=asked,
        )
        within = sum(1 for km in near if km <= NEAR_KM)
        listed = ordered[: asked.limit]
        counts = remarks.Reach(
            outside=len(outside),
            past=tuple(self._called(n, distances) for n in past[:_CLOSE_SHOWN]) if understood.mentions else (),
            preferred=sum(1 for n in direct if self.structures[n].kind in asked.preferred),
            direct=len(direct),
            near=within,
            farther=farther,
            unlisted=len(unlisted),
            any_kind=any_kind,
            others=others,
            lent=lent,
            shown=sum(1 for n in listed if n in fits),
            blank=sum(1 for n in listed if fitting[n].fit is Fit.UNKNOWN),
            listed=len(self.structures),
            recorded=self._count(range(len(self.structures))),
        )
        result = replace(result, opening=opening_of(result, understood))
        return replace(result, remarks=remarks.remarks_on(result, understood, counts))

    def _check(self, query: PartnerQuery) -> None:
        if query.limit < 1:
            raise InvalidInput(
                f"Le nombre de résultats demandé est {query.limit} ; un entier d’au moins 1 est attendu.",
                field="limit",
            )
        if query.radius_km is not None and query.radius_km < 1:
            raise InvalidInput(
                f"Le rayon demandé est {query.radius_km} km ; au moins 1 km est attendu.", field="radius_km"
            )
        for field, value, known in (
            ("family", query.family, self._lexicon.family_names),
            ("sector", query.sector, self._lexicon.sector_names),
        ):
            if value is not None and value not in known:
                raise InvalidInput(remarks.unknown_name(field, value, known), field=field)

    def _locate(self) -> None:
        points = np.full((len(self.structures), 2), np.nan)
        self._at_centre = np.zeros(len(self.structures), dtype=bool)
        for number, structure in enumerate(self.structures):
            if structure.latitude is not None and structure.longitude is not None:
                points[number] = structure.latitude, structure.longitude
                continue
            centre = self._gazetteer.commune_of(structure)
            if centre is not None:
                points[number] = centre.latitude, centre.longitude
                self._at_centre[number] = True
        self._points = points

    def _distances(self, query: PartnerQuery) -> Sequence[float] | None:
        if query.place is None:
            return None
        measured = distances_km(query.place, self._points[:, 0], self._points[:, 1])
        return [float(km) for km in np.nan_to_num(measured, nan=np.inf)]

    def _select(
        self, understood: Understood, distances: Sequence[float] | None
    ) -> tuple[dict[int, Fitting], dict[int, Fitting], Mapping[StructureKind, int], tuple[tuple[str, ...], bool]]:
        """Who fits; who does outside the radius asked for; how many would, of any kind, by kind; the best of those, and
        whether they only lend staff.
        """
        query = understood.query
        fitting = self._fitting(understood)
        if query.way is Way.STAFF:
            staff = set(self._activities.staff)
            fitting = {n: replace(f, fit=Fit.STAFF) for n, f in fitting.items() if n in staff}
        elif query.way is not None:
            fitting = {n: f for n, f in fitting.items() if f.fit is not Fit.STAFF}
        if not query.done_by_staff and any(f.fit <= Fit.RELATED for f in fitting.values()):
            fitting = {n: f for n, f in fitting.items() if f.fit is not Fit.STAFF}
        reach = inf if query.radius_km is None or distances is None else query.radius_km
        inside = {n: f for n, f in fitting.items() if reach == inf or _km(n, distances) <= reach}
        within = {n: f for n, f in inside.items() if f.fit is not Fit.UNKNOWN and not self._is_far(n, distances)}
        any_kind = self._count(list(within))
        doing = [n for n, f in within.items() if f.fit <= Fit.RELATED] if understood.mentions else []
        # Where no one does it, those who lend staff for it are named.
        lent = bool(understood.mentions) and not doing
        named = sorted(within if lent else doing, key=lambda n: self._rank(n, within[n], understood, distances))
        others = tuple(self._called(n, distances) for n in named[:_CLOSE_SHOWN]), lent
        if query.kinds:
            fitting = {n: f for n, f in fitting.items() if _is_of(self.structures[n], query.kinds)}
        if query.radius_km is None or distances is None:
            return fitting, {}, any_kind, others
        inside = {n: f for n, f in fitting.items() if distances[n] <= query.radius_km or n in understood.named}
        outside = {n: f for n, f in fitting.items() if n not in inside and f.fit is not Fit.UNKNOWN}
        return inside, outside, any_kind, others

    def _fitting(self, understood: Understood) -> dict[int, Fitting]:
        """How every structure that may answer does, before kinds, ways and distances are looked at."""
        if understood.mentions or understood.trade_not_read:
            told = f"{understood.query.trade_words} {understood.query.trade_key}"
            fitting = self._activities.fitting(understood.mentions, told)
        elif understood.is_empty:
            fitting = {}
        else:
            fitting = self._activities.everything()
        if not understood.named:
            return fitting
        everything = self._activities.everything()
        named = {n: fitting.get(n) or everything[n] for n in understood.named}
        return {**fitting, **named} if understood.mentions else named

    def _is_far(self, number: int, distances: Sequence[float] | None) -> bool:
        """Beyond reach of the place or, without a place, outside the home département when it has structures."""
        if distances is not None:
            return distances[number] > remarks.FAR_KM
        return self._any_home and not self._home[number]

    def _rank(
        self, number: int, fitting: Fitting, understood: Understood, distances: Sequence[float] | None
    ) -> tuple[object, ...]:
        distance = 0.0 if distances is None else distances[number]
        named = understood.named.get(number, len(self.structures))
        no_activity = not self.structures[number].activities
        return (
            named,
            fitting.fit is Fit.UNKNOWN,
            self._is_far(number, distances),
            fitting.fit,
            -fitting.weight,
            self.structures[number].kind not in understood.query.preferred,
            fitting.branch is False,
            distance,
            fitting.branch is None,
            no_activity,
            self.structures[number].name,
        )

    def _match(
        self, number: int, fitting: Fitting, understood: Understood, distances: Sequence[float] | None
    ) -> StructureMatch:
        known = None if distances is None or not isfinite(distances[number]) else distances[number]
        return match_of(
            self.structures[number],
            fitting,
            place=nearest_of(understood.query.place, self._points[number]),
            distance=known,
            at_commune_centre=bool(self._at_centre[number]),
            trade=understood.trade,
            named=_named(number, understood),
        )

    def _by_number(self, understood: Understood) -> PartnerResults:
        number = understood.query.siret or ""
        found = [n for n, s in enumerate(self.structures) if s.siret is not None and s.siret.startswith(number)]
        everything = self._activities.everything()
        plain = replace(understood, mentions=(), query=replace(understood.query, place=None))
        result = PartnerResults(
            matches=tuple(self._match(n, everything[n], plain, None) for n in found[: understood.query.limit]),
            total=len(found),
            count_by_kind=self._count(found),
            direct_by_kind=self._count(found),
            understood=understood.query,
        )
        return replace(result, remarks=remarks.remarks_on_number(number, len(found)))

    def _called(self, number: int, distances: Sequence[float] | None) -> str:
        structure, km = self.structures[number], _km(number, distances)
        far = f", {kilometres(km)}{NBSP}km" if isfinite(km) else ""
        return f"{structure.name} ({structure.kind}, {structure.city}{far})"

    def _count(self, numbers: Sequence[int]) -> Mapping[StructureKind, int]:
        return MappingProxyType(dict(Counter(self.structures[n].kind for n in numbers)))


def _km(number: int, distances: Sequence[float] | None) -> float:
    return inf if distances is None else distances[number]


def _named(number: int, understood: Understood) -> str | None:
    """Why a structure is known by its name, ``None`` when it is not."""
    if number not in understood.named:
        return None
    exact = number in understood.said_exactly
    return "Son nom est celui que vous citez" if exact else "Son nom ressemble à celui que vous citez"


def _is_of(structure: Structure, kinds: frozenset[StructureKind]) -> bool:
    """Whether a structure is of one of the kinds; a régie is often listed by its agreement, as an EI or an ACI."""
    return structure.kind in kinds or (
        StructureKind.REGIE in kinds and {"regie", "quartier"} <= set(folded_words(structure.name))
    )
