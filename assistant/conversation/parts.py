"""Whether « dont » announces a part of the market rather than the market itself."""

from __future__ import annotations

import re

# « le marché dont je vous parle », « dont le montant est de » speak of the whole.
_OF_WHICH = (
    r"\bdont\b(?!\s(?:je|j'|tu|il|elle|on|nous|vous|ils|elles"
    r"|(?:le|la|l'|son|sa)\s?(?:montant|budget|cout|prix|valeur|estimation|enveloppe))\b)"
)
_THING = re.compile(rf"{_OF_WHICH}[^.;,?!]{{0,30}}$")
_SUM = re.compile(rf"{_OF_WHICH}[^.;?!\n\d]{{0,40}}$")


def is_part(before: str) -> bool:
    """Whether what follows the folded text ``before`` is a part of the market."""
    return bool(_THING.search(before))


def is_part_of_sum(before: str) -> bool:
    """Whether the sum that follows the folded text ``before`` is a part of another."""
    return bool(_SUM.search(before))
