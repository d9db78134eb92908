"""Who a message would let answer a contract reserved to others: « un ESAT peut-il répondre au lot réservé aux SIAE ? »."""

from __future__ import annotations

import re

from assistant.folding import folded
from assistant.rules.reservation_request import ReservedTo

_FAMILIES = {
    ReservedTo.EA_ESAT: r"esat|entreprises? adaptees?|ea",
    ReservedTo.SIAE: r"siae|(?:entreprises?|chantiers?|structures?|ateliers?) d'insertion|aci|ei|etti"
    r"|associations? intermediaires?",
}
_ANSWERS = r"(?:repon\w+|candidat\w*|soumission\w*|postul\w+|se present\w+|se porter|concourir)"
_MAY = r"(?:peu\w+|pourr\w+|a(?:vons)? le droit|droit de)"
_RESERVED = r"reserve\w*(?: \w+){0,2}? (?:aux?|a (?:des|la|l'|une?)) ?"


def candidate_of_another_family(message: str) -> tuple[ReservedTo, ReservedTo] | None:
    """The family that would answer and the one the contract is reserved to, where they differ and no other is named."""
    text = folded(message)
    for candidate, words in _FAMILIES.items():
        for reserved, others in _FAMILIES.items():
            if candidate is reserved:
                continue
            to_others = rf"{_RESERVED}(?:{others})\b(?!.{{0,12}}\b(?:et|ou) (?:aux? |des |les )?(?:{words})\b)"
            first = rf"\b(?:{words})\b.{{0,25}}\b{_MAY}\b.{{0,25}}\b{_ANSWERS}\b.{{0,40}}\b{to_others}"
            last = rf"\b{to_others}.{{0,25}}\b(?:{words})\b.{{0,15}}\b{_MAY}\b"
            if re.search(first, text) or re.search(last, text):
                return candidate, reserved
    return None
