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
# « La clause n'est pas obligatoire, c'est faux ? »: the yes or no of the rule is not that of what is denied.
_DENIES = re.compile(
    r"\b(?:ne\b|n')(?:[^,;:.?!]*?)\b(?:pas|plus|jamais|rien|aucune?s?|ni)\b"
    r"|\b(?:c'est|ca|cela|il y a|y a|est|sont|etre|doit|faut|peut|peuvent) (?:\w+ )?(?:pas|jamais|aucune?)\b"
    r"|\bpas (?:besoin|d'obligation)\b"
    r"|\bque non\b|\b(?:est|sont|suis|sommes|etes|etre|serait|seraient) (?:\w+ )?(?:dispens|exoner|exempt)\w+"
    r"|\b(?:interdi[ts]\w*|interdiction|illega\w+|irregulier\w*|facultati\w+|inutiles?)\b"
)
_FEW_WORDS = 3


def truth_asked(message: str) -> TruthAsked | None:
    """Whether a message asks if something is false, or true or false; ``None`` when it asks neither."""
    text = folded(message).strip()
    if _EITHER.search(text):
        return TruthAsked.EITHER
    return TruthAsked.FALSE if _FALSE.search(text) else None


def judges_a_denial(message: str) -> bool:
    """Whether what a message asks to be true or false denies something."""
    text = folded(message).strip()
    found = _EITHER.search(text) or _FALSE.search(text)
    if found is None:
        return False
    around = re.split(r"(?<=[.?!])\s+", f"{text[: found.start()]} , {text[found.end() :]}")
    judged = [part for part in around if len(re.findall(r"\w+", part)) >= _FEW_WORDS]
    return bool(judged) and _DENIES.search(judged[-1]) is not None
