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


def priority_publics(plain: str) -> tuple[int, int] | None:
    """Where a message, unaccented and of the same length as typed, names who is hired first; ``None`` where it names nobody."""
    for pattern in (_TOLD_AFTER, _TOLD_BEFORE):
        for found in pattern.finditer(plain):
            if _PUBLIC.search(found["value"]):
                kept = "article" if (found["article"] or "").strip() in _KEPT else "value"
                return found.start(kept), found.end("value")
    return None
