"""A message that is no question on a purchase, told by its words alone: an aside, or no words at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from assistant.conversation.asides import LONG_MESSAGE, Aside, AsideCues
from assistant.conversation.intents import Intent
from assistant.conversation.lexicon import Lexicon
from assistant.conversation.understanding import Understanding
from assistant.conversation.wording import read_wording
from assistant.retrieval.spelling import Speller

_ALWAYS = frozenset({Intent.ATTACK, Intent.FOREIGN_LANGUAGE, Intent.EMPTY})
_ON_THE_LAW = frozenset({Aside.BOUND_FIRM, Aside.STRUCTURE})
_REFUSED = frozenset({Aside.JOB_SEEKER, Aside.CARE, Aside.DISTRESS, Aside.DANGER})
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
# Shorter words may be initials; a lone short one is slang (« impec »).
_SHORTEST = 5
_LONG = 7
# « marché marché clause clause »: words said twice in a row, so many times and in this share of the message.
_STUTTERS = 2
_SHARE = 0.6
_MANY = 5


class Apart:
    """Tells such messages, with the words known."""

    def __init__(self, asides: AsideCues, speller: Speller, lexicon: Lexicon) -> None:
        self._asides = asides
        self._speller = speller
        self._lexicon = lexicon

    def asides(self, said: str, read: Understanding, earlier: Iterable[str]) -> tuple[Aside, ...]:
        """What a message asks beside a purchase, by its words or by those of the ``earlier`` ones, the last first."""
        if read.intent in _ALWAYS:
            return ()
        asked = tuple(one for one in self._asides.all_of(said) if not _is_in_passing(one, said, read))
        if asked or any(map(str.isdigit, said)) or read.refs or self._is_of_the_field(said):
            return asked
        courteous = read.intent in {Intent.THANKS, Intent.GREETING, Intent.SMALLTALK, Intent.INSULT, Intent.RECALL}
        continued = None if courteous else self._asides.continued(said, earlier)
        return () if continued is None else (continued,)

    def intents(self, said: str, read: Understanding, asides: tuple[Aside, ...]) -> tuple[Intent, ...]:
        """The intent of a message set apart; empty when it is none."""
        if asides:
            if asides[0] in _ON_THE_LAW:
                return (Intent.LEGAL,)
            return (Intent.OUT_OF_SCOPE if asides[0] in _REFUSED else Intent.HELP,)
        unreadable = read.intent is Intent.OUT_OF_SCOPE and self._is_unreadable(said, read)
        if unreadable or (read.intent not in _ALWAYS and stutters(said)):
            return (Intent.EMPTY,)
        return ()

    def _is_of_the_field(self, said: str) -> bool:
        return self._lexicon.intents.is_domain(self._lexicon.spelling.terms(read_wording(said)))

    def _is_unreadable(self, said: str, read: Understanding) -> bool:
        """Whether no word of a message is one, nor near one: « azertyuiop »."""
        words = _LETTERS.findall(said)
        if read.refs or any(map(str.isdigit, said)) or any(len(word) < _SHORTEST for word in words):
            return False
        if max(map(len, words), default=0) < _LONG:
            return False
        return all(not word.isupper() and not self._speller.reads(word) for word in words)


def _is_in_passing(aside: Aside, said: str, read: Understanding) -> bool:
    """Whether a long message that tells a market only names the facilitator on its way."""
    facts = read.facts
    tells = (
        facts.trade or facts.amount_ht or facts.amount_ttc or facts.amount_per_year or facts.duration or facts.lots
    )
    return aside is Aside.FACILITATOR and bool(tells) and len(said.split()) > LONG_MESSAGE


def stutters(said: str) -> bool:
    """Whether a message mostly says its words twice in a row."""
    words = _WORD.findall(said.lower())
    twice = sum(first == second for first, second in pairwise(words))
    return len(words) >= _MANY and twice >= _STUTTERS and 2 * twice >= _SHARE * len(words)
