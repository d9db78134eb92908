"""« Un ESAT de préférence » comes first and leaves nobody out; « insertion ou handicap » chooses neither."""

from __future__ import annotations

import re

from assistant.partners.words import fold

# « Ya pas plutôt une EA ? » changes what was looked for.
_RATHER = r"(?<!\bpas )\bplutot(?! qu)"
_ARTICLE = r"(?:d(?:e|es)?\s+|l(?:es?|a)?\s+|une?\s+|aux?\s+|a\s+|avec\s+|par\s+|chez\s+|pour\s+){0,2}"
_BEFORE = re.compile(
    rf"(?:\b(?:de preference|idealement|si possible|en priorite|prioritairement|preferons|prefererions"
    r"|prefere(?:rais|rait)?|aimerais(?: mieux| bien)?|aimerions(?: mieux| bien)?|une preference|avec preference)"
    rf"|{_RATHER})\s+{_ARTICLE}$"
)
_PREFERS = re.compile(
    r"\b(?:de preference|idealement|si possible|si ca existe|si c est possible|en priorite|prioritairement|plutot(?! qu)"
    r"|prefer\w+|aimerai\w+|aimerions|d abord|serait (?:l ideal|ideal|mieux|bien))\b"
)
_BEST = r"(?:l ideal|ideal|mieux|bien)"
_AFTER = re.compile(
    r"\s*(?:[\w-]+\s+)?(?:de preference|si possible|si ca existe|si c est possible|en priorite|idealement|d abord"
    rf"|(?:ce )?serait {_BEST})\b"
)
_INSERTION = r"(?:structures? d )?insertion"
_HANDICAP = r"(?:le )?(?:handicap|secteur (?:protege|adapte))"
_OR = r"(?:ou|et|comme)(?: bien)?(?: (?:du|de la|de l|au|a l|a|de|d|l))?"
_EITHER = re.compile(rf"\b(?:{_INSERTION} {_OR} {_HANDICAP}|{_HANDICAP} {_OR} {_INSERTION})\b")


def _plain(text: str) -> str:
    return re.sub(r"\W", " ", text)


def is_preferred(before: str, after: str) -> bool:
    """Whether a kind of structure is only preferred, between two folded texts without punctuation."""
    return _BEFORE.search(before) is not None or _AFTER.match(after) is not None


def with_preference(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a kind of structure in a folded text, with the words that only prefer it."""
    plain = _plain(text)
    before, after = _BEFORE.search(plain[:start]), _AFTER.match(plain[end:])
    return before.start() if before else start, end + after.end() if after else end


def prefers(words: str) -> bool:
    """Whether words that name kinds of structures only prefer them."""
    return _PREFERS.search(_plain(fold(words))) is not None


def either(text: str) -> re.Match[str] | None:
    """Where a folded text names insertion and disability as equally welcome."""
    return _EITHER.search(_plain(text))
