"""A large number without currency that can only be a sum: « honoraires 145 000, clause possible ? », « 52 000 par an »."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.conversation.amounts import Money
from assistant.market import Fact

_LEAST = Decimal(10_000)
_FARTHEST = Decimal(12)
_POSTAL_DIGITS = 5
# Written as a sum is: by thousands set apart, or round.
_BY_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3})+$|\d+00$")
# What a number that large may count besides money.
_OF_ELSE = re.compile(
    r"\b(?:siret|siren|postale?|code|numero|n|no|tel|telephone|insee|article|population|habitants|effectif|surface|superficie|abonnes|usagers|visiteurs|visites|entrees|passages|repas"
    r"|seuils?|plafonds?|limites?|barre|atteint|depasse(?:r|nt)?|sous|dessous|dessus|dela|moins|plus|inferieure?s?|superieure?s?|sommes|est)"
    r"\b[^.;?!\n\d]{0,14}$|\b(?:que|contre|au\slieu\sde)\s$"
)
# « Le curage pourrait être un lot à part, 60 000 ».
_OF_A_PART = re.compile(r"\b(?:lots?|tranches?)\b[^.;?!\n\d]{0,30}$")
# « 5 % de 900 000 » (the rate is blanked), « un marché 250000 electricité ».
_SAYS_SUM = re.compile(
    r"(?:%|¤)\s(?:de\s|d'|sur\s)$|\b(?:marches?|contrat|chantier|operation|enveloppe)\s(?:de\s|d'|a\s)?$"
)
# « 350 000 de VRD »: what is bought for the sum, unless it is counted.
_OF_A_THING = re.compile(
    r"\s?(?:de\s|d')(?!(?:habitants?|personnes?|m2|metres?|km|kilometres?|litres?|tonnes?|kilos?|heures?|repas|exemplaires?|pages?|abonnes"
    r"|usagers|visiteurs|eleves?|salaries?|surface|population|plus|moins|large|long|haut|nos|ces|mes|ses|leurs|notre|cette)\b)[a-z]"
)
# « 745 000 / 210 000 / 96 500 »: the last of several numbers is not the only one.
_IN_A_LIST = re.compile(r"\d\d\d\s?(?:/|\bou)\s?$")
_POSTAL = re.compile(r"\(\s?$")
# « gardiennage à 45 000 par an je fais quoi ».
_AT = re.compile(r"\b(?:a|environ|pour|coute|coutent|budget|enveloppe|montant)\s(?:d[e']\s?|de\s)?$")
_CALLED_SUM = re.compile(r"\b(?:montants?|budgets?|estim\w*)\b[^.,;?!\n\d]{0,25}$")
_DENIED = re.compile(r"\bnon\s?,?\s?(?:(?:c'est|plutot)\s)?$")
# « non, 12 » may be lots, months or hours.
_LEAST_DENIED = Decimal(5_000)
_WITHOUT_TAX = re.compile(r"\s?(?:ht|hors\s(?:taxes?|tva))\b")
_STOPS = re.compile(r"\s*(?:$|[?!,;:)\n]|\.(?!\d)|\b(?:sur|pour|pendant|au\stotal|en\stout|hors)\b)")


def without_small(money: tuple[Money, ...], known: Fact[Decimal] | None, text: str) -> tuple[Money, ...]:
    """The sums, without the numbers of no currency that are too small to take the place of the amount known.

    Those are under a twelfth of that amount, and under 10 000 at most; one that the folded text calls an amount,
    or that follows a denial (« non, 9 000 »), is kept.
    """
    least = min(known.value / _FARTHEST if known else Decimal(0), _LEAST)
    return tuple(
        m for m in money if m.currency or m.value >= least or m.per.times_a_year or _is_called_sum(m, text)
    )


def _is_called_sum(one: Money, text: str) -> bool:
    before = text[: one.start]
    if one.value >= _LEAST_DENIED and _DENIED.search(before):
        return True
    return bool(_CALLED_SUM.search(before) or _WITHOUT_TAX.match(text[one.end :]))


def is_said_sum(one: Money, text: str) -> bool:
    """Whether the words beside a round number say that it is a sum: « un marché 250000 electricité », « 350 000 de VRD »."""
    before, said, after = text[: one.start], text[one.start : one.end].strip(), text[one.end :]
    if one.value < _LEAST or _OF_ELSE.search(before) or _OF_A_PART.search(before):
        return False
    if one.per.times_a_year and _AT.search(before):
        return True
    return bool(_BY_THOUSANDS.search(said) and (_SAYS_SUM.search(before) or _OF_A_THING.match(after)))


def is_large_alone(one: Money, text: str) -> bool:
    """Whether a number is a sum by its size and by what stands around it, in the folded text it was read from."""
    before, said, after = text[: one.start], text[one.start : one.end], text[one.end :]
    if one.value < _LEAST or _OF_A_PART.search(before) or _OF_ELSE.search(before):
        return False
    if is_said_sum(one, text):
        return True
    if not _STOPS.match(after) or _IN_A_LIST.search(before):
        return False
    if _POSTAL.search(before) and len(said.strip()) == _POSTAL_DIGITS:
        return False
    return bool(one.per.times_a_year or _BY_THOUSANDS.search(said.strip()))
