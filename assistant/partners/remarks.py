"""What a reader should know of the results as a whole, in French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process

from assistant.partners.query import PartnerResults, Way
from assistant.partners.understanding import Understood
from assistant.partners.wording import NBSP, NEAR_KM, counted, plural, quoted
from assistant.partners.words import fold
from corpus.models import StructureKind
from corpus.siret import is_valid_siret

FAR_KM = 150
"""Beyond a département's width: shown after the nearer offer of staff, counted apart, never hidden."""
# So few structures found are told with the size of the directory they come from.
_FEW = 2
_AKIN, _LENT = "les activités voisines", "la mise à disposition de personnel"
# « Une structure d’insertion » may be of many kinds: only those named one by one are looked for.
_FEW_KINDS = 3


@dataclass(frozen=True, slots=True)
class Reach:
    """Counts a remark needs: structures that fit ``outside`` the radius, ``direct`` ones, those ``near``.

    ``past`` are the nearest of those outside whose known activity is the trade, ``preferred`` counts the ``direct`` ones of a
    kind that is preferred.

    ``farther`` counts structures that fit beyond reach; ``unlisted`` those of unknown activity that are not shown;
    ``any_kind`` those that would fit if no kind had been asked for, ``others`` the best of those whose known activity does,
    or that lend staff where ``lent``;
    ``shown`` those that fit among the matches, ``blank`` those of unknown activity among them; ``listed`` all the
    structures of the directory, by kind in ``recorded``.
    """

    outside: int
    past: tuple[str, ...]
    direct: int
    preferred: int
    near: int
    farther: int
    unlisted: int
    any_kind: Mapping[StructureKind, int]
    others: tuple[str, ...]
    lent: bool
    shown: int
    blank: int
    listed: int
    recorded: Mapping[StructureKind, int]


def remarks_on(results: PartnerResults, understood: Understood, reach: Reach) -> tuple[str, ...]:
    """The remarks on a search: its opening, how the question was read, how near the offer is, what was left out."""
    return (
        *([results.opening] if results.opening is not None else []),
        *_on_reading(understood),
        *([] if understood.is_empty else _on_trade(results, understood, reach)),
        *_on_distance(results, understood, reach),
        *([] if understood.is_empty else _on_fit(results, understood, reach)),
    )


def remarks_on_number(number: str, found: int) -> tuple[str, ...]:
    """The remarks on a search by SIRET or SIREN."""
    if found:
        return ()
    if len(number) not in (9, 14):
        return (f"{quoted(number)} n’est ni un SIREN (9{NBSP}chiffres) ni un SIRET (14{NBSP}chiffres).",)
    if len(number) == 14 and not is_valid_siret(number):
        return (f"Le SIRET {number} n’est pas valide (clé de contrôle fausse){NBSP}: vérifiez-le.",)
    return (f"Aucune structure de l’annuaire ne porte le numéro {number}.",)


def unknown_name(field: str, value: str, known: Sequence[str]) -> str:
    """The message for a family or a sector that does not exist, with the nearest names."""
    what = "La famille" if field == "family" else "Le secteur"
    near = ", ".join(quoted(name) for name, _, _ in process.extract(value, known, processor=fold, limit=3))
    return f"{what} {quoted(value)} n’existe pas{NBSP}; les noms les plus proches sont {near}."


def _on_reading(understood: Understood) -> list[str]:
    said: list[str] = []
    if understood.is_empty and not understood.trade_not_read:
        said.append("Précisez un métier, une commune, un type de structure, un nom ou un SIRET.")
    place = understood.place_found
    if place is not None and not place.exact:
        said.append(f"{quoted(place.words)} a été lu comme {quoted(place.place.commune)}.")
    said.extend(
        f"{quoted(mention.words)} a été lu comme {quoted(mention.read_as)}."
        for mention in understood.mentions
        if mention.read_as
    )
    if understood.by_meaning:
        sectors = ", ".join(quoted(name) for name in sorted(understood.mentions[0].sectors))
        said.append(
            f"Aucun mot de {quoted(understood.unread_words)} ne nomme un métier connu{NBSP}: "
            f"rapproché par le sens de {sectors}, à vérifier."
        )
    if understood.trade_not_read:
        said.append(
            f"Aucun métier reconnu dans {quoted(understood.unread_words)}{NBSP}: "
            "dites-le autrement ou choisissez une famille d’achats."
        )
    if _is_any_trade(understood):
        said.append("Dites-moi le métier recherché pour ne garder que les structures qui l’exercent.")
    if understood.unknown_place is not None:
        said.append(
            f"{quoted(understood.unknown_place)} n’est pas dans la liste des communes{NBSP}: "
            "les distances ne sont pas calculées."
        )
    return said


def _on_distance(results: PartnerResults, understood: Understood, reach: Reach) -> list[str]:
    place, radius = understood.query.place, understood.query.radius_km
    if place is None:
        return [f"Rayon de {radius}{NBSP}km sans effet{NBSP}: aucune commune n’est indiquée."] if radius else []
    names = " ou ".join(one.commune for one in (place, *place.also))
    said = [f"Distances à vol d’oiseau depuis {names}{', au plus court' if place.also else ''}."]
    if radius and reach.outside:
        others = plural(reach.outside, "autre structure convient", "autres structures conviennent")
        known = f"{NBSP}; d’activité connue{NBSP}: {', '.join(reach.past)}" if reach.past else ""
        said.append(f"{others} au-delà de {radius}{NBSP}km, ou sans position connue{known}.")
    if radius is None and reach.direct > 1 and reach.near:
        verb = "sont" if reach.near > 1 else "est"
        which = "qui conviennent le mieux" if understood.mentions else "structures"
        of_all = f"Les {reach.direct}" if reach.near == reach.direct else f"{reach.near} des {reach.direct}"
        said.append(f"{of_all} {which} {verb} à {NEAR_KM}{NBSP}km ou moins.")
    elif radius is None and not reach.near and results.nearest_km is not None:
        whose = " dont l’activité correspond" if understood.mentions else ""
        said.append(
            f"Aucune structure{whose} à {NEAR_KM}{NBSP}km ou moins{NBSP}; la plus proche est à "
            f"{results.nearest_km}{NBSP}km."
        )
    return said


