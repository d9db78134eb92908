"""Percentages that are the weights of award criteria: « prix 60 %, technique 30 %, insertion 10 % »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

_CRITERION = (
    r"(?:prix(?:\sdes\s(?:prestations|offres))?|(?:valeur\s)?technique|criteres?(?:\s(?:d[ue]s?|de\sla)?\s?prix)?)"
)
_LINK = r"\s?(?:(?:compte|pese|vaut|est|note|pondere)s?e?\s)?(?:pour\s|a\s|sur\s|[:=(-]\s?)?"
_BEFORE = re.compile(rf"\b{_CRITERION}{_LINK}$")
_AFTER = re.compile(r"\s?(?:(?:pour|sur|au)\s)?(?:(?:le|la)\s)?(?:prix|valeur\stechnique|technique)\b")
_LABOUR_BEFORE = re.compile(r"\b(?:main[- ]d'oeuvre|mo|salariale|salaires)\b[^.;?!\n\d¤]{0,25}$")
_LABOUR_AFTER = re.compile(r"\s?(?:de|en)\s(?:la\s)?(?:main|mo\b|masse)")
# « 5 % des heures », « un effort d'insertion de 5 % » are what is asked of the contractor, beside the criteria.
_EFFORT_BEFORE = re.compile(r"\b(?:effort|objectif|taux|clause|heures|impos\w+|exig\w+)\b[^.;:?!\n\d¤]{0,30}$")
_EFFORT_AFTER = re.compile(r"\s?(?:d'|des?\s|du\s)(?:heures|temps|volume)\b")


def weights(text: str, percentages: Sequence[tuple[Decimal, int, int]]) -> frozenset[int]:
    """The starts, in the folded text, of the percentages that weigh a criterion; none where the price weighs nothing.

    ``percentages`` are ratios with their places. What comes on top of weights that already make the whole is no weight.
    """
    placed = list(percentages)
    certain = [one for one in placed if _weighs_price(text, one)]
    if not certain:
        return frozenset()
    others = [one for one in placed if one not in certain and not _is_effort(text, one)]
    whole = sum((value for value, _, _ in certain), Decimal(0))
    return frozenset(start for _, start, _ in (certain if whole >= 1 else [*certain, *others]))


def _weighs_price(text: str, one: tuple[Decimal, int, int]) -> bool:
    _, start, end = one
    before, after = text[:start], text[end:]
    if _LABOUR_BEFORE.search(before) or _LABOUR_AFTER.match(after):
        return False
    return bool(_BEFORE.search(before) or _AFTER.match(after))


def _is_effort(text: str, one: tuple[Decimal, int, int]) -> bool:
    _, start, end = one
    return bool(_EFFORT_BEFORE.search(text[:start]) or _EFFORT_AFTER.match(text[end:]))
