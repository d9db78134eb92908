"""Whether a message asks for words: a sentence to paste, the text of an article, those it quotes reworked."""

from __future__ import annotations

import re

from assistant.folding import folded

_WORDS = re.compile(
    r"\b(?:la|une|quelle|cette|notre|celle)\s(?:petite\s|bonne\s)?(?:phrase|mention|formul(?:e|ation))\b"
    r"|^(?:\w+\s){0,2}?(?:phrase|mention|formulation)\s(?:de|pour|a\s(?:mettre|coller|inserer)|dans)\b"
    r"|\b(?:phrase|mention|formulation)\s(?:de\sreserv\w+|pour\sl'(?:avis|aapc)|a\s(?:coller|mettre|inserer|ajouter))\b"
    r"|\bquoi\s(?:ecrire|mettre|marquer|indiquer)\b.{0,20}\b(?:avis|aapc|annonce|rc|reglement|pub)"
    r"|\b(?:ecri[rst]\w*|redig\w+|mets|mettre|met|marque[rz]?|indique[rz]?|note[rz]?|formule[rz]?|annonce[rz]?)\s(?:\w+\s)?"
    r"(?:quoi|comment|ca|cela)\b.{0,20}\b(?:avis|aapc|annonce)\b"
    r"|\b(?:quoi|comment)\s(?:\w+\s){0,3}?(?:ecri\w*|met\w*|marqu\w+|indiqu\w+|not[eo]\w*|formul\w+|redig\w+)\s(?:\w+\s){0,2}?dans\sl'?\s?(?:avis|aapc|annonce)\b"
)
_LITTLE = re.compile(
    r"\bfai(?:s|tes|re)\s(?:tres\s|plus\s)?(?:court|bref|concis|simple)\b|\bdemi[- ]page\b|\b(?:une|1)\spage\s(?:max\w*|au\splus)\b"
    r"|\b(?:texte|clause|article|critere|version|note|paragraphe)\s(?:tres\s|plus\s)?(?:court|bref|breve|concis)\w*\b"
    r"|\b(?:en\s)?(?:\d+|quelques|deux|trois|cinq|dix)\slignes\b|\bpas\strop\slong\w*\b|\bau\splus\scourt\b"
)
_LONGER = re.compile(
    r"\b(?:clauses?|articles?|paragraphes?|notes?|courriers?|lettres?|criteres?|textes? (?:entier|complet)|tout le texte)\b"
)
# « Quelle formule de révision des prix ? » asks for a reckoning.
_RECKONING = re.compile(
    r"\bformul(?:e|ation)s?\b.{0,25}\b(?:revis|calcul|prix|notation|noter|note\b|actualis|index|variation|evaluer|ponder)"
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
_REF = r"(?:\b[lrd]\s?[.*]{0,2}\s?\d{4}\s?-\s?\d{1,3}(?:-\d{1,2})?|\barticles?\s\d{4}-\d{1,3}(?:-\d{1,2})?)\b"
_CODE_REF = re.compile(_REF)
_REF_ALONE = re.compile(rf"\W*(?:et\s|ok\s|sinon\s)?(?:l'article\s|l'art\.?\s|article\s|le\s|l')?{_REF}\W*")
# « Article svp », « quel article ? » ask which one says it.
_ARTICLE_ALONE = re.compile(
    r"\W*(?:(?:et|ok|donc|sinon|alors)\s)*(?:l'|le\s|un\s|quel\s|c'est\squel\s)?(?:numero\sd[e']\s?)?articles?"
    r"(?:\s(?:de\sloi|du\scode|exacte?s?|precise?s?|svp|stp|s'il\s(?:vous|te)\splait|merci))*\W*"
)
_SHOWS = re.compile(
    r"\b(?:montr\w+|affich\w+|donne[rz]?|cite[rz]?|lis|lire|lisez|voir|rappel\w+|recopi\w+|copi\w+|envoi\w*|envoyez|sor[st]\w*|ouvr\w+"
    r"|texte|contenu|extrait|dit|disent|prevoit|parle|raconte|consulter|retrouv\w+|cherch\w+|explique[rz]?)\b"
)
_IN_A_DRAFT = re.compile(
    r"\b(?:redig\w+|ecri\w+|ajout\w+|rajout\w+|mets|mett\w+|inser\w+|inscri\w+|modifi\w+|remplac\w+|retir\w+|supprim\w+|enlev\w+"
    r"|clauses?|modele|phrase|mention|lettre|courrier|note|criteres?|heures?)\b"
)
_RESERVES = re.compile(r"\breserv\w+")


def asks_for_an_article(message: str) -> bool:
    """Whether the message asks to read an article of a code, which no draft holds: « montre-moi l’article L2112-2 »."""
    text = folded(message)
    if _ARTICLE_ALONE.fullmatch(text):
        return True
    if _CODE_REF.search(text) is None or _IN_A_DRAFT.search(text) is not None:
        return False
    return _SHOWS.search(text) is not None or _REF_ALONE.fullmatch(text) is not None


def asks_for_words(message: str) -> bool:
    """Whether the message asks for a sentence to paste."""
    text = folded(message)
    return _WORDS.search(text) is not None and not any(other.search(text) for other in (_THERE, _RECKONING))


def asks_for_words_alone(message: str) -> bool:
    """Whether the message asks for a sentence to paste, and names no longer text that would hold it."""
    return asks_for_words(message) and _LONGER.search(folded(message)) is None


def asks_for_little(message: str) -> bool:
    """Whether the message asks for a text of few words: « faites court », « une demi-page »."""
    return _LITTLE.search(folded(message)) is not None


def asks_to_word_a_reservation(message: str) -> bool:
    """Whether the message asks for the sentence that reserves a market."""
    return asks_for_words(message) and _RESERVES.search(folded(message)) is not None


def asks_to_adapt(message: str) -> bool:
    """Whether the message quotes a clause of its own and asks for another in its place."""
    quoted = unquoted(message) != message
    own = folded(unquoted(message))
    return quoted and _A_CLAUSE.search(own) is not None and _ADAPTS.search(own) is not None


def unquoted(message: str) -> str:
    """The message without the sentences it quotes, whose words ask for nothing; a name between quotation marks stays."""
    return _QUOTED.sub(
        lambda found: " " if len(found["words"].split()) >= _FEWEST_QUOTED else found.group(), message
    )
