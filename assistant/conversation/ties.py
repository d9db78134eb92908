"""Whether a message tells a tie between who buys and who sells: kin, a spouse, a friend."""

from __future__ import annotations

import re

from assistant.folding import folded

# The name of the limit that says it.
CONFLICT = "conflit_d_interets"
# A tie with who buys (« le maire veut prendre son cousin ») is not settled by what the amount allows: the conflict of interest,
# or the equal treatment of candidates.
_TIES = re.compile(
    r"\bcousine?s?\b|\b(beaux?|belles?)[- ](freres?|soeurs?|peres?|meres?|fils|filles?|famille)\b"
    r"|\b(freres?|soeurs?|neveux?|nieces?|gendre)\b"
    r"|\b(son|sa|mon|ma|notre|leur) (fils|fille|pere|mere|mari|femme|epouse|epoux|conjointe?|compagnon|compagne)\b"
    r"|\b(un|son|mon|vieil|bon|notre) (ami|amie|copain|copine|pote)\b"
    r"|\b(ami|copain|pote|fils|fille|femme|mari|epouse|epoux|conjointe?|compagnon|compagne|parents?) "
    r"(du |de la |d'une? ?|de l' ?|de (notre|mon|ma|leur) )(1er |premier |premiere |)"
    r"(maire|elue?|adjointe?|presidente?|directeur|directrice|conseill\w+|dgs|agente?|chef|responsable)\b"
    r"|\bconflits? d'interets?\b|\bprise illegale d'interets?\b"
)


def tells_a_tie(message: str) -> bool:
    """Whether the message tells such a tie."""
    return _TIES.search(folded(message)) is not None
