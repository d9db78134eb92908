"""Which margin questions may be offered to a reader as the next one: written with care, and no one else's story."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.retrieval.passages import ReadingMatch

_OFFERED = 3
_SHORTEST = 20
_LONGEST = 100
# « Notre mairie… », « on refait… », « 150 000 € » tell the circumstances of somebody else.
_OF_SOMEBODY = re.compile(
    r"\d|€|\b(je|j|me|m|moi|mon|ma|mes|nous|notre|nos|tu|te|ton|vous|votre|vos|cette?|ces)\b"
    r"|(?<!-)\b(il|elle|ils|elles)\b|\b(deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|quarante|cinquante"
    r"|soixante|cent|mille|millions?|milliers?)\b|\b(mairies?|maires?|agglos?|coll[eè]ges?|[eé]coles?|h[oô]pita\w+|villages?)\b",
    re.IGNORECASE,
)
# What is asked in the words of the field is understood out of its margin; an image of it is not.
_OF_THE_FIELD = re.compile(
    r"\b(march[eé]|acheteur|offre|candidat|soumissionnaire|clause|titulaire|lots?\b|allot|r[eé]serv|proc[eé]dure|sous-trait|avances?\b"
    r"|acompte|avis\b|crit[eè]re|p[eé]nalit|concession|accord-cadre|attribu|insertion|esat\b|siae\b|entreprises? adapt|seuil"
    r"|publicit|consultation|n[eé]goci|variante|groupement|contrat|heures?\b|facilitateur|handicap|[eé]conomie sociale|spaser"
    r"|prestation|fourniture|travaux|op[eé]rateur|exclu|paiement|prix\b|d[eé]lai)",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"[A-ZÀÂÉÈÊÎÔÛÇ][^.!?;:\n]+\?")


def next_questions(matches: Iterable[ReadingMatch], besides: ReadingMatch | None = None) -> tuple[str, ...]:
    """At most three questions among the nearest ones, in their order; ``besides`` is the one just answered."""
    asked = (m.ask.question.strip() for m in matches if m is not besides)
    return tuple(dict.fromkeys(question for question in asked if is_offered(question)))[:_OFFERED]


def is_offered(question: str) -> bool:
    """Whether a question reads well out of its margin: one sentence in the words of the field, of nobody's market."""
    fits = _SHORTEST <= len(question) <= _LONGEST
    told = bool(_WRITTEN.fullmatch(question)) and not _OF_SOMEBODY.search(question)
    return fits and told and bool(_OF_THE_FIELD.search(question))
