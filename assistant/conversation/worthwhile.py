"""« Ça vaut le coup ? », « on fait comment ? »: what is asked of a social clause is whether and how, not whether it is due."""

from __future__ import annotations

import re

from assistant.folding import folded

_WORTH = re.compile(
    r"\bva(?:ut|lent) (?:vraiment )?(?:le coup|la peine)\b|\btrop (?:petit|court|gros|leger|faible)\w*\b"
    r"|\b(?:pertinent|interessant|utile|rentable|judicieux)e?s?\b|\b(?:un |de l'|d')?interet\b|\bca a du sens\b"
)
_CLAUSE = re.compile(
    r"\bclauses?\b(?!\s(?:des?|du|d'(?!insertion))\b)(?!\sd'(?!insertion))|\bcriteres?\s(?:socia|d'insertion)|\binsertion\b"
)
_HOW = re.compile(
    r"\b(?:on|je|nous) (?:fais|fait|faisons|s'y prend|m'y prends?) comment\b"
    r"|\bcomment (?:on |je |nous )?(?:fai\w+|s'y prendre|m'y prendre|proceder)\b"
)
_DUTY = re.compile(
    r"\b(?:oblig\w+|doi[ts]|doivent|devons|faut|tenue?s?|soumis\w*|concern\w+|dispens\w+|impos\w+|droit|loi|regle)\b"
)


def asks_if_a_clause_pays(message: str) -> bool:
    """Whether a message asks if a social clause is worth it, and names the clause."""
    text = folded(message)
    named = _CLAUSE.search(text) is not None and _WORTH.search(text) is not None
    return named and _DUTY.search(text) is None


def asks_if_worthwhile(message: str) -> bool:
    """Whether a message asks if, or how, to do something social on a market, and speaks of no duty."""
    text = folded(message)
    return _DUTY.search(text) is None and (_WORTH.search(text) is not None or _HOW.search(text) is not None)
