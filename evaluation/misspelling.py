"""Questions as phones write them: what the stances must not depend on. Deterministic for a seed."""

from __future__ import annotations

import random
import re
import unicodedata

_SHORT = tuple(
    (re.compile(pattern, re.IGNORECASE), short)
    for pattern, short in (
        (r"\best[- ]ce qu[e'’]?\s?", "esk "),
        (r"\bpeut[- ]on\b", "on peu"),
        (r"\bpeut\b", "peu"),
        (r"\bpour\b", "pr"),
        (r"\bque\b", "ke"),
        (r"\bqui\b", "ki"),
        (r"\bc['’]est\b", "c"),
        (r"\bj['’]ai\b", "jai"),
        (r"\bje suis\b", "chui"),
        (r"\bquand\b", "kan"),
        (r"\bquel(le)?s?\b", "kel"),
        (r"\bavec\b", "avc"),
        (r"\bdans\b", "ds"),
        (r"\bentreprise\b", "boite"),
        (r"\bdoit[- ]on\b", "on doit"),
        (r"\bfaut[- ]il\b", "faut il"),
        (r"\bpuis[- ]je\b", "je peu"),
        (r"\bsuis[- ]je\b", "je suis"),
        (r"\bdois[- ]je\b", "je doi"),
        (r"\bobligatoire\b", "obligé"),
        (r"\bil y a\b", "ya"),
    )
)
_ELIDED = re.compile(r"(\b[dljnstmc])['’]")


def misspelt(question: str, chance: random.Random) -> str:
    """The same question without some accents, apostrophes and letters; its words stay recognisable."""
    style = chance.random()
    if style < 0.25:
        question = _without_accents(question)
    elif style < 0.75:
        for pattern, short in _SHORT:
            if chance.random() < 0.6:
                question = pattern.sub(short, question)
        if chance.random() < 0.7:
            question = _without_accents(question)
        if chance.random() < 0.6:
            question = _ELIDED.sub(r"\1", question)
        question = question.lower()
    if chance.random() < 0.6:
        question = question.rstrip(" ?!.")
    words = question.split()
    for _ in range(chance.choice((0, 1, 1, 2))):
        place = chance.randrange(len(words))
        words[place] = _mistyped(words[place], chance)
    return " ".join(words)


def _mistyped(word: str, chance: random.Random) -> str:
    if len(word) < 5:
        return word
    at = chance.randrange(1, len(word) - 1)
    kind = chance.random()
    if kind < 0.4:
        return word[:at] + word[at + 1 :]
    if kind < 0.7:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at] + word[at:]


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
