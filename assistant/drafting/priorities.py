"""Who a message wants hired first: « les jeunes de la mission locale sont prioritaires », « priorité aux bRSA »."""

from __future__ import annotations

import re

_WHO = r"(?P<value>[^,.;:?!\n]{4,120}?)"
_ARTICLE = r"(?:les|aux|des|de\sla|la|le|l'|au|un|une)\s?"
_ENDS = r"(?=\s*(?:$|[.;:?!\n]|,\s(?:et|puis|avec|sinon|mais)\b|\b(?:svp|stp|merci)\b))"
# Where they stand in the text without accents.
_TOLD_AFTER = re.compile(
    rf"\b(?:en\spriorite|prioritairement|priorite|priorise[rz]?|priorisons|privilegi(?:e|er|ez|ons)|public\w*\sprioritaires?\s?:)\s"
    rf"(?:sur\s|pour\s|a\s)?(?P<article>{_ARTICLE})?{_WHO}{_ENDS}"
)
_TOLD_BEFORE = re.compile(
    rf"(?:^|\bque\s|\bqu'|[,:;.]\s?|\bet\s)(?P<article>{_ARTICLE}){_WHO}\s(?:sont|soient|seront|passent|doivent\setre|est|soit|sera)\s"
    r"(?:tous\s|toujours\s|bien\s)?(?:prioritaires?|en\spriorite|prioritairement|recrute\w*\sen\spriorite)\b"
)
_KEPT = frozenset({"les", "aux", "des", "la", "le", "l'"})
# Who may be hired, and not a district, a deadline or a lot.
_PUBLIC = re.compile(
    r"\b(?:jeunes?|moins\sde\s\d\d|plus\sde\s\d\d|seniors?|femmes?|beneficiaires?|allocataires?|brsa|rsa|ass|aah|demandeurs?|chomeurs?|deld|personnes?"
    r"|publics?|habitants?|qpv|mission\slocale|travailleurs?|handicap\w*|rqth|refugies?|salaries?|apprentis?|alternants?|parents?|familles?|peloises?)\b"
)
# « Ne privilégiez pas les jeunes », « enlevez la priorité aux jeunes ».
_DENIED = re.compile(r"\b(?:ne\s|n'|pas\b|plus\saucune?\b|sans\b|aucune?\b|enlev\w+|retir\w+|supprim\w+)")
_STRUCTURES = re.compile(r"\b(?:entreprises?|structures?|esat|siae)\b")
_FIRST_WORD = 4


def priority_publics(plain: str) -> tuple[int, int] | None:
    """Where a message, unaccented and of the same length as typed, names who is hired first; ``None`` where it names nobody."""
    for pattern in (_TOLD_AFTER, _TOLD_BEFORE):
        for found in pattern.finditer(plain):
            if _PUBLIC.search(found["value"]) and not _is_denied(plain, found):
                kept = "article" if (found["article"] or "").strip() in _KEPT else "value"
                return found.start(kept), found.end("value")
    return None


def _is_denied(plain: str, found: re.Match[str]) -> bool:
    """Whether the words around deny the priority, or give it to a structure and not to people."""
    before = re.split(r"[.;:!?\n]", plain[: found.start("value") + _FIRST_WORD])[-1]
    return _DENIED.search(before) is not None or _STRUCTURES.search(found["value"]) is not None
