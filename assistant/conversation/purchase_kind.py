"""What is bought when the words themselves say it: an innovation, supplies in the field of defence, lots set aside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assistant.market import LotFacts

_BOUGHT = (
    r"(?:achats?|marches?|lots?|solutions?|prestations?|services?|travaux|fournitures?|produits?|procedes?|besoins?"
    r"|equipements?|dispositifs?|materiels?|outils?|technologies?|projets?)"
)
_NOT = r"(?:\b(?:pas|non|rien|aucun(?:e)?|ni|n'est|ne\ssont|sans)\b[^.;?!,]{0,20}?)"
# What an article calls innovative is what is bought; « jeune entreprise innovante » speaks of who sells.
_INNOVATIVE = re.compile(
    rf"(?P<no>{_NOT})?\b(?:{_BOUGHT}(?:\s(?!(?:jeunes?|entreprises?|societes?|structures?|start-?ups?)\b)[a-z'-]+){{0,4}}?\s(?:tres\s|vraiment\s|juge[es]*\s|est\s|sont\s|pas\s|non\s){{0,3}}innovante?s?"
    r"|(?:c'est|ce\sserait|il\sest|elle\sest|sera)\s(?:bien\s|vraiment\s|pas\s|un\sachat\s)?innovante?s?|nouveaux?\sou\ssensiblement\sameliores?|nouvelles?\sou\ssensiblement\sameliorees?|d'innovant\b|non\sinnovante?s?)\b"
)
_DENIED = re.compile(r"\b(?:pas|non|rien|aucune?|ni)\b")
_ORDINARY = re.compile(
    r"\b(?:achat|besoin|produit|fourniture|prestation)s?\s(?:tout\sa\sfait\s|tres\s)?(?:courante?s?|classiques?|standards?|banal(?:e|s)?)\b"
)
_DEFENCE = re.compile(
    r"\b(?:fournitures?|materiels?|equipements?|produits?|articles?|biens?|achats?|vehicules?)\s(?:[a-z'-]+\s){0,2}?"
    r"(?:militaires?|de\sguerre|d'armement|de\s(?:la\s)?defense(?:\snationale)?|relevant\sde\sla\sdefense|dans\sle\sdomaine\sde\sla\sdefense|pour\sla\sdefense)\b"
    r"|\b(?:munitions?|armements?|armes\s(?:de\sguerre|a\sfeu|de\sservice)|explosifs?\smilitaires?|blindes?)\b"
    r"|\bdomaine\sde\sla\sdefense\b|\b(?:hors|pas\s(?:dans\s|de\s)?|autres\sque\s(?:ceux\sde\s)?)\s?l'annexe\s4\b|\bannexe\s2,?\si,?\sc\b"
)
_NOT_DEFENCE = re.compile(
    r"\b(?:non\smilitaires?|pas\smilitaires?|pas\sdes?\s(?:fournitures?|materiels?|equipements?)\s(?:militaires?|de\s(?:la\s)?defense)|hors\s(?:du\s)?domaine\sde\sla\sdefense"
    r"|(?:produits?|fournitures?|relevent|relevant|figurent|vises?)\s(?:bien\s)?(?:de|a|par|dans)\sl'annexe\s4)\b"
)
_RESERVED_AFTER = re.compile(r"[^.;?!\n]{0,45}?\breserve")
_RESERVED_NUMBERS = re.compile(
    r"\breserv\w+\s(?:[a-z']+\s){0,2}?lots?\s(?:n\s?[°o]\s?)?(?P<numbers>\d{1,2}(?:\s?(?:,|et)\s?(?:le\s)?\d{1,2})*)\b"
)
_RESERVED_BEFORE = re.compile(r"\breserv(?:er|e|es|ons|ez|ation)\b[^.,;?!\n]{0,25}$")


@dataclass(frozen=True, slots=True)
class Said:
    """A fact said, and its place in the folded text."""

    value: bool
    start: int
    end: int


def read_innovation(text: str) -> Said | None:
    """Whether the folded text says that what is bought is new or markedly improved (CCP L2113-17, R2124-3)."""
    found = _INNOVATIVE.search(text)
    if found is not None:
        denied = bool(found["no"]) or bool(_DENIED.search(found.group()))
        return Said(not denied, *found.span())
    ordinary = _ORDINARY.search(text)
    return Said(False, *ordinary.span()) if ordinary is not None else None


def read_defence_supplies(text: str) -> Said | None:
    """Whether the folded text says of the supplies that they are for defence (CCP annexe 2, I, c)."""
    denied = _NOT_DEFENCE.search(text)
    if denied is not None:
        return Said(False, *denied.span())
    found = _DEFENCE.search(text)
    return Said(True, *found.span()) if found is not None else None


def reserved_lots_sum(text: str, lots: Iterable[tuple[LotFacts, int, int]]) -> tuple[Decimal, int, int] | None:
    """The sum of the lots said to be reserved, with the place of their words; ``None`` if one has no amount.

    ``lots`` are given with their places; what follows a lot is read up to the next one.
    """
    placed = list(lots)
    if not placed:
        return None
    numbers = {int(n) for found in _RESERVED_NUMBERS.finditer(text) for n in re.findall(r"\d+", found["numbers"])}
    limits = [start for _, start, _ in placed[1:]] + [len(text)]
    reserved = [
        one
        for one, limit in zip(placed, limits, strict=True)
        if one[0].number in numbers
        or _RESERVED_BEFORE.search(text[: one[1]])
        or _RESERVED_AFTER.match(text[one[1] : limit])
    ]
    amounts = [lot.amount_ht for lot, _, _ in reserved]
    if not amounts or any(amount is None for amount in amounts):
        return None
    total = sum((amount for amount in amounts if amount is not None), Decimal(0))
    return total, reserved[0][1], reserved[-1][2]
