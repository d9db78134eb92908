"""« 75 000 euros, c’est bon ? »: a sum, and no word of what it would be good for."""

from __future__ import annotations

import re

from assistant.folding import folded

_ONLY_A_SUM = re.compile(
    r"^\W*(?:et )?(?:pour )?[\d\s.,]+ ?(?:k?€|euros?|ke|k|ht|ttc|\s)*[,:]? ?(?:c'?(?:est)?|ca|cela) ?(?:est )?"
    r"(?:bon|ok|possible|passe|va|suffit|marche|joue)\W*$"
)


def asks_only_of_a_sum(message: str) -> bool:
    """Whether a message tells a sum and asks no more than « c’est bon ? »: only thresholds may answer."""
    return _ONLY_A_SUM.match(folded(message).replace("\u00a0", " ").replace("\u202f", " ")) is not None
