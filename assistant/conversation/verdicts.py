"""Yes, no or under conditions: read from the closest margin note asked the same way round."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from assistant.answer import Verdict
from assistant.conversation.support import Support
from assistant.retrieval.search import ReadingMatch


class Modality(StrEnum):
    """What a closed question asks of a conduct."""

    PERMITTED = "permis"
    REQUIRED = "obligatoire"
    FORBIDDEN = "interdit"
    FACT = "fait"


_CUES: tuple[tuple[Modality, str], ...] = (
    (Modality.FORBIDDEN, r"\binterdi|\billegal|\bproscri|\bprohib"),
    (
        Modality.REQUIRED,
        r"\bobligatoire|\boblig[eé]|\bobligation|\bdoi[ts]\b|\bdoivent|\bdevons|\bfaut[- ]il|\bfaut\b|\bimpos|\bsuis[- ]je tenu"
        r"|\bexige|\bnecessaire|\btenue?s?\b",
    ),
    (
        Modality.PERMITTED,
        r"\bpeu[txv]|\bpuis[- ]je|\bpouvons|\bpossible|\bdroit de|\bautoris|\bpermi|\bpourr|\breserva",
    ),
)
_FLIPPED = {Verdict.OUI: Verdict.NON, Verdict.NON: Verdict.OUI}


def modality(question: str) -> Modality:
    """What the question asks: is it permitted, required, forbidden, or is something so."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", question.lower()) if not unicodedata.combining(c))
    return next((kind for kind, cues in _CUES if re.search(cues, folded)), Modality.FACT)


def verdict_of(question: str, support: Support) -> Verdict | None:
    """The verdict of the margin notes closest to the question, if the text has one.

    Notes asked with the same modality weigh first; a note asked the other way round (permitted against
    forbidden) gives the contrary.
    """
    asked = modality(question)
    candidates = [m for m in support.matches if m.article.ref == support.article.ref and m.ask.verdict]
    for match in candidates:
        if modality(match.ask.question) is asked:
            return Verdict(match.ask.verdict)
    for match in candidates:
        verdict = _turned(match, asked)
        if verdict is not None:
            return verdict
    return None


def _turned(match: ReadingMatch, asked: Modality) -> Verdict | None:
    verdict = Verdict(match.ask.verdict) if match.ask.verdict else None
    noted = modality(match.ask.question)
    if verdict is None or {asked, noted} != {Modality.PERMITTED, Modality.FORBIDDEN}:
        return verdict
    return _FLIPPED.get(verdict, verdict)
