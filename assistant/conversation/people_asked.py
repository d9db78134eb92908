"""Whether a message asks how many people, or full-time jobs, hours come to."""

from __future__ import annotations

import re

_PEOPLE = re.compile(
    r"\bcombien\s(?:d'|de\s|d\s)?(?:personnes?|salarie[es]*|gens|gars|bonshommes|mecs|ouvriers?|agents?|emplois?|etp|equivalents?|postes?|contrats?|temps\spleins?|beneficiaires?)\b"
    r"|\b(?:en|nombre\sd')\s?(?:etp|equivalents?\stemps\spleins?)\b|\bnombre\sde\spersonnes\b"
)


def asks_people(text: str) -> bool:
    """Whether the folded text asks for people or full-time jobs."""
    return bool(_PEOPLE.search(text))
