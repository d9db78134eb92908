"""How the duty of a social condition is asked about: to set it aside, to go beyond it, what a date changes to it."""

from __future__ import annotations

import re

from assistant.conversation.question_form import Modality, is_closed, modality
from assistant.folding import folded
from assistant.rules.obligation_request import SocialException

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
    r"\b(?:fai(?:re|t|sons|tes)|met(?:tre|tez|tons|s)?|prevo\w+|inser\w+|introdui\w+|ajout\w+|inclu\w+|glisser?|demander?"
    r"|imposer?|exiger?)\b"
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
# What is said to set the duty aside, in the words of its exceptions (L2112-2-1, II).
_EXCEPTIONS = {
    SocialException.SOLUTION_DISPONIBLE: re.compile(
        r"\bimmediatement disponible|\b(?:produits?|solutions?|achats?|materiels?) (?:\w+ )?(?:sur etagere|standard|tout pret"
        r"|tout fait|disponible)"
        r"|\bsur etagere\b"
    ),
    SocialException.LIEN_INSUFFISANT: re.compile(
        r"\b(?:pas|aucun|sans) (?:de |le moindre |vrai(?:ment de)? )?(?:lien|rapport)\b(?! (?:de|d')\b)|\brien a voir avec\b"
    ),
    SocialException.CONCURRENCE_OU_DIFFICULTE: re.compile(
        r"\btrop (?:\w+ )?(?:techni\w+|comple\w+|speciali\w+|specifi\w+|pointu\w*|difficil\w+|dangereu\w+)"
        r"|\b(?:techniquement|economiquement) (?:trop )?(?:difficil|impossib|complex|irrealisab)\w+"
        r"|\b(?:restrein\w+|redui\w+|limite\w*|tue\w*|fauss\w+) (?:trop )?la concurrence"
    ),
}
_IN_THAT_CASE = re.compile(r"\b(?:si|s'|quand|lorsque?|parce qu\w*|car|vu que|comme|puisqu\w*)\b")
_ESCAPES = re.compile(
    r"\b(?:echapp|evit|dispens|exoner|exempt|derog|renonc)\w*|\bpass(?:er|e|ons)\b|\ben mettre\b|\boblig\w+|\bfaut\b|\bdoi[st]\b"
)
_WRITES_IT = re.compile(
    r"\b(?:l'|le |la |les |ca |cela |tout ca )?(?:(?:re)?ecri(?:re|s|t|vons)|not(?:er?|ons)|mentionn\w+|indiqu\w+|marqu\w+"
    r"|consign\w+|inscri\w+"
    r"|formalis\w+|trac\w+|met(?:tre|s))\b"
)
_SOMEWHERE = re.compile(
    r"\bquelque part\b|\bou (?:ca|est-ce|dois|faut|je|on|l')|\bou\W*$|\bdans quel\w* \w+|\bnoir sur blanc\b|\bpar ecrit\b"
)
_FEW_TO_WRITE = 10
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


def exceptions_told(said: str) -> tuple[SocialException, ...]:
    """The exceptions that a message tells to set the duty aside: « et si le chantier est trop technique, on y échappe ? »."""
    text = folded(said)
    few = len(text.split()) <= _FEW_WORDS and _IN_THAT_CASE.search(text) is not None
    rest = text
    for words in _EXCEPTIONS.values():
        rest = words.sub(" ", rest)
    if (
        not few
        or _OF_ELSE.search(rest)
        or not (_ESCAPES.search(text) or text.startswith(("et si", "et s'", "meme si")))
    ):
        return ()
    return tuple(exception for exception, words in _EXCEPTIONS.items() if words.search(text))


def asks_where_written(said: str) -> bool:
    """Whether few words ask if, or where, what was just said is to be written: « je dois l'écrire quelque part ? »."""
    text = folded(said)
    few = len(text.split()) <= _FEW_TO_WRITE
    return few and bool(_WRITES_IT.search(text) and _SOMEWHERE.search(text)) and not _OF_ELSE.search(text)
