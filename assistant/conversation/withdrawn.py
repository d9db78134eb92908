"""Values a message takes back (« non pas 80 000 mais 90 000 », « 48 mois au lieu de 36 »): they are not facts."""

from __future__ import annotations

import re

from assistant.partners.refusals import is_refused

_LINK = (
    r"(?:(?:d[eu]|des|a|au|aux|les?|la|ces|pour|sur|[:=])\s|d'\s?|l'){0,2}(?:environ\s|quelque\s)?(?:[«\"“]\s?)?"
)
_BEFORE = re.compile(
    rf"(?:\bau\slieu\s{_LINK}|\ba\sla\splace\s{_LINK}|\bn'(?:est|etait|y\sa|atteint|excede)\s(?:pas|plus)\s{_LINK}"
    rf"|\bne\s[a-z]{{3,12}}\s(?:pas|plus)\s{_LINK}|\bc'est\s(?:pas|plus)\s{_LINK}|\bnon\s(?:pas|plus)\s{_LINK}"
    rf"|\bet\s(?:non|pas|plus)\s(?:pas\s)?{_LINK}|,\s?(?:non|pas)\s(?:pas\s)?{_LINK}"
    rf"|\bplutot\squ[e']\s?{_LINK}|\bremplac\w+\s{_LINK}|\boubli(?:e|ez|er|ons)\s{_LINK}"
    rf"|\b(?:laisse[rz]?|laissons)\stomber\s{_LINK}|\babandonn\w+\s{_LINK}"
    r")$"
)
_CHANGES = (
    r"\b(?:pass(?:e|er|ent|ons|ez|ait|age|erait|era|ee|es)|mont(?:e|er|ons|ee|ait|era)|augment(?:e|er|ons|ee|ait|era|ation)|baiss(?:e|er|ons|ee|era)|descend(?:re|ons|u|ra)?"
    r"|ramen(?:e|er|ee|ons)|relev(?:e|er|ee|ons)|port(?:e|er|ee|ons)|repass(?:e|er|ons|era)|grimp(?:e|er|era)|hauss(?:e|er)|evolu(?:e|er|ait))s?\s(?:d[eu]\s|d'\s?|des\s)"
)
_CHANGED = re.compile(rf"{_CHANGES}$")
_TO = re.compile(r"[^.;?!\n]{0,25}?\ba\s(?:environ\s)?\d")
_CHANGED_TO = re.compile(rf"{_CHANGES}\d[^;.?!]{{0,25}}\ba\s$")
# « pas 36 mois mais 48 », « pas 36 mois, c'est 48 »: a bare « pas » takes back only what is replaced.
_NOT = re.compile(rf"(?:^|[\s,;:(])(?:pas|plus|point)\s{_LINK}$")
_BUT = re.compile(r"[^.;?!\n]{0,60}?\bmais\b|[^.;?!\n\d]{0,15}?,\s?(?:c'est|ce\ssera|plutot)\b[^.;?!\n\d]{0,15}\d")
# « nous avions dit 5 %, mettons 8 % »: what was said before counts no more once another value follows.
_EARLIER = re.compile(
    r"\b(?:avais|avait|avions|aviez|avaient)\s(?:d'abord\s|initialement\s)?"
    rf"(?:dit|ecrit|annonce|indique|note|mis|marque|parle|donne|compte|prevu|envisage|estime)e?s?\s(?:[a-z]+\s)?{_LINK}$"
    rf"|\b(?:initialement|au\sdepart|auparavant|precedemment|au\sdebut|avant)\s(?:(?:prevu|estime|fixe|annonce|evalue|c'etait|il\setait)e?s?\s)?{_LINK}$"
)
# « je vous ai dit 75 000 €, en réalité c'est 57 000 € ».
_TOLD = re.compile(
    rf"\b(?:ai|as|a|avons|avez|ont)\s(?:dit|ecrit|annonce|indique|note|marque|mis|parle|donne|saisi|tape)e?s?\s(?:[a-z]+\s)?{_LINK}$"
)
_INSTEAD = re.compile(
    r"[^.;?!\n]{0,40}?\b(?:en\srealite|en\sfait|finalement|plutot|mais\sc'est|il\sfaut\slire|c'etait|pardon|erreur|je\srectifie|je\scorrige)\b[^.;?!\n]{0,60}\d"
)
# « nous pensions à 200 000 € », « 200 000 € au départ, mais ».
_THOUGHT = re.compile(
    rf"\b(?:pens|cro[yi]|envisage|vis|tabl|part|compt|estim)(?:ais|ait|ions|aient|iez)\s(?:d'abord\s)?(?:depenser\s|mettre\s)?{_LINK}$"
)
_AT_FIRST = re.compile(
    r"[^.;?!\n\d]{0,12}?\b(?:au\sdepart|au\sdebut|initialement|a\sl'origine|d'abord)\b"
    r"[^.;?!\n]{0,30}\b(?:mais|finalement|desormais|aujourd'hui|maintenant|ce\ssera|on\spasse|puis)\b[^.;?!\n]{0,40}\d"
)
# « oups, j'ai écrit 400 000 au lieu de 40 000 »: of a slip, the first value is the wrong one.
_SLIP = (
    r"\b(?:oups|erreur|tromp\w*|faute\sde\sfrappe|coquille|desolee?|pardon|mince|zut|par\smegarde)\b[^.;?!\n\d]{0,40}"
    r"\b(?:ecrit|mis|note|tape|saisi|marque|indique|dit)\s[^.;?!\n\d]{0,12}"
)
_SLIPPED = re.compile(rf"{_SLIP}$")
_INSTEAD_OF = re.compile(r"[^.;?!\n\d]{0,20}\bau\slieu\sd[e']")
_MEANT = re.compile(rf"{_SLIP}\d[^.;?!\n]{{0,25}}\bau\slieu\sd[e']\s?$")
_NUMBER = re.compile(r"\d")
_BECOMES = re.compile(r"\s?[^\d.;?!\n]{0,12}\bdevien(?:t|nent)\b")


