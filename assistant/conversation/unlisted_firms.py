"""The firms a message would reserve a contract to, when no article lets them have it: « réserver un lot aux artisans »."""

from __future__ import annotations

import re

from assistant.folding import folded

_FIRMS = (
    r"tpe|pme|artisans?|artisanes?|petites? (?:entreprises?|boites?|structures?)"
    r"|(?:entreprises?|societes?|boites?|fournisseurs?|commerces?) (?:locales?|locaux|landaises?|francaises?|voisines?"
    r"|d'ici|d(?:u|e la|e notre|es) (?:coin|commune|village|canton|territoire|departement|region|landes|pays))"
    r"|habitants?|femmes|locaux|landais|francais|auto-?entrepreneurs?|commercants?|producteurs?|agriculteurs?"
)
_RESERVED_TO = re.compile(
    rf"\breserv\w+ (?:[\w'-]+ ){{0,6}}?"
    rf"(?:aux?|a des|a une?|a la|a nos|a mes|pour les|pour des|pour nos) (?P<firms>{_FIRMS})\b"
)


def unlisted_firms(message: str) -> str | None:
    """The words, folded, of those a message would reserve to and that no article names; ``None`` when there are none."""
    found = _RESERVED_TO.search(folded(message))
    return found["firms"] if found else None
