"""The first sentence on a search: who does it and is nearest, or that nobody is known to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import StructureMatch
from assistant.partners.query import PartnerResults, Way
from assistant.partners.understanding import Understood
from assistant.partners.wording import NBSP, NEAR_KM, quoted

_FEW = 3
_FARTHEST = Decimal("Infinity")


def opening_of(results: PartnerResults, understood: Understood) -> str | None:
    """Who answers the search best, in one sentence; ``None`` where no trade is asked for."""
    query = understood.query
    if not understood.mentions or query.way is Way.STAFF or understood.named:
        return None
    doing = results.doing
    if doing:
        said = _doing(doing, sum(results.direct_by_kind.values()), understood.trade or "")
        return f"{said}{_lent_nearer(results, doing)}"
    if query.kinds and not (results.near or results.total):
        # That no structure of the kind is known, or does it, is said below.
        return None
    kinds = either(sorted(kind.value for kind in query.kinds)) if len(query.kinds) <= _FEW else ""
    which = f"de ce type ({kinds})" if kinds else "retenue" if query.kinds or query.way else "de l’annuaire"
    where = f" à {query.radius_km}{NBSP}km ou moins" if query.radius_km and query.place else ""
    nobody = f"Aucune structure {which} n’a pour activité connue{where}{NBSP}: {understood.trade}."
    if results.near:
        return f"{nobody} D’activité voisine, à interroger d’abord{NBSP}: {_called(_nearest(results.near))}."
    if results.total:
        lent = f"{NBSP}: {_called(_nearest(results.matches[: results.total]))}"
        return f"{nobody} Reste la mise à disposition de personnel, d’abord{lent}."
    return nobody


def either(names: Sequence[str]) -> str:
    """``EA, EATT ou ESAT``."""
    return " ou ".join([*([", ".join(names[:-1])] if names[1:] else []), *names[-1:]])


def _doing(doing: Sequence[StructureMatch], count: int, trade: str) -> str:
    need = f"Pour {quoted(trade)}, "
    if count == 1:
        return f"{need}une seule structure de l’annuaire a une activité qui correspond{NBSP}: {_called(doing[0])}."
    known = f"{need}{count}{NBSP}structures de l’annuaire ont une activité qui correspond"
    if all(one.distance_km is None for one in doing):
        first = "dont " if count > _FEW else ""
        return f"{known}{NBSP}: {first}{', '.join(map(_called, doing[:_FEW]))}."
    return f"{known}{NBSP}; la plus proche{NBSP}: {_called(_nearest(doing))}."


def _lent_nearer(results: PartnerResults, doing: Sequence[StructureMatch]) -> str:
    """Who lends staff nearby, where those who do it are far."""
    far = _nearest(doing).distance_km
    lent = results.matches[len(doing) + results.akin : results.total]
    if far is None or far <= NEAR_KM or not lent:
        return ""
    close = _nearest(lent)
    if close.distance_km is None or close.distance_km > NEAR_KM:
        return ""
    return f" Plus près, du personnel peut être mis à disposition par {_called(close)}."


def _nearest(matches: Sequence[StructureMatch]) -> StructureMatch:
    return min(matches, key=lambda one: _FARTHEST if one.distance_km is None else one.distance_km)


def _called(one: StructureMatch) -> str:
    far = f", {one.distance_km}{NBSP}km" if one.distance_km else ""
    return f"{one.name} ({one.kind}, {one.city}{far})"
