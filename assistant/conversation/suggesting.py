"""Which margin questions may be offered to a reader as the next one: written with care, and no one else's story."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from assistant.retrieval.lexicon import stems
from assistant.retrieval.overlap import said_share
from assistant.retrieval.passages import ReadingMatch

_OFFERED = 3
_SHORTEST = 20
_LONGEST = 100
# Of the questions offered to conversations read by eye, those less near than that, and that say little of what was asked,
# spoke of something else.
_NEAR = 0.26
_SAID = 0.45
_RATHER_NEAR = 0.21
_RATHER_SAID = 0.38
_SAME = 0.6
_ASKED = 0.75
# A question that says all of another, but for so few of its words, asks it.
_WHOLLY_SAID = 0.9
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


def next_questions(
    question: str,
    matches: Iterable[ReadingMatch],
    rarity: Callable[[str], float],
    besides: ReadingMatch | None = None,
    shown: Collection[str] = (),
) -> tuple[str, ...]:
    """At most three questions among the nearest ones, in their order, that speak of what ``question`` asks.

    ``besides`` is the one just answered, ``shown`` the articles quoted whole: they answer before the reader asks. Of two that
    say the same thing, the nearer is kept.
    """
    offered: list[str] = []
    for match in matches:
        text = match.ask.question.strip()
        if match is besides or match.article.ref in shown or not is_offered(text):
            continue
        said = said_share(question, text, rarity)
        near = match.nearness >= _NEAR or said >= _SAID
        near = near or (match.nearness >= _RATHER_NEAR and said >= _RATHER_SAID)
        again = repeats(text, question) or said >= _WHOLLY_SAID
        if near and not again and all(_alike(text, other) < _SAME for other in offered):
            offered.append(text)
    return tuple(offered[:_OFFERED])


def repeats(text: str, asked: str) -> bool:
    """Whether a question asks, in almost the same words, what was ``asked``."""
    return _alike(text, asked) >= _ASKED


def _alike(text: str, other: str) -> float:
    """The share of their words that two questions have in common."""
    one, two = set(stems(text)), set(stems(other))
    return len(one & two) / len(one | two) if one | two else 0.0


def is_offered(question: str) -> bool:
    """Whether a question reads well out of its margin: one sentence in the words of the field, of nobody's market."""
    fits = _SHORTEST <= len(question) <= _LONGEST
    told = bool(_WRITTEN.fullmatch(question)) and not _OF_SOMEBODY.search(question)
    return fits and told and bool(_OF_THE_FIELD.search(question))
