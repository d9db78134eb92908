"""Whether a message asks for a text to be drafted: « il me faudrait l’article d’exécution », « clause svp pour un marché de… »."""

from __future__ import annotations

import re

from assistant.conversation.words_asked import asks_for_an_article, unquoted
from assistant.drafting.choice import kind_of
from assistant.folding import folded

# What names a text by itself; an « article » may be one of a code, unless what it is for is said.
_TEXT = (
    r"(?:clauses?|paragraphes?|redaction|textes?|mentions?|criteres?(?!\sd'(?:eligibilite|acces))|conditions?\sd.execution|phrases?|projets?\sd[e']\s?(?:clause|texte|article|redaction)"
    r"|releves?(?:\s(?:trimestriels?|d'heures))?|(?:etats?|bilans?)\strimestriels?|notes?\sde\smoti\w+"
    r"|l?\s?.?articles?\s(?:type\s)?(?:(?:d'|de\sl'|de\sla\s|du\s|des?\s|pour\sl[ea]\s|dans\sl[ea]\s|a\smettre\s|au\s)?[\"«]?\s?)"
    r"(?:execution|insertion|clauses?|cc[at]p|rc|reglement|socia\w+|reservation|critere))"
)
_WRITES = r"(?:redig\w+|ecri(?:s|t|re|vez|vons|ves|ve)|prepar(?:e|er|ez|es)|gener(?:e|er|ez)|formul(?:e|er|ez)|pon(?:ds?|dre|dez))"
_ANY_TEXT = rf"(?:{_TEXT}|(?:l.?\s?)?articles?|reservations?|penalites?(?!\sde\sretard))"
_GIVES = (
    r"(?:fai(?:s|re|tes)|fait(?=[\s-](?:moi|nous))|(?<!\ba )(?<!\bont )(?<!\bai )(?<!\bavez )(?<!\bavait )"
    r"(?:donne[rz]?|propose[rz]?|fournie?[srtz]?|fournir)"
    r"|sor[st](?:ir|ez)?|envoye[rz]|envoie|besoin(?=\sd)|il\s(?:me|nous)\sfau(?:t|drait)"
    r"|(?:me|nous)\sfau(?:t|drait)|(?:veux|voudrais|voudrions|souhaite|souhaiterais|aimerais)\savoir|j'attends)"
)
_BETWEEN = r"(?:[\s'’,-]+(?!comment\b|qu[oie]+\b)[\w’']+){0,4}?[\s'’\"«-]+"
_WHICH = (
    rf"(?:mets?|mettre|mettez|mettons|inserer|ecri\w+)\s(?:quoi|quel\w*)\s(?:comme\s|pour\s(?:l[ea]\s)?)?{_TEXT}"
)
_ASKED_WHICH = re.compile(_WHICH)
_ASKED = re.compile(rf"\b{_WHICH}\b|\b{_WRITES}{_BETWEEN}{_ANY_TEXT}\b|\b{_GIVES}{_BETWEEN}{_TEXT}\b")
# « Clause svp pr marché de gardiennage », « article insertion pour un marché de… »: the text is all that is named.
_PLEASE = r"(?:s'il\s(?:vous|te)\splait|svp|stp|pour|pr|merci)\b"
_OPENS = re.compile(
    rf"\s*(?:(?:bonjour|bjr|salut|slt|coucou|cc|hello|svp|stp|urgent|ok|et|alors|maintenant|du coup)\b[\s,:!-]*){{0,3}}"
    rf"(?:une?\s|la\s|l'|le\s)?"
    rf"(?:clauses?\s(?:socia\w+\s|d'insertion\s|insertion\s|d'execution\s|type\s|en\sheures\s){{0,2}}{_PLEASE}"
    rf"|articles?\s(?:cc[at]p\s|rc\s)?(?:d')?(?:insertion|execution|clause)\s(?:cc[at]p\s|rc\s)?{_PLEASE}"
    rf"|(?:criteres?|paragraphes?)\s(?:cc[at]p\s|rc\s)?(?:d')?(?:insertion|socia\w+)\s(?:cc[at]p\s|rc\s)?{_PLEASE})"
)
# « Note de motivation pour… », « état trimestriel svp »: a piece named first is what is asked for.
_PIECE_FIRST = re.compile(
    rf"\s*(?:(?:bonjour|bjr|salut|svp|stp|ok|et|alors|maintenant|du coup)\b[\s,:!-]*){{0,3}}(?:une?\s|la\s|l'|le\s|mon\s|ma\s)?"
    rf"(?:notes?\sde\smoti\w+|(?:etats?|releves?)\strimestriels?)\s{_PLEASE}"
)
# « Faut-il rédiger une clause ? », « comment », « qui doit écrire… » ask of a text, and not for it.
_WONDERS = re.compile(
    r"\b(?:faut[- ]il|faut-y|dois[- ]je|doit[- ]on|devons[- ]nous|est[- ]on|suis[- ]je|sommes[- ]nous"
    r"|ai[- ]je|a[- ]t[- ]on|avons[- ]nous"
    r"|puis[- ]je|peut[- ]on|pouvons[- ]nous|est[- ]ce\sque\s(?:je|on|nous|l[ea]|j'|c'|il)"
    r"|comment|pourquoi|qui|quand(?!\smeme)|quel\w*|combien|interdit"
    r"|oblige\w*|obligatoire|suffit|droit\sd[e']|besoin\sd'une?\sclause\s\?|avant\sde|pour\s(?:me|nous)|sans|deja|a\sete|ont\sete|pas)\s?\b"
)
_LONE_QUESTION = re.compile(
    r"\b(?:combien|quel\w*|qui|pourquoi|comment|faut[- ]il|peut[- ]on|puis[- ]je|dois[- ]je|est[- ]ce"
    r"|obligatoire\w*|oblige\w*|possible"
    r"|utile|pertinent\w*|legale?s?|vrai\b|reguli\w+|bonne?s?\b|valables?|ou\s(?:plutot\s)?(?:reserv\w+|critere|clause|marche))\b"
)
# « Mon chef écrit la clause », « je rédige un marché », « j’ai écrit un article », « ne rédige pas »: nothing is asked for.
_ANOTHER_WRITES = re.compile(
    r"\b(?:je|nous|on|ils?|elles?|qui)\s(?:(?:me|vous|te|leur|lui|ne)\s)?$|\b(?:j'|n')$|\bne\s(?:(?:me|nous|la|le|les)\s)?$"
    r"|\b(?:ai|as|a|avons|avez|ont)\s(?:(?:deja|bien)\s)?$"
    r"|(?<!\bpour )\b(?:le|la|l'|les|une?|mon|ma|mes|notre|nos|son|sa)\s?[a-z'-]+\s(?:(?:me|nous|vous|te|leur|lui|ne)\s)?$"
)
_NEEDS = re.compile(r"il\s(?:me|nous)\sfaut\b")
# « Rédige », « ok, rédigez-la »: what to write is what the conversation was about.
_LONE_ORDER = re.compile(
    r"(?:(?:si\soui|oui|ok|bon|alors|et|donc|maintenant|du\scoup|svp|stp|merci|vas[- ]y|allez(?:[- ]y)?|parfait|d'accord)\W+)*"
    r"(?:(?:tu\speux|vous\spouvez|peux[- ]tu|pouvez[- ]vous|il\sfaut)\s)?(?:(?:me|nous|la|le|les)\s|l')*"
    r"(?:redig\w+|ecri(?:s|t|re|vez))"
    r"(?:[-\s](?:la|le|les|moi|nous|ca|cela|tout))*(?:\W+(?:svp|stp|merci|alors|maintenant|s'il\s(?:te|vous)\splait))*\W*"
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


def asks_for_draft(message: str) -> bool:
    """Whether the message asks to write a text that the templates hold, in so many words."""
    own = unquoted(message)
    if asks_for_an_article(own) or kind_of(own) is None:
        return False
    return any(_is_asked(folded(sentence)) for sentence in _SENTENCES.split(own))


def is_lone_order(message: str) -> bool:
    """Whether the message only orders to write, and names no text."""
    return _LONE_ORDER.fullmatch(folded(message)) is not None


def _is_asked(sentence: str) -> bool:
    asked = _ASKED.search(sentence)
    if asked is not None and not _WONDERS.search(sentence[: asked.start()]):
        # « Il nous faut une clause ? » asks whether one is due.
        if not _ASKED_WHICH.match(asked.group()) and _ANOTHER_WRITES.search(sentence[: asked.start()]):
            return False
        if "?" not in sentence:
            return True
        return not (_NEEDS.match(asked.group()) or _LONE_QUESTION.search(sentence, asked.end()))
    if _PIECE_FIRST.match(sentence) is not None:
        return not _LONE_QUESTION.search(sentence)
    return _OPENS.match(sentence) is not None and "?" not in sentence and not _LONE_QUESTION.search(sentence)
