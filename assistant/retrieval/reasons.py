"""Why a passage matched, in words for the reader who asks."""

from __future__ import annotations

from assistant.retrieval.lexicon import stems
from assistant.retrieval.passages import ScoreParts


def why(here: frozenset[str], parts: ScoreParts, query: str, *, is_part: bool, source: str | None) -> str:
    """The reasons, strongest first; ``here`` are the stems of the article, ``source`` the one that called it."""
    reasons = ["article nommé dans la question"] if parts.reference else []
    if source:
        reasons.append(f"à lire avec {source}")
    if is_part:
        reasons.append(f"répond à la partie « {query} »")
    common = [word.strip(" ,.;:?!«»()") for word in dict.fromkeys(query.split()) if set(stems(word)) & here]
    if common:
        reasons.append("mots communs : " + ", ".join(common[:6]))
    reasons.append(f"proximité de sens {parts.dense:.2f}".replace(".", ","))
    if parts.reading:
        reasons.append(f"question voisine {parts.reading:.2f}".replace(".", ","))
    return " ; ".join(reasons)
