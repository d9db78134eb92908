"""Bodies of rules of the Code de la commande publique: near-twin articles differ by regime."""

from __future__ import annotations

import re
from enum import StrEnum


class Regime(StrEnum):
    """Which contracts an article governs."""

    ORDINARY = "marchés publics ordinaires"
    DEFENCE = "marchés de défense ou de sécurité"
    PARTNERSHIP = "marchés de partenariat"
    CONCESSION = "concessions"
    PROJECT_MANAGEMENT = "maîtrise d’ouvrage publique et maîtrise d’œuvre privée"
    OTHER_CONTRACTS = "autres marchés publics"
    OVERSEAS = "outre-mer"
    EXCEPTIONAL = "circonstances exceptionnelles"
    COMMON = "dispositions communes"
    OTHER_TEXT = "autres textes"


_BY_PREFIX: tuple[tuple[re.Pattern[str], Regime], ...] = (
    (re.compile(r"[LRD]26\d\d"), Regime.OVERSEAS),
    (re.compile(r"[LRD]33\d\d"), Regime.OVERSEAS),
    (re.compile(r"[LRD]27\d\d|[LRD]34\d\d"), Regime.EXCEPTIONAL),
    (re.compile(r"[LRD]3\d{3}"), Regime.CONCESSION),
    (re.compile(r"[LRD]22\d\d"), Regime.PARTNERSHIP),
    (re.compile(r"[LRD]23\d\d"), Regime.DEFENCE),
    (re.compile(r"[LRD]24\d\d"), Regime.PROJECT_MANAGEMENT),
    (re.compile(r"[LRD]25\d\d"), Regime.OTHER_CONTRACTS),
    (re.compile(r"[LRD]2\d{3}"), Regime.ORDINARY),
    (re.compile(r"[LRD]\d+"), Regime.COMMON),
)


def regime_of(ref: str, path: tuple[str, ...]) -> Regime:
    """The regime of an article from its number, then from the titles above it.

    The numbering of the Code de la commande publique carries its plan: the second digit after the
    part is the book (``R2322-14``: part two, book III, defence).
    """
    if ref.endswith(")") or ref.startswith(("CCAG", "Décret")):
        return Regime.OTHER_TEXT
    if any("OUTRE-MER" in title.upper() for title in path):
        return Regime.OVERSEAS
    for pattern, regime in _BY_PREFIX:
        if pattern.match(ref):
            return regime
    return Regime.COMMON
