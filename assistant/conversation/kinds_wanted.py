"""Which kinds of structures a message wants: those it names, added to the ones known or taken from them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.phrase_index import Match
from assistant.conversation.withdrawn import is_left_out
from assistant.market import Fact
from assistant.partners.preferences import either, with_preference

_ADDED = re.compile(
    r"\b(?:aussi|egalement|en plus|r?ajoute[rz]?|ajoutant|en y ajoutant"
    r"|(?:elargi\w*|etend\w*|etendre|ouvr(?:e|es|ez|ir|ons)) (?:(?:la recherche|ca|a) )?aux?)\b"
)
# « Réserver au handicap » names the kinds of L2113-12, and none of them more than another; who is carried or trained does not.
_DISABLED = re.compile(
    r"(?<!sensibilisation )(?<!formation )(?<!lie )\bau handicap\b"
    r"|\bsecteur (?:du handicap|protege(?: et adapte)?|adapte et protege)\b"
    r"|\b(?:avec|par) (?:des|les) (?:personnes|travailleurs|salaries) (?:handicape\w*|en situation de handicap)\b"
)
_FAMILY = "handicap"
_FAMILIES = {_FAMILY: ("EA", "ESAT")}
Said = tuple[tuple[str, ...], int, int]


def kinds_wanted(named: Sequence[Match[str]], text: str, known: Fact[tuple[str, ...]] | None) -> Said | None:
    """The kinds that stand after the message, with the place of their words in its folded text; ``None`` if it changes none.

    « Enlevez les ESAT » takes from the kinds known, and changes nothing where none is.
    """
    if not named:
        named = [Match(_FAMILY, found.start(), found.end(), 1) for found in _DISABLED.finditer(text)]
    welcome = either(text)
    if welcome is not None:
        # « Insertion ou handicap » turns no kind down.
        named = [match for match in named if not welcome.start() <= match.start < welcome.end()]
    kept = [match for match in named if not is_left_out(text, match.start, match.end)]
    before = known.value if known is not None else ()
    if kept:
        told = (kind for match in kept for kind in _FAMILIES.get(match.value, (match.value,)))
        values = tuple(dict.fromkeys((*(before if _ADDED.search(text) else ()), *told)))
        start, _ = with_preference(text, kept[0].start, kept[0].end)
        _, end = with_preference(text, kept[-1].start, kept[-1].end)
        return values, start, end
    if not named:
        return None
    left = {kind for match in named for kind in _FAMILIES.get(match.value, (match.value,))}
    values = tuple(kind for kind in before if kind not in left)
    return (values, named[0].start, named[-1].end) if values and len(values) < len(before) else None
