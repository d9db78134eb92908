"""The buyer's own words in a message where other voices are pasted: a transcript, the markup of a model's prompt."""

from __future__ import annotations

import re

_VOICES = r"assistant|assistante|syst[eè]me?|system|ia|ai|bot|robot|mod[eè]le|model"
_SAID_BY_OTHERS = (
    re.compile(r"<(?P<tag>instructions?|system|assistant)>.*?</(?P=tag)>", re.IGNORECASE | re.DOTALL),
    re.compile(r"```\s*(?:system|assistant|instructions?)\b.*?(?:```|\Z)", re.IGNORECASE | re.DOTALL),
    re.compile(rf"^[ \t]*\[?(?:{_VOICES})\]?\s*:.*$", re.IGNORECASE | re.MULTILINE),
)
_LABELS = re.compile(
    r"</?(?:question|user|instructions?|system|assistant)>"
    r"|^[ \t]*\[?(?:question|utilisateur|utilisatrice|user|moi|acheteur|acheteuse)\]?\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_LETTERS = re.compile(r"[^\W\d_]")
_LEAST_LETTERS = 4


def own_words(message: str) -> str:
    """The message without what it lends to the assistant, to a system or to a model.

    The whole message when no such voice is found, or when nothing else is left: it is then judged as it is.
    """
    rest = message
    for voice in _SAID_BY_OTHERS:
        rest = voice.sub(" ", rest)
    if rest == message:
        return message
    rest = _LABELS.sub(" ", rest).strip()
    return rest if len(_LETTERS.findall(rest)) >= _LEAST_LETTERS else message
