"""A reservation asked about by another article than those of its rule: « l’article L2113-17 permet de réserver à… ? »."""

from __future__ import annotations

import re

from assistant.conversation.writers.desk import Desk
from assistant.folding import folded

_SAYS = re.compile(
    r"\b(?:perme\w+|autoris\w+|di[st]\b|disent|prevoi\w+|impos\w+|oblig\w+|interdi\w+|exig\w+|limit\w+|plafonn\w+)"
)


def named_reservation(desk: Desk) -> str | None:
    """The article named, where what it says is asked and the rule would decide on others."""
    refs = desk.understanding.refs
    if len(refs) != 1 or not desk.citer.knows(refs[0]) or _SAYS.search(folded(desk.message)) is None:
        return None
    return refs[0] if refs[0] not in desk.toolbox.reservation(desk.facts, desk.on).refs else None
