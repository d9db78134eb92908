"""After a duty, how to record that it is set aside: « et comment je justifie si j’en mets pas ? »."""

from __future__ import annotations

import re

from assistant.folding import folded

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
    r"\b(?:allot\w*|lots?|offres?|candidat\w*|prix|rejet\w*|refus\w*|resili\w*|sous-?trait\w*|procedure|urgence|avenant\w*"
    r"|exclu\w*|reconduir\w*|reconduction|sans suite|environnement\w*|penalit\w*|negoci\w*|ccag|retards?|delais?|prolong\w*)\b"
)
# What was said to be due, named or taken up: « pour ne pas la mettre », « m’en passer ».
_DUTY = re.compile(
    r"\b(?:la|les?|cette|une|sans)\s(?:clauses?|conditions?|considerations?|obligations?)\b(?!\s(?:de|du|des|penale|d'(?!insertion|execution))\b)"
    r"|\binsertion\b|\b(?:clauses?|conditions?|considerations?)\ssociales?\b|\bderog\w*|\b(?:m'|s'|nous\s|vous\s|me\s|se\s)?en\spasser\b"
    r"|\bs'en\spass\w*|\ben\s(?:met\w*|prevo\w*|veu\w*)\b|\b(?:ne\spas|pas)\s(?:la|l'|les|en)\s?(?:mettre|prevoir)|\by\s(?:echapp|derog)\w*"
)
# The words of a question on reasons alone: « et quels motifs sont admis ? », « j’écris quoi comme motif ? ».
_ALONE = re.compile(
    r"(?:justifi\w*|motiv\w*|motifs?|argument\w*|raisons?|quel(?:le)?s?|lesquel(?:le)?s|comment|quoi|ou|exemples?|modeles?|ecri\w*|redig\w*"
    r"|formul\w*|not(?:e|er|ez)|marqu\w*|consign\w*|mets?|mettre|dis|dire|donn\w*|invoqu\w*|admis\w*|accept\w*|valables?|recevables?|possibles?"
    r"|et|mais|alors|donc|ok|bon|je|on|il|c|ce|ca|cela|est|sont|seraient|suis|faut|fait|fais|dois|doit|peut|peux|peuvent|puis|le|la|les|l|d|j|y|s|un|une|des"
    r"|de|du|comme|pour|a|dans|par|plait|vous|svp|stp|merci|que|qu|bien|juste)"
)
_WORD = re.compile(r"[^\W_]+")
_FEW_WORDS = 14


def asks_how_to_record_reasons(said: str) -> bool:
    """Whether few words ask how, or where, to write the reasons to set aside what was just said to be due."""
    return _is_about_reasons(said) and _HOW.search(folded(said)) is not None


def asks_of_reasons(said: str) -> bool:
    """Whether few words ask how to write these reasons, or which of them are accepted."""
    return asks_how_to_record_reasons(said) or (
        _is_about_reasons(said) and _WHICH.search(folded(said)) is not None
    )


def _is_about_reasons(said: str) -> bool:
    text = folded(said)
    few = len(text.split()) <= _FEW_WORDS
    if not few or _REASONS.search(text) is None or _OF_ELSE.search(text) is not None:
        return False
    return _DUTY.search(text) is not None or all(_ALONE.fullmatch(word) for word in _WORD.findall(text))
