"""Whether « dont » announces a part of the market rather than the market itself."""

from __future__ import annotations

import re
from typing import TypeVar

from assistant.conversation.phrase_index import Match

Named = TypeVar("Named")

# « le marché dont je vous parle », « dont le montant est de » speak of the whole.
_OF_WHICH = (
    r"\bdont\b(?!\s(?:je|j'|tu|il|elle|on|nous|vous|ils|elles"
    r"|(?:le|la|l'|son|sa)\s?(?:montant|budget|cout|prix|valeur|estimation|enveloppe))\b)"
)
_THING = re.compile(rf"{_OF_WHICH}[^.;,?!]{{0,30}}$")
_SUM = re.compile(rf"{_OF_WHICH}[^.;?!\n\d]{{0,40}}$")

_SHARE = re.compile(r"¤\s?(?:de\s|d')$")


def is_part(before: str) -> bool:
    """Whether what follows the folded text ``before`` is a part of the market."""
    return bool(_THING.search(before))


def of_the_whole(named: list[Match[Named]], text: str, *, labour: bool) -> list[Match[Named]]:
    """What is named of the whole market in the folded text, and of no share of it, its percentage blanked (« 10 % de MOE »).

    Where a share of ``labour`` is told, « MO » is that labour, and no « maîtrise d’œuvre ».
    """
    whole = [one for one in named if not _SHARE.search(text[: one.start])]
    return [one for one in whole if not (labour and text[one.start : one.end].strip() == "mo")]


def is_part_of_sum(before: str) -> bool:
    """Whether the sum that follows the folded text ``before`` is a part of another."""
    return bool(_SUM.search(before))
