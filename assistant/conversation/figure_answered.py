"""A number said alone after one figure was spoken of: « 42 », after « quel coût horaire ? », is that hourly cost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from assistant.conversation.intents import Intent
from assistant.conversation.understanding import Understanding
from assistant.conversation.wording import read_wording
from assistant.folding import folded
from assistant.market import Fact, MarketFacts

_NAMED = {
    "hourly_cost": re.compile(
        r"\b(?:taux|couts?|prix|tarif)\s(?:horaires?|de\sl'heure|d'une\sheure|a\sl'heure)\b"
    ),
    "labour_share": re.compile(
        r"\bparts?\s(?:du\smontant|(?:de\s|de\sla\s)?(?:main[- ]d|mo\b))|\b(?:taux|pourcentage|%)\sde\smain[- ]d"
    ),
    "vat_rate": re.compile(r"\btva\b"),
    "effort": re.compile(r"\befforts?\b|\btaux\sd'insertion\b"),
}
_IN_EUROS = "hourly_cost"
# What each may be, as it is said: an amount, a year or a rank is none of them.
_BOUNDS = {
    "hourly_cost": (Decimal(10), Decimal(100)),
    "labour_share": (Decimal(5), Decimal(100)),
    "vat_rate": (Decimal(2), Decimal(20)),
    "effort": (Decimal(1), Decimal(25)),
}
_WORDS = (
    r"(?:re?pren(?:d|ds|ez|ons|dre)|(?:re)?fai(?:s|tes|re)|(?:re)?calcul(?:e|ez|er|ons)|me(?:t|ts|tte|ttez|ttons)|pass(?:e|ez|ons)|reten(?:ez|ons)|retiens"
    r"|parte?[sz]?|partons|compte[rz]?|essa(?:ie|ye)[rz]?|dis(?:ons)?|dites|essai|c'est|ce|serait|sera|est|on|je|tu|nous|vous|dit|dirais|a|avec|sur|de|du|d'|le|la|l'"
    r"|et|si|ok|oui|non|bon|alors|donc|plutot|environ|pardon|finalement|heure|l'heure|taux|par|ht|svp|stp|merci|ca|donne(?:rait)?|fait|quoi|combien)"
)
_ALONE = re.compile(
    rf"(?:{_WORDS}[\s,:!]+|{_WORDS}(?=\d))*(?P<number>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s?(?P<unit>%|pour\s?cents?|€|euros?)?"
    rf"(?:\s?/\s?h(?:eure)?)?(?:[\s,:!]+{_WORDS})*\s*[.!?]*"
)
_FEW_WORDS = 12


def with_figure_answered(
    read: Understanding,
    said: str,
    before: str,
    asked: Iterable[str],
    turn: int,
    previous: Intent,
    *,
    of_lots: bool,
) -> Understanding:
    """The message with the figure that its number is, where it says nothing else.

    ``before`` is the message of the turn before, and ``asked`` the questions that its answer put: the figure is the only
    one that they speak of and that the number may be.
    """
    wording = read_wording(said)
    found = _ALONE.fullmatch(wording.text.strip())
    if found is None:
        return read
    value, unit = Decimal(found["number"].replace(",", ".")), found["unit"]
    names = [one for one in _spoken_of(before, asked) if _may_be(one, value, unit)]
    # Of several lots, the share asked for is not that of each.
    if len(names) != 1 or (names[0] == "labour_share" and of_lots):
        return read
    name = names[0]
    value = value if name == _IN_EUROS else value / 100
    fact: Fact[Decimal] = Fact(value=value, source=said.strip(), turn=turn)
    facts: dict[str, Any] = {name: fact}
    # Hours judged in a question on the law ask for the figure too.
    told = (Intent.HOURS if previous is Intent.LEGAL else Intent.FACT_UPDATE,)
    return replace(
        read,
        intent=told[0],
        intents=told,
        facts=MarketFacts(**facts),
        needs=(),
        forgotten=frozenset(),
        is_follow_up=True,
    )


def _may_be(name: str, value: Decimal, unit: str | None) -> bool:
    least, most = _BOUNDS[name]
    of_its_unit = unit is None or (name == _IN_EUROS) == (unit[0] in "€e")
    return of_its_unit and least <= value <= most


def _spoken_of(before: str, asked: Iterable[str]) -> set[str]:
    """The figures that the questions put speak of, else those that a short message does."""
    put = {name for question in asked for name in _figures_in(question)}
    short = len(before.split()) <= _FEW_WORDS
    return put if any(asked) else (set(_figures_in(before)) if short else set())


def _figures_in(text: str) -> list[str]:
    words = folded(text)
    return [name for name, pattern in _NAMED.items() if pattern.search(words)]