def is_withdrawn(text: str, start: int, end: int) -> bool:
    """Whether the value at that place of the folded text is one the message replaces or denies."""
    before, after = text[:start], text[end:]
    if _MEANT.search(before):
        return False
    if _SLIPPED.search(before) and _INSTEAD_OF.match(after):
        return True
    if _BEFORE.search(before) or _BECOMES.match(after):
        return True
    if _CHANGED.search(before) and _TO.match(after):
        return True
    if (_EARLIER.search(before) or _THOUGHT.search(before)) and _NUMBER.search(after):
        return True
    if _AT_FIRST.match(after):
        return True
    if _TOLD.search(before) and _INSTEAD.match(after):
        return True
    return bool(_NOT.search(before) and _BUT.match(after))


def is_changed_to(before: str) -> bool:
    """Whether a folded text ends where a change gives its new value (« passe de 400 000 à »)."""
    return bool(_CHANGED_TO.search(before))


# What takes something out of a list or of a market.
TAKES_OUT = (
    r"enleve[rz]?|oublie[rz]?|laisse[rz]?\stomber|abandonne[rz]?|retire[rz]?|supprime[rz]?|ote[rz]?|sans|hors|sauf"
)
_ARTICLE = r"(?:a\s)?(?:d[e']\s?|des\s|une?\s|les\s|la\s|l'|le\s|aux?\s)?"
_LEFT_OUT = re.compile(
    rf"(?:\b(?:{TAKES_OUT}|exclu\w*|ecarte[rz]?|ni|plutot\sque|au\slieu|a\sla\splace|a\spart|en\sdehors|autres?(?:\schoses?)?\sque)\s(?:moi\s)?"
    r"|\b(?:plutot\s(?:[^.;?!\n]{2,30}\s)?|autres?\s(?:choses?\s)?)qu'\s?)"
    rf"{_ARTICLE}(?:[a-z-]+\s(?:et|ni|ou)\s{_ARTICLE})?$"
)
# « ESAT, c’est trop long pour nous », « l’EA ne nous convient pas »; not « un ESAT est-il trop petit ? ».
_TURNED_DOWN = re.compile(
    r"\s?,?\s?(?:c'est\s|c'etait\s|ce\sserait\s|ca\sserait\s|est\s|sont\s)?(?:beaucoup\s|un\speu\s|bien\s)?trop\s"
    r"(?:loin|eloigne|cher|couteu|petit|grand|gros|long|lent|complique|complexe|lourd|charge|occupe|limite|risque|contraignant|juste|tard|difficile"
    r"|dur|faible|fragile|rare|sature|tot|incertain)\w*(?![^.;!\n]{0,20}\?)"
    r"|\s(?:ne\s|n'\s?)?(?:nous\s|me\s|m')?(?:va|vont|convien\w+|interess\w+|conviendr\w+|ira|iront|irait)\spas\b(?![^.;!\n]{0,20}\?)"
)


def is_left_out(text: str, start: int, end: int) -> bool:
    """Whether what is named there in a folded text is to be left out: « enlevez les EA », « l’ESAT, c’est trop loin »."""
    if _LEFT_OUT.search(text[:start]) is not None or is_refused(text[:start], text[start:]):
        return True
    return _TURNED_DOWN.match(text, end) is not None
