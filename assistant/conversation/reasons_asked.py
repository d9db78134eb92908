"""After a duty, how to record that it is set aside: « et comment je justifie si j’en mets pas ? »."""

from __future__ import annotations

import re

from assistant.retrieval.lexicon import folded

_REASONS = re.compile(
    r"\b(?:justifi(?:e|er|ez|ons|cations?)|motiv(?:e|er|ez|ons|ations?)|motifs?|argument(?:e|er|ez|aire)|raisons?(?! sociale))\b"
)
_HOW = re.compile(
    r"\bcomment\b|\b(?:ecri|redig|formul)\w*|\b(?:exemple|modele)\b|\b(?:mets|mettre|dire|dis|marque[rz]?)\squoi\b"
    r"|\bquoi\s(?:ecrire|mettre|dire|marquer|invoquer)\b|\bou\s(?:je|on|faut|dois|l'|ca\s|ecrire|mettre|noter)"
    r"|\b(?:ecri\w+|note[rz]?|mets|mettre|consigne[rz]?)\sou\b"
)
_WHICH = re.compile(
    r"\bquel(?:le)?s?\b|\blesquel(?:le)?s\b|\b(?:valables?|admis\w*|accept\w+|recevables?)\b|\bc'est quoi\b"
)
_OF_ELSE = re.compile(
    r"\b(?:allot\w*|lots?|offres?|candidat\w*|prix|rejet\w*|refus\w*|resili\w*|sous-?trait\w*|procedure|urgence|avenant\w*)\b"
)
_FEW_WORDS = 14


def asks_how_to_record_reasons(said: str) -> bool:
    """Whether few words ask how, or where, to write the reasons to set aside what was just said to be due."""
    return _is_about_reasons(said) and _HOW.search(_plain(said)) is not None


def asks_of_reasons(said: str) -> bool:
    """Whether few words ask how to write these reasons, or which of them are accepted."""
    return asks_how_to_record_reasons(said) or (
        _is_about_reasons(said) and _WHICH.search(_plain(said)) is not None
    )


def _is_about_reasons(said: str) -> bool:
    text = _plain(said)
    few = len(text.split()) <= _FEW_WORDS
    return few and _REASONS.search(text) is not None and _OF_ELSE.search(text) is None


def _plain(said: str) -> str:
    return folded(said).replace("’", "'")
