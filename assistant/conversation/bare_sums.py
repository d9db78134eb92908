"""« 75 000 euros, c’est bon ? »: a sum, and no word of what it would be good for."""

from __future__ import annotations

import re

from assistant.folding import folded

_ONLY_A_SUM = re.compile(
    r"^\W*(?:et )?(?:pour )?(?P<number>\d[\d\s.,]*?) ?(?P<unit>(?:k?€|euros?|ke|k|ht|ttc|\s)*)"
    r"[,:]? ?(?:c'?(?:est)?|ca|cela) ?(?:est )?"
    r"(?:bon|ok|possible|passe|va|suffit|marche|joue)\W*$"
)
# Without its unit, « 15 » may be of anything, and « 2027 » is a year.
_LEAST = 1_000
_YEAR = re.compile(r"(?:19|20)\d\d")


def asks_only_of_a_sum(message: str) -> bool:
    """Whether a message tells a sum and asks no more than « c’est bon ? »: only thresholds may answer."""
    found = _ONLY_A_SUM.match(folded(message))
    if found is None or found["unit"].strip():
        return found is not None
    number = found["number"].strip(" .,")
    whole = re.sub(r"\s|[.,](?=\d{3}\b)", "", number)
    return _YEAR.fullmatch(number) is None and int(re.split(r"[.,]", whole)[0]) >= _LEAST
