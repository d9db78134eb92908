"""Whether a sum by the hour is said of hours not done, which makes it a penalty and no cost of labour."""

from __future__ import annotations

import re

from assistant.conversation.hours_short import tells_shortfall

_COST = re.compile(r"\b(?:couts?|taux|tarifs?|prix|smic|salaires?)\b")
_UNDONE = re.compile(
    r"(?:(?:par|pour\schaque)\sheure\s)?(?:d'insertion\s|de\stravail\s|prevue\s|due\s){0,2}(?:non\s(?:realise|effectue|execute|accomplie|faite|prestee)|manquante?|inexecute|pas\sfaite)"
)
_UNDONE_BEFORE = re.compile(
    r"\bheures?\s(?:d'insertion\s|due\s|prevue\s)?(?:non\s(?:realise|effectue|execute|accomplie|faite|prestee)|manquante?|inexecute|pas\sfaite)e?s?\b[^.;?!\n\d]{0,30}$"
)


def follows_undone(before: str) -> bool:
    """Whether a sum comes after words of hours not done (« heures non réalisées : 45 € »), in a folded text."""
    return _UNDONE_BEFORE.search(before) is not None


def is_of_undone(after: str) -> bool:
    """Whether a sum by the hour comes before words of hours not done (« 45 € par heure non faite »), in a folded text."""
    return _UNDONE.match(after.lstrip()) is not None


def as_told(name: str, text: str) -> str:
    """The fact that a sum gives, a cost by the hour told beside hours short being a penalty: « 112 h sur 350, 45 €/h »."""
    short = name == "hourly_cost" and _COST.search(text) is None and tells_shortfall(text)
    return "penalty_per_hour" if short else name
