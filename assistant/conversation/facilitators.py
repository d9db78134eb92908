"""Whether a question that is refused is for the facilitator of social clauses, and not for the lawyers of the buyer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.folding import folded

# Not « siège social », « capital social », « réserves à la réception », « clause de révision », « clauses administratives ».
_SOCIAL = re.compile(
    r"\b(?:clauses?|considerations?|criteres?|conditions?|leviers?|volets?|actions?) (?:\w+ )?sociale?s?\b"
    r"|\binsertion\b|\binclusi\w*"
    r"|\bclauses?\b(?!\s(?:de|du|des|penales?|resolutoires?|butoirs?|administratives?|techniques?|generales?|particulieres?"
    r"|contractuelles?|environnementales?|abusives?|d'\w+)\b)"
    r"|\bhandicap\w*|\besat\b|\bea\b|\bsiae\b|\bei\b|\baci\b|\betti\b|\bgeiq\b|\bfacilitat\w*|\bspaser\b|\bmarches? reserves?\b"
    r"|\bentreprises? adaptees?\b|\bdemandeurs? d'emploi\b|\brsa\b|\bess\b"
)
# What a social clause binds to, once one was spoken of: « on garde des heures ? », « et les attestations ? ».
_OF_A_SOCIAL_CLAUSE = re.compile(
    r"\b(?:des|les|ses|ces|leurs|nos|mes|combien d')\s?heures\b"
    r"(?!\s(?:suppl\w*|d'ouverture|ouvr\w*|creuses|pleines|de (?:nuit|travail|bureau|menage)))"
    r"|\b\d+ ?h(?:eures)?\b|\bpublics? (?:eligibles?|vises?|prioritaires?)\b|\beligib\w*|\bagrement\w*|\bconventionne\w*"
)
_LATELY = 2


def is_for_the_facilitator(message: str, earlier: Iterable[str] = ()) -> bool:
    """Whether a message is on social clauses, by its words or by those of the ``earlier`` questions, the last one last."""
    text = folded(message)
    if _SOCIAL.search(text) is not None:
        return True
    lately = list(earlier)[-_LATELY:]
    return _OF_A_SOCIAL_CLAUSE.search(text) is not None and any(_SOCIAL.search(folded(said)) for said in lately)
