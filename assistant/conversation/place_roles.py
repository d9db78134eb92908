"""What the words around a commune's name make of it: the place of the market, one denied, where a company is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_TO = r"(?:(?:a|sur|pour|dans|vers|en|de|d')\s?)?"
_DENIED = re.compile(
    r"(?:(?<!pourquoi\s)\bpas\s|\bnon\s(?:pas\s)?|\b(?:n'est|c'est|n'etait|(?:ne\s|n')?sera|ne\s[a-z]{3,12})\splus\s"
    rf"|\bau\slieu\sd[e']\s?|\bplutot\squ[e']\s?|\ba\sla\splace\sd[e']\s?){_TO}$"
)
# « on avait dit Dax, en fait c'est Narrosse ».
_SAID_BEFORE = re.compile(
    r"\b(?:avais|avait|avions|aviez|avaient|ai|a|avons|avez|ont)\s(?:dit|ecrit|annonce|indique|note|mis|marque|parle|prevu)e?s?\s(?:d'abord\s)?(?:a\s|de\s|d')?$"
)
_COMPANY = (
    r"(?:entreprises?|societes?|prestataires?|titulaires?|candidats?|fournisseurs?|artisans?|architectes?"
    r"|attributaires?|sous-traitants?)"
)
_WORKS_THERE = r"(?!chantier|travaux|marche|interv|realis|travaill|execut|construi|nettoi)"
# « l'entreprise est à Dax, le chantier à Meilhan »: where a company or a seat stands is not the site.
_ELSEWHERE = re.compile(
    rf"\b(?:{_COMPANY}|siege(?:\ssocial)?)(?:\s{_WORKS_THERE}[a-z'-]+){{0,4}}?\s?,?\s"
    r"(?:(?:est|sont|etait|se\strouve(?:nt)?|vien(?:t|nent)|arrive(?:nt)?|(?:bas|install|situ|implant|domicili)ee?s?)\s){1,2}"
    rf"(?:a|de|d'|sur|en)\s?$|\b{_COMPANY}\s(?:{_WORKS_THERE}(?!de\b)[a-z-]+\s)?(?:de\s|d')$"
)
_NAME = r"(?P<other>[a-z]{3,})"
_NOT_THE_OTHER = re.compile(
    rf"\s?,?\s(?:et\s|mais\s)?(?:non\s(?:pas\s)?|pas\s|au\slieu\sd[e']\s?|plutot\squ[e']\s?){_TO}{_NAME}\b"
)
_BUT_THIS = re.compile(
    rf"\b(?:pas|non)\s{_TO}{_NAME}(?:[\s-][a-z]+){{0,4}}?\s?,?\s(?:mais|c'est)\s(?:bien\s)?{_TO}$"
)

# Between two communes of one list; one of them may go unread.
_AND = re.compile(
    r"\s?(?:,|/|;|&|\+|et|puis|ainsi\sque)(?:\s[a-z-]+\s?(?:,|/|et))?\s?(?:(?:a|de|d'|sur|secteur|secteurs)\s?)?"
)
_OR = re.compile(r"\s?(?:/|,?\sou\s(?:bien\s)?)\s?(?:(?:a|de|d'|sur|vers|pres\sde|cote|secteur)\s?)?")
_NEAR = re.compile(
    r"\b(?:cote|vers|pres|autour|proches?|environs|alentours|secteurs?|coin|entre|dans\sl[ae]s?\scoin)\s(?:de\s|d'|du\s)?$"
)
_SEVERAL = re.compile(
    r"\b(?:communes|secteurs|sites|villes|villages|quartiers|residences|ecoles"
    r"|(?:[2-9]|deux|trois|quatre|cinq|six)\s(?:parcs|gymnases|stades|cimetieres|creches|mairies|salles|terrains|batiments|colleges|bourgs))\b"
)
_WHICH = re.compile(r"\b(?:lequel|laquelle|lesquel\w*|entre)\b")


def are_listed(spans: Sequence[tuple[int, int]], text: str) -> bool:
    """Whether the communes at those places are told one after the other, as those of one need, said to be several."""
    between = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    listed = bool(between) and all(_AND.fullmatch(part) for part in between)
    return listed and bool(_SEVERAL.search(text[: spans[0][0]])) and not _WHICH.search(text)


def are_alternatives(spans: Sequence[tuple[int, int]], text: str) -> bool:
    """Whether the communes at those places are told as one neighbourhood: « Parentis ou Mimizan », « vers Dax, Tartas »."""
    between = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    if not between or _WHICH.search(text):
        return False
    either = all(_OR.fullmatch(part) for part in between)
    near = _NEAR.search(text[: spans[0][0]]) is not None
    return either or (
        near and all(_AND.fullmatch(part) or _OR.fullmatch(part) or not part.strip() for part in between)
    )


def is_denied(before: str) -> bool:
    """Whether the commune after the folded text ``before`` is one the message denies or replaces."""
    return bool(_DENIED.search(before))


def is_said_before(before: str) -> bool:
    """Whether the commune after the folded text ``before`` is one said earlier, which another may replace."""
    return bool(_SAID_BEFORE.search(before))


def is_elsewhere(before: str) -> bool:
    """Whether the commune after the folded text ``before`` is where a company or a seat stands."""
    return bool(_ELSEWHERE.search(before))


def set_against(before: str, after: str) -> str | None:
    """The first word of the name denied for the one between the folded texts (« Josse et pas Magescq »)."""
    found = _NOT_THE_OTHER.match(after) or _BUT_THIS.search(before)
    return found["other"] if found is not None else None
