"""« De » before a word, or « d’ »: « de voirie », « d’élagage », « d’habillement », but « de haies » and « de yaourts »."""

from __future__ import annotations

import re

from assistant.folding import folded

# « De onze véhicules », « de yaourts », « d’Ygos ».
_VOWEL = re.compile(r"(?!onz|oui|ouist|uhlan)[aeiou]|y(?![aeiouy])")
# The h of these words is mute; before the others « de » stays whole, which is never far from right.
_MUTE_H = re.compile(
    r"h(?:abill|abit|alog|armon|ebdo|eberg|elic|emo|erb|eure|iver|isto|omm|omol|onor|opit|orair|orlog|ortic|ospi|otel(?!l)|otes"
    r"|uile|uiss|uitr|umai|umid|umus|ydr|ygie|ymn|ypo"
    r"|abas\b|agetmau|astingues|orsarrieu)"
)


def with_of(words: str) -> str:
    """The words after « de »."""
    initial = folded(words)
    elided = _VOWEL.match(initial) or _MUTE_H.match(initial)
    return f"d’{words}" if elided else f"de {words}"
