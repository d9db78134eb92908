"""Text typed by a user, made fit for a document: it can bring words, never tags, fields or links."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from assistant.drafting.wording import NBSP, number
from assistant.errors import InvalidInput

MAX_LENGTH = 5_000
_TAG_MARKS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\{_\{|\}_\}|\{_%|%_\}")
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")


def clean_text(text: str, label: str, name: str) -> str:
    """The text without control and direction characters; a line end stays one, a tab becomes a space.

    Raises:
        InvalidInput: the text is empty, over 5 000 characters, holds template tags or broken Unicode.
    """
    if len(text) > MAX_LENGTH:
        raise InvalidInput(
            f"« {label} » compte {number(Decimal(len(text)))} caractères ; "
            f"{number(Decimal(MAX_LENGTH))} au plus sont acceptés.",
            field=name,
        )
    mark = _TAG_MARKS.search(text)
    if mark:
        raise InvalidInput(
            f"« {label} » contient « {mark.group()} », réservé aux modèles{NBSP}: retirez ces signes.", field=name
        )
    if any(unicodedata.category(character) == "Cs" for character in text):
        raise InvalidInput(
            f"« {label} » contient des caractères illisibles{NBSP}: saisissez-le à nouveau.", field=name
        )
    kept = _readable(text)
    if not kept:
        raise InvalidInput(f"« {label} » est vide{NBSP}: indiquez une valeur.", field=name)
    return kept


def harmless_text(text: str) -> str:
    """Text nobody typed for the clause (a lot's name, a directory's), written so that it cannot be a tag."""
    kept = _readable("".join(character for character in text if unicodedata.category(character) != "Cs"))
    while _TAG_MARKS.search(kept):
        kept = _TAG_MARKS.sub(lambda mark: " ".join(mark.group()), kept)
    return kept


def _readable(text: str) -> str:
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return "".join(character for character in lines if _is_text(character)).strip()


def _is_text(character: str) -> bool:
    if character == "\n":
        return True
    if character in _DIRECTION_MARKS or unicodedata.category(character) == "Cc":
        return False
    # The last two code points of each plane are not characters; U+FFFE and U+FFFF break an XML file.
    return ord(character) & 0xFFFE != 0xFFFE
