"""What a message tells of the operators it would reserve a contract to, beside their kind, and of the lots."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.conversation.quantities import shares_in
from assistant.conversation.reserved_candidates import candidate_of_another_family
from assistant.conversation.unlisted_firms import unlisted_firms
from assistant.folding import folded
from assistant.rules.reservation_request import ReservedOperators

_OF_WORKERS = re.compile(
    r"^\s?(?:de |d')?(?:ses |leurs |nos |la )?(?:\w+ ){0,2}?"
    r"(?:travailleurs?|salaries?|personnes?|effectifs?|employes?|rqth|handicapes?|handicap|detenus?|parcours|equipes?)\b"
)
# « Il n’a que 45 % … », « avec 80 % … », « emploie 30 % … » tell a share; « faut-il 50 % … ? » asks for one.
_EMPLOYS = re.compile(
    r"\b(?:a|ai|ont|avons|avec|n'a|n'ont|emploie(?:nt)?|compte(?:nt)?|que|seulement|est a|sont a)"
    r"\s(?:que |seulement |environ |a peine |deja |plus de |moins de )?$"
)
# « Le lot 3 », « les lots n° 2 et 4 », « ce lot »: what is reserved is not the whole contract.
_LOTS = re.compile(
    r"\blots?\s(?:n\s?[°o]\s?|numero\s)?(?P<numbers>\d{1,2}(?:\s?(?:,|et)\s?(?:le\s)?\d{1,2}\b)*)\b(?!\s?(?:%|€|k€|ans?\b|mois\b))"
)
_A_LOT = re.compile(r"\b(?:[lc]e|du|un|mon|notre|seul|l'un des)\slots?\b(?!\sunique)")
_WHOLE = re.compile(r"\b(?:tout|totalite|ensemble|entier|tous)\b|\bpas\salloti|\bsans\slot|\blot\sunique\b")


def reserved_operators(message: str) -> ReservedOperators:
    """The firms that no article names and the share of workers told."""
    text = folded(message)
    shares = [
        share
        for share, start, end in shares_in(text)
        if _EMPLOYS.search(text[:start]) and _OF_WORKERS.match(text[end:]) and share <= Decimal(1)
    ]
    families = candidate_of_another_family(message)
    return ReservedOperators(
        candidate=families[0] if families else None,
        reserved_to=families[1] if families else None,
        unlisted=unlisted_firms(message),
        worker_share=shares[0] if len(shares) == 1 else None,
        of_a_lot=_WHOLE.search(text) is None and bool(_LOTS.search(text) or _A_LOT.search(text)),
        lots=_lots(text),
    )


def _lots(text: str) -> tuple[int, ...]:
    """The numbers of the lots to reserve; none where several are named apart, of which only some may be reserved."""
    named = {tuple(map(int, re.findall(r"\d+", found["numbers"]))) for found in _LOTS.finditer(text)}
    return next(iter(named)) if len(named) == 1 else ()
