"""How the duty of a social condition is asked about: to set it aside, to go beyond it, what a date changes to it."""

from __future__ import annotations

import re

from assistant.conversation.question_form import Modality, is_closed, modality
from assistant.folding import folded

_DEROGATES = re.compile(
    r"\bderog\w*|\b(?:invoquer|faire jouer|utiliser|retenir) (?:une?|l'|la|cette|les) ?exceptions?\b"
)
# What else has its own derogations.
_OF_ELSE = re.compile(
    r"\ballot\w*|\blots?\b|\bccag\b|\bcct\b|\bpublicite\b|\bconcurrence\b|\bdelais?\b|\bavances?\b|\breserv\w+|\bpenalites?\b"
    r"|\boffres?\b|\bprocedures?\b|\bdurees?\b|\bans\b|\baccords?-cadres?\b|\burgen\w+|\bsous-?trait\w+"
)
_FEW_WORDS = 26
_INSERTION = r"(?:de l'|l'|d'|une? |la |des |les |cette )?(?:clauses?|insertion|conditions? socia\w+|considerations? socia\w+)\b"
_PUTS = re.compile(
    r"\b(?:fai(?:re|t|sons|tes)|met(?:tre|tez|tons|s)?|prevo\w+|inser\w+|introdui\w+|ajout\w+|inclu\w+|glisser?|demander?|imposer?|exiger?)\b"
    rf" (?:y )?(?:aussi |quand meme |tout de meme )?{_INSERTION}"
)
_RESERVES = re.compile(
    r"\breserv\w+|\besat\b|\badaptee?s?\b|\bsiae\b|\bstructures?\b|\b(?:chantiers?|entreprises?) d'insertion|\bei\b|\baci\b"
)
# « Le maçon dit que c'est impossible d'y mettre de l'insertion, a-t-il raison ? »
_IMPOSSIBLE = re.compile(
    r"\b(?:impossible|pas possible|incompatible|irrealisable|infaisable|inapplicable|pas compatible|pas faisable)\b"
)
_OF_THE_CLAUSE = re.compile(r"\binsertion\b|\bclauses? (?:sociale|d'insertion)|\bconsiderations? sociale")
_BESIDE_THE_CLAUSE = re.compile(r"\b(?:moins|plus) de\b|%|\bcriteres?\b|\bsous-?trait\w+|\bjoindre\b")
_WHICH_DATE = re.compile(
    r"(?<!partir de )(?<!depuis )(?<!a )\bquelle date\b(?!.{0,40}\b(?:vigueur|obligatoire|appliqu\w+)\b)"
    r"|\b(?:date|jour)s? (?:qui )?(?:compte|fait foi|est retenue?|regarde\w*|prendre)\b"
    r"|\bqu'est-ce qui compte\b|\bc'est (?:l'avis|l'envoi|l'attribution|la signature|la notification|la publication) qui compte\b"
)
_CHANGES = re.compile(
    r"\b(?:ca|cela) (?:y |me |nous )?chang\w+|\bqu'est-ce que (?:ca|cela) chang\w+|\bchange (?:quelque chose|rien)\b"
)


def asks_to_derogate(said: str) -> bool:
    """Whether few words ask if the duty just told may be set aside: « on peut y déroger ? »."""
    text = folded(said)
    return len(text.split()) <= _FEW_WORDS and _DEROGATES.search(text) is not None and not _OF_ELSE.search(text)


def asks_if_allowed(question: str) -> bool:
    """Whether what is asked is if a social clause may be set, and no reservation: « peut-on y mettre de l'insertion ? »."""
    text = folded(question)
    asked = is_closed(question) and modality(question) is Modality.PERMITTED
    apart = _RESERVES.search(text) or _IMPOSSIBLE.search(text) or _BESIDE_THE_CLAUSE.search(text)
    return asked and _PUTS.search(text) is not None and apart is None


def holds_impossible(message: str) -> bool:
    """Whether a message tells that somebody holds a social clause to be impossible in what is bought."""
    text = folded(message)
    told = _IMPOSSIBLE.search(text) is not None and _OF_THE_CLAUSE.search(text) is not None
    return told and _BESIDE_THE_CLAUSE.search(text) is None and _RESERVES.search(text) is None


def asks_which_date(said: str) -> bool:
    """Whether what is asked is the date that counts."""
    return _WHICH_DATE.search(folded(said)) is not None


def asks_if_it_changes(said: str) -> bool:
    """Whether what is asked is if what is told changes something, to which a no on the duty would answer wrongly."""
    return _CHANGES.search(folded(said)) is not None