def _on_trade(results: PartnerResults, understood: Understood, reach: Reach) -> list[str]:
    """What comes after the structures that have the trade."""
    if not understood.mentions or understood.query.way is Way.STAFF:
        return []
    staff = results.total - reach.direct - results.akin
    if reach.direct and results.total > reach.direct:
        order = [
            "les structures dont l’activité correspond",
            *([_AKIN] if results.akin else []),
            *([_LENT] if staff else []),
        ]
        return [f"Dans l’ordre{NBSP}: {', '.join(order)}."]
    return []


def _on_fit(results: PartnerResults, understood: Understood, reach: Reach) -> list[str]:
    said: list[str] = []
    query = understood.query
    if query.preferred and understood.mentions and not reach.preferred:
        said.append(_preferred(results))
    scarce = _scarce(query.kinds, reach.recorded)
    said.extend(scarce)
    if query.kinds and not results.total:
        if any(reach.recorded.get(kind) for kind in query.kinds):
            kinds = ", ".join(sorted(kind.value for kind in query.kinds))
            said.append(f"Aucune structure de l’annuaire ne convient parmi les types demandés ({kinds}).")
        if reach.any_kind:
            said.append(f"Tous types confondus{NBSP}: {counted(reach.any_kind)}.")
        if reach.others:
            how = "par mise à disposition de personnel" if reach.lent else "d’activité connue ou voisine"
            said.append(f"D’un autre type, {how}{NBSP}: {', '.join(reach.others)}.")
    elif results.total:
        kinds = counted(results.count_by_kind)
        of_many = len(results.count_by_kind) > 1
        total = f"{plural(results.total, 'structure', 'structures')} ({kinds})" if of_many else kinds
        first = f"{NBSP}; voici les {reach.shown} premières" if 1 < reach.shown < results.total else ""
        then = f", puis {reach.blank} dont l’activité n’est pas renseignée" if reach.blank else ""
        said.append(f"En tout{NBSP}: {total}{first}{then}.")
        if query.kinds and understood.mentions and not reach.direct and reach.others and not reach.lent:
            said.append(f"D’un autre type, d’activité connue ou voisine{NBSP}: {', '.join(reach.others)}.")
    elif not results.matches:
        said.append("Aucune structure de l’annuaire ne correspond à ces critères.")
    if results.total <= _FEW and not understood.named:
        said.append(
            f"L’annuaire ne recense que {reach.listed}{NBSP}structures{NBSP}: le facilitateur de clauses sociales du "
            "Département peut en connaître d’autres."
        )
    if reach.unlisted:
        others = plural(reach.unlisted, "structure n’a", "structures n’ont")
        close = ", ".join(f"{m.name} ({m.kind}, {m.city}, {m.distance_km}{NBSP}km)" for m in results.unknown_near)
        asked = f" Les plus proches, à interroger sur ce qu’elles font{NBSP}: {close}." if close else ""
        # Where no trade is asked for, they are counted with the others.
        apart = understood.mentions or understood.trade_not_read
        which = "Hors de ce compte, " if apart else "Parmi celles qui ne sont pas listées, "
        said.append(f"{which}{others} pas d’activité renseignée dans l’annuaire.{asked}")
    if reach.farther:
        beyond = "hors du département" if query.place is None else f"à plus de {FAR_KM}{NBSP}km"
        others = plural(reach.farther, "autre structure convient", "autres structures conviennent")
        said.append(f"{others} {beyond}.")
    return said


def _preferred(results: PartnerResults) -> str:
    """Who of the kinds preferred lends staff for a trade that none of them has; that none does, otherwise."""
    preferred = sorted(kind.value for kind in results.understood.preferred)
    kinds = " ou ".join(preferred)
    lent = [f"{one.name} ({one.kind}, {one.city})" for one in results.matches if one.kind in preferred]
    if lent:
        return f"Du type que vous préférez ({kinds}), à interroger{NBSP}: {', '.join(lent)}."
    return f"Aucune structure du type que vous préférez ({kinds}) n’est connue pour cette activité."


def _is_any_trade(understood: Understood) -> bool:
    """Whether a place alone was asked of: every structure then answers, whatever it does."""
    query = understood.query
    asked = (understood.mentions, understood.trade_not_read, understood.named, query.kinds, query.way, query.siret)
    return query.place is not None and not any(asked)


def _scarce(kinds: frozenset[StructureKind], recorded: Mapping[StructureKind, int]) -> list[str]:
    """The kinds asked for that the directory does not hold, or holds once, whatever the trade."""
    if len(kinds) > _FEW_KINDS:
        return []
    named = sorted(kind.value for kind in kinds if not recorded.get(kind))
    single = sorted(kind.value for kind in kinds if recorded.get(kind) == 1)
    said = [f"L’annuaire ne recense aucune structure de type {' ou '.join(named)}."] if named else []
    said += [f"L’annuaire ne recense qu’une structure de type {kind}." for kind in single]
    return said
