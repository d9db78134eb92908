"""« C’est faux ? », « vrai ou faux ? »: a yes or no would be read the wrong way round, and is said true or false."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.folding import folded


class TruthAsked(StrEnum):
    """How a message asks whether something is so."""

    FALSE = "faux"
    EITHER = "vrai ou faux"


_EITHER = re.compile(
    r"\b(?:vrai ou (?:c'est )?faux|faux ou (?:c'est )?vrai|vrai/faux|info ou intox|intox ou info)\b"
)
_FALSE = re.compile(
    r"(?:^|[,;:.?!]\s*|\bque )(?:(?:et|donc|alors|mais) )?(?:(?:c'est|est[- ]ce|c'|c|cest|serait[- ]ce) ?)(?:bien |que c'est )?"
    r"(?:faux|inexact|une (?:erreur|legende|betise|fake news)|n'importe quoi|pas vrai)\W*$"
    r"|\b(?:il|elle|ils|elles|on|(?:mon|ma|notre|le|la) \w+) (?:a|ont|aurait) tort\W*\?\W*$"
    r"|\b(?:il|elle|ils|elles|on) se trompe(?:nt)?\W*\?\W*$|\b(?:a|ont)[- ]t?[- ]?(?:il|elle|ils|elles) tort\W*$"
    r"|\bse trompe(?:nt)?[- ](?:t-)?(?:il|elle|ils|elles)\W*$"
)


def truth_asked(message: str) -> TruthAsked | None:
    """Whether a message asks if something is false, or true or false; ``None`` when it asks neither."""
    text = folded(message).replace("\u00a0", " ").strip()
    if _EITHER.search(text):
        return TruthAsked.EITHER
    return TruthAsked.FALSE if _FALSE.search(text) else None
