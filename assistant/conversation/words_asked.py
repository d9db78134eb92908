"""Whether a message asks for words to paste, or to rework those it quotes: « la phrase pour l’avis », « adaptez cette clause »."""

from __future__ import annotations

import re

from assistant.retrieval.lexicon import folded

_WORDS = re.compile(
    r"\b(?:la|une|quelle|cette|notre|celle)\s(?:petite\s|bonne\s)?(?:phrase|mention|formul(?:e|ation))\b"
    r"|^(?:\w+\s){0,2}?(?:phrase|mention|formulation)\s(?:de|pour|a\s(?:mettre|coller|inserer)|dans)\b"
    r"|\b(?:phrase|mention|formulation)\s(?:de\sreserv\w+|pour\sl'(?:avis|aapc)|a\s(?:coller|mettre|inserer|ajouter))\b"
    r"|\bquoi\s(?:ecrire|mettre|marquer)\b.{0,20}\b(?:avis|aapc|annonce|rc|reglement)\b"
    r"|\b(?:ecri[rst]\w*|redig\w+|mets|mettre|marquer)\s(?:quoi|comment|ca)\b.{0,20}\b(?:avis|aapc|annonce)\b"
)
# « La clause dit cette phrase », « cette mention est-elle obligatoire ? » speak of words already there.
_THERE = re.compile(
    r"\b(?:phrase|mention|formule|formulation)\s(?:est|suffit|convient|serait|obligatoire|fautive|manqu\w+|suivante|actuelle)\b"
    r"|\bque\s(?:veut|signifie)\b|\boubli\w+\b"
)
_QUOTED = re.compile(r"[«“\"](?P<words>[^«»“”\"]{12,})[»”\"]")
_FEWEST_QUOTED = 6
_ADAPTS = re.compile(
    r"\b(?:(?:l'|la\s|les\s|me\sl'|nous\sl')(?:adapt|reecri|repren|revo|corrig|amelior|complet|modernis|actualis|mettre\sa\sjour|refaire|relire)\w*"
    r"|(?:adapte|reecri\w*|repren\w*|corrige|ameliore|complete|actualise|mets|mettez)(?:[rz]|tez)?[\s-](?:la|cette|notre|ma|nous|moi|a\sjour)\b)"
)
_A_CLAUSE = re.compile(r"\bclauses?\b|\bccap\b|\barticle\b")
_RESERVES = re.compile(r"\breserv\w+")


def asks_for_words(message: str) -> bool:
    """Whether the message asks for a sentence to paste."""
    text = folded(message).replace("’", "'")
    return _WORDS.search(text) is not None and _THERE.search(text) is None


def asks_to_word_a_reservation(message: str) -> bool:
    """Whether the message asks for the sentence that reserves a market."""
    return asks_for_words(message) and _RESERVES.search(folded(message)) is not None


def asks_to_adapt(message: str) -> bool:
    """Whether the message quotes a clause of its own and asks for another in its place."""
    quoted = unquoted(message) != message
    own = folded(unquoted(message)).replace("’", "'")
    return quoted and _A_CLAUSE.search(own) is not None and _ADAPTS.search(own) is not None


def unquoted(message: str) -> str:
    """The message without the sentences it quotes, whose words ask for nothing; a name between quotation marks stays."""
    return _QUOTED.sub(
        lambda found: " " if len(found["words"].split()) >= _FEWEST_QUOTED else found.group(), message
    )
