"""What a message asks once its thanks are said: « Merci. Et le motif, où l’écrire ? » asks where to write it."""

from __future__ import annotations

import re

from assistant.conversation.question_form import asks_openly, is_closed

_THANKS = re.compile(
    r"^\W*(?:(?:ok|okay|super|parfait|tr[eè]s bien|d['’]accord|bon|ah|oui|g[eé]nial|nickel|top|impec\w*)\W+)*"
    r"(?:un (?:grand )?|mille )?merci\b(?: beaucoup| bien| infiniment| à vous| a vous| pour [^.,;:!?\n]{2,40})?\s*[.,;:!…\n–-]+\s*",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3


def without_thanks(message: str) -> str:
    """The message without the thanks that open it, where what is left asks something; the whole message otherwise."""
    rest = _THANKS.sub("", message, count=1)
    asks = "?" in rest or is_closed(rest) or asks_openly(rest)
    return rest if rest != message and asks and len(rest.split()) >= _FEWEST_WORDS else message
