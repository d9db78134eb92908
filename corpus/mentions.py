"""Articles named in a French text, resolved to the references of the corpus."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_CODE_ARTICLE = re.compile(
    r"(?<![\w-])(?P<letter>[LRD])\s?\*?\.?\s?\*?\s?(?P<number>\d{3,4}(?:-\d{1,3})+|\d{1,4}(?=\s+du\s+code))(?![\w-])"
)
_CCAG_ARTICLE = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\s+du\s+CCAG[-\u2011\s]+(?P<family>Travaux|FCS|PI|MI|MOE|TIC)\b"
    r"|CCAG[-\u2011\s]+(?P<family2>Travaux|FCS|PI|MI|MOE|TIC)\s*,?\s+(?:art(?:icle|\.)\s+)?(?P<number2>\d{1,2}(?:\.\d{1,2})*)"
)
_DECREE_ARTICLE = re.compile(
    r"article\s+(?P<article>\d+)\s+du\s+décret\s+n°\s?(?P<decree>\d{2,4}-\d+)"
    r"(?:\s+du\s+\d{1,2}(?:er)?\s+\w+\s+\d{4})?",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"annexe\s+(?P<number>\d+)\s+(?:du|au)\s+code\s+de\s+la\s+commande\s+publique", re.IGNORECASE)
_CODE_NAME = re.compile(
    r"code\s+(?P<name>du\s+travail|de\s+la\s+commande\s+publique|de\s+l|pénitentiaire|général)"
)
_REACH = 90


@dataclass(frozen=True, slots=True)
class Mention:
    """One article named in a text: its place (``text[start:end]``), its words, its reference if known."""

    start: int
    end: int
    words: str
    ref: str | None


def find_mentions(text: str, refs: Collection[str]) -> tuple[Mention, ...]:
    """The articles a text names, in order; ``ref`` is ``None`` for one the references do not hold.

    A number followed by « du code du travail » is looked for there; a sub-article of a CCAG
    (« 20.1.5 du CCAG-Travaux ») is resolved to the article that contains it.
    """
    found: list[Mention] = []
    for match in _CODE_ARTICLE.finditer(text):
        number = match["letter"] + match["number"]
        code = _CODE_NAME.search(text, match.end(), match.end() + _REACH)
        labour = code is not None and "travail" in code["name"]
        candidates = (f"{number} (travail)", number) if labour else (number, f"{number} (travail)")
        found.append(_mention(match, next((ref for ref in candidates if ref in refs), None)))
    for match in _CCAG_ARTICLE.finditer(text):
        number, family = match["number"] or match["number2"], match["family"] or match["family2"]
        found.append(_mention(match, _containing(f"CCAG-{family} ", number, refs)))
    for match in _DECREE_ARTICLE.finditer(text):
        ref = f"Décret {match['decree']}, art. {match['article']}"
        found.append(_mention(match, ref if ref in refs else None))
    for match in _ANNEX.finditer(text):
        ref = f"Annexe {match['number']}"
        found.append(_mention(match, ref if ref in refs else None))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _mention(match: re.Match[str], ref: str | None) -> Mention:
    return Mention(match.start(), match.end(), match.group(), ref)


def _containing(prefix: str, number: str, refs: Collection[str]) -> str | None:
    parts = number.split(".")
    for size in range(len(parts), 0, -1):
        ref = prefix + ".".join(parts[:size])
        if ref in refs:
            return ref
    return None
