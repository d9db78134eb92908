"""What a message asks of a draft and the draft did not take: « enlève la phrase sur l’apprentissage », « plafonnée à 10 % »."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.conversation.wording import read_wording
from assistant.folding import folded
from assistant.retrieval.lexicon import stems

_REMOVES = (
    r"enlev(?:e|er|ez|ons)|retir(?:e|er|ez|ons)|supprim(?:e|er|ez|ons)|(?:et|mais|alors)\s(?:pas|plus)\sd[e']|(?:je|on|nous)\s(?:ne\s)?veu(?:x|t)\s(?:pas|plus)"
    r"|(?:je|on|nous)\s(?:ne\s)?voulons\s(?:pas|plus)|ne\sveut\splus"
)
_ADDS = (
    r"r?ajout(?:e|er|ez|ons)|insere[rz]?|precise[rz]?|rappell?e[rz]?(?![- ](?:moi|nous))|change[rz]?|modifie[rz]?"
    r"|remplace[rz]?|detaille[rz]?|plafonne\w*"
    r"|raccourci\w*|simplifi\w+|reformul\w+|garde[rz]?|oublie[rz]?\s(?:pas|surtout)"
)
_ASKS = re.compile(
    rf"(?<!\bpour )(?<!\bsans )(?<!\bca )(?<!\bil )(?<!\bqui )(?<!\belle )\b(?:{_REMOVES}|{_ADDS})(?!\w)"
)
_LENGTH = re.compile(
    r"(?<!\bce )(?<!c'est )\b(?:(?:plus|trop)\s(?:court|longue?|simple)e?s?|(?:\d+|quelques)\slignes)\b"
)
_ENDS = re.compile(
    r"[.;!?\n]|,?\s(?:et|puis)\s(?:me\s|le\s|la\s|les\s|l')?(?:met\w*|envoi\w*|envoyez|sor[st]\w*)\b|,\s(?=c'est|on|le\s|la\s)|\bsi\sc'est\b"
)
# « C’est pas la salle des fêtes, c’est le gymnase ».
_CORRECTS = re.compile(
    r"\b(?:ce\sn'est\s(?:pas|plus)|(?:c'est|c'etait)\spas)\s[^.;?!\n]{2,60}?\b(?:c'est|mais|plutot)\s[^.;?!\n,]{2,60}"
)
# What the text is to say, told with the request for it: « lui dire de m’appeler », « en précisant que… ».
_INSTRUCTS = re.compile(
    r"(?<!\bpour )\b(?:(?:lui|leur)\s(?:dire|demander|rappeler|preciser|indiquer|signaler)\s(?:de\s|d'|que\s|qu')"
    r"|(?:en\s)?(?:precisant|ajoutant|rappelant|indiquant|mentionnant)\s(?:bien\s|aussi\s)?(?:que\s|qu')"
    r"|\bavec\s(?:une?\s|des\s|le\s)(?:declenchement|seuil\sde\sdeclenchement|franchise|palier|bonus|malus|plafonnement)s?\b"
    r"|(?:(?<=^)|(?<=[,.;:!?\n]\s)|(?<=\bet\s)|(?<=\bpuis\s)|(?<=\baussi\s))"
    r"(?:precise|rappelle|indique|mentionne|ajoute|dis|demande)[rz]?(?:[- ](?:lui|leur|y))?\s(?:bien\s|aussi\s)?"
    r"(?:que\s|qu'|de\s(?=me\b|nous\b|m')))[^.;?!\n]{6,160}"
)
_MOST_SHARED = 0.7
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")
_LOOSE = " ,;:.-"
_SHORTEST = 8


def unapplied(message: str, changes: Iterable[str], told: Iterable[str] = ()) -> tuple[str, ...]:
    """The requests of a message that no change of the draft answers, in the user's words.

    ``changes`` are the lines that describe what changed; ``told`` the words of the facts that the message gives.
    """
    wording = read_wording(message)
    changed = " ".join(changes)
    starts = [match.start() for match in _ASKS.finditer(wording.text)]
    starts += [m.start() for m in _LENGTH.finditer(wording.text) if not any(s < m.start() for s in starts)]
    found = []
    for place, start in enumerate(starts):
        limit = starts[place + 1] if place + 1 < len(starts) else len(wording.text)
        end = _ENDS.search(wording.text, start)
        limit = min(limit, end.start()) if end else limit
        asked = wording.typed(start, limit).strip(_LOOSE)
        asked = re.sub(r"\s(?:et|puis|mais)$", "", asked)
        if len(asked) >= _SHORTEST and not _is_answered(asked, changed, told):
            found.append(asked)
    corrections = (wording.typed(*match.span()).strip(_LOOSE) for match in _CORRECTS.finditer(wording.text))
    found += [asked for asked in corrections if not _is_answered(asked, changed, told)]
    return tuple(dict.fromkeys(found))


def unwritten(message: str, text: str, told: Iterable[str] = ()) -> tuple[str, ...]:
    """What a message asks a new text to say and the text does not, in the user's words.

    ``told`` are the values of the text that the message gives.
    """
    wording = read_wording(message)
    lines = [frozenset(stems(line)) for line in text.splitlines()]
    given = tuple(told)
    found = []
    for match in _INSTRUCTS.finditer(wording.text):
        asked = wording.typed(*match.span()).strip(_LOOSE)
        words = frozenset(stems(asked))
        said = max((len(words & line) for line in lines), default=0) >= _MOST_SHARED * len(words)
        if not said and not any(folded(value) in folded(asked) for value in given if value):
            found.append(asked)
    return tuple(dict.fromkeys(found))


def _is_answered(asked: str, changed: str, told: Iterable[str]) -> bool:
    if not changed:
        return False
    numbers = set(_NUMBERS.findall(asked))
    if numbers:
        return numbers <= set(_NUMBERS.findall(changed.replace("\u00a0", "")))
    if any(folded(words) in folded(asked) for words in told if words):
        return True
    return bool(set(stems(asked)) & set(stems(changed)))
