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
