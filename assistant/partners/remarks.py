"""What a reader should know of the results as a whole, in French."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process

from assistant.partners.query import PartnerResults, Way
from assistant.partners.understanding import Understood
from assistant.partners.words import fold
from assistant.partners.wording import counted
from corpus.siret import is_valid_siret

NBSP = "\u00a0"
NEAR_KM = 40
"""A daily journey for people on an integration path, with no car for many: the offer preferred."""


def remarks_on(
    results: PartnerResults, understood: Understood, outside: int, within: int, direct: int
) -> tuple[str, ...]:
    """The remarks on a search: how the question was read, how near the offer is, what was left out.

    ``outside`` counts structures that fit beyond the radius asked for, ``direct`` those with the known
    activity, ``within`` the ones of these at 40 km or less.
    """
    return (
        *_on_reading(understood),
        *_on_distance(results, understood, outside, within, direct),
        *_on_fit(results, understood, direct),
    )


def remarks_on_number(number: str, found: int) -> tuple[str, ...]:
    """The remarks on a search by SIRET or SIREN."""
    if found:
        return ()
    if len(number) == 14 and not is_valid_siret(number):
        return (f"Le SIRET {number} n’est pas valide (clé de contrôle fausse){NBSP}: vérifiez-le.",)
    if len(number) not in (9, 14):
        return (f"«{NBSP}{number}{NBSP}» n’est ni un SIREN (9 chiffres) ni un SIRET (14 chiffres).",)
    return (f"Aucune structure de l’annuaire ne porte le numéro {number}.",)


def unknown_name(field: str, value: str, known: Sequence[str]) -> str:
    """The message for a family or a sector that does not exist, with the nearest names."""
    what = "La famille" if field == "family" else "Le secteur"
    near = [name for name, _, _ in process.extract(value, known, processor=fold, limit=3)]
    listed = ", ".join(f"«{NBSP}{name}{NBSP}»" for name in near)
    return f"{what} «{NBSP}{value}{NBSP}» n’existe pas{NBSP}; les plus proches sont {listed}."


def _on_reading(understood: Understood) -> list[str]:
    said: list[str] = []
    if understood.is_empty and not understood.trade_not_read:
        said.append("Précisez un métier, une commune, un type de structure, un nom ou un SIRET.")
    place = understood.place_found
    if place is not None and not place.exact:
        said.append(f"«{NBSP}{place.words}{NBSP}» a été lu comme {place.place.commune}.")
    for mention in understood.mentions:
        if mention.read_as:
            said.append(f"«{NBSP}{mention.words}{NBSP}» a été lu comme «{NBSP}{mention.read_as}{NBSP}».")
    if understood.by_meaning:
        sectors = ", ".join(sorted(understood.mentions[0].sectors))
        said.append(f"Aucun mot connu du métier{NBSP}: rapproché par le sens de {sectors}.")
    if understood.trade_not_read:
        said.append(
            f"Je n’ai pas reconnu de métier dans «{NBSP}{understood.unread_words}{NBSP}»{NBSP}: reformulez-le ou choisissez une famille d’achats."
        )
    if understood.unknown_place is not None:
        said.append(
            f"«{NBSP}{understood.unknown_place}{NBSP}» n’est pas dans ma liste de communes{NBSP}: les distances ne sont pas calculées."
        )
    return said


def _on_distance(
    results: PartnerResults, understood: Understood, outside: int, within: int, direct: int
) -> list[str]:
    place, radius = understood.query.place, understood.query.radius_km
    if place is None:
        return (
            [f"Le rayon de {radius}{NBSP}km est sans effet{NBSP}: aucune commune n’est indiquée."]
            if radius
            else []
        )
    said = [f"Distances à vol d’oiseau depuis {place.commune}."]
    if radius and outside:
        plural = "s" if outside > 1 else ""
        said.append(
            f"{outside} autre{plural} structure{plural} au-delà de {radius}{NBSP}km ou sans position connue."
        )
    if not radius and direct:
        near = f"{within} sur {direct} à {NEAR_KM}{NBSP}km ou moins"
        said.append(
            f"Structures qui conviennent directement{NBSP}: {near}."
            if within
            else f"Aucune structure qui convienne directement à {NEAR_KM}{NBSP}km ou moins{NBSP}; la plus proche est à {results.nearest_km}{NBSP}km."
        )
    return said


def _on_fit(results: PartnerResults, understood: Understood, direct: int) -> list[str]:
    said: list[str] = []
    trade = understood.trade
    asked_trade = bool(understood.mentions) and trade is not None
    if asked_trade and not direct and understood.query.way is not Way.STAFF:
        said.append(f"Aucune structure retenue n’a pour activité connue{NBSP}: {trade}.")
    staff = results.total - direct
    if asked_trade and staff and results.total:
        said.append(
            "Les structures d’activité voisine, puis celles qui mettent du personnel à disposition, viennent après celles dont l’activité correspond."
        )
    if results.unknown_activity_count:
        count = results.unknown_activity_count
        said.append(
            f"{count}{NBSP}structure{'s' if count > 1 else ''} d’activité non renseignée{NBSP}: à interroger, sans préjuger de ce qu’elle{'s' if count > 1 else ''} fait."
            if count == 1
            else f"{count}{NBSP}structures d’activité non renseignée{NBSP}: à interroger, sans préjuger de ce qu’elles font."
        )
    if understood.query.kinds and not results.total:
        kinds = ", ".join(sorted(kind.value for kind in understood.query.kinds))
        said.append(f"L’annuaire ne contient aucune structure qui convienne parmi les types demandés ({kinds}).")
    elif results.total > len(results.matches):
        said.append(f"{results.total}{NBSP}structures conviennent ({counted(results.count_by_kind)}).")
    return said
