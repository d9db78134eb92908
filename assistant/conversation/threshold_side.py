"""On which side of the European threshold a message says its contract is, without a sum."""

from __future__ import annotations

import re

from assistant.retrieval.lexicon import folded

_ABOVE = re.compile(
    r"\b(au[- ]dessus|au[- ]dela|depass\w+|attei(nt|gnent|ndre)|superieure?s?|a partir)\b.{0,18}\bseuils?\b|\bsur le seuil\b"
)
_BELOW = re.compile(r"\b(au[- ]dessous|en[- ]dessous|en deca|inferieure?s?|sous)\b.{0,12}\bseuils?\b")


def told_side(message: str) -> bool | None:
    """True above the threshold, false below, ``None`` when the message tells neither or both."""
    text = folded(message)
    above, below = bool(_ABOVE.search(text)), bool(_BELOW.search(text))
    return None if above == below else above
