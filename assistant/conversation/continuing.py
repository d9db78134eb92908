"""Messages of few words: what the sources tell of whether they continue the question before them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from assistant.conversation.followups import continued
from assistant.conversation.limits import Limit, limit_of
from assistant.conversation.outside import OutsideExamples
from assistant.conversation.routing import SAME_QUESTION
from assistant.conversation.support import ON_SUBJECT, Signals, assess
from assistant.conversation.understanding import Intent, Understanding
from assistant.conversation.writers.manners import is_manners
from assistant.drafting.other_texts import names_a_letter
from assistant.folding import folded
from assistant.tools import Toolbox

# So few words may ask nothing alone; what tools answer has its own way to continue.
_ELLIPTIC = 4
_TEXTUAL = frozenset({Intent.LEGAL, Intent.OUT_OF_SCOPE, Intent.OBLIGATION, Intent.PROCEDURE})
# A message this short may continue the question before it.
_FEW_WORDS = 14
_EARLIER = 3
# An example of another subject this much nearer than any margin question tells another subject; one that is only nearer
# does when it is of everyday life, or when the message has a word that no article holds.
_FOREIGN = 0.04
_EVERYDAY = "vie_courante"
# « C’est obligatoire ? » names no subject, however near a question of a margin comes.
_NO_SUBJECT = re.compile(
    r"^\W*(?:(?:et|mais|donc|alors|du coup|la)\s)*(?:(?:c'?est|ca|est[- ]ce(?: que c'est)?|on|je)\s)?(?:suis\s|vraiment\s|bien\s)*"
    r"(?:obligatoires?|obligee?s?|permis|autorise|possible|interdit|legal|illegal|regulier|normal|necessaire|valable|risque|sur)\W*$"
)
# What a thing is stands alone: « c'est quoi un lot ? », not « c'est quoi ça ? ».
_DEFINES = re.compile(
    r"^\W*(?:(?:c'est quoi (?=une?\b|des?\b|l')|qu'est[- ]ce (?=qu'une?\b)|qu'est[- ]ce que c'est qu"
    r"|que (?:veut dire|signifie)|qu'entend[- ]on par"
    r"|(?:quelle est |donne[rz]?[- ]moi )?(?:la )?definition d)\b)\W*(?!(?:ca|cela|que ca|ce mot)\b)\w"
)
_STRANGE = 1.0


class Continuing:
    """Looks in the sources for what a short message asks, alone and with the question before it."""

    def __init__(self, toolbox: Toolbox, outside: OutsideExamples, limits: tuple[Limit, ...]) -> None:
        self._toolbox = toolbox
        self._outside = outside
        self._limits = limits

    def needs(self, topic: str, message: str, read: Understanding, on: date) -> bool:
        """Whether few words ask what no margin question asks alone, and the texts answer once ``topic`` is before them."""
        if read.off_topic or read.length > _ELLIPTIC or read.refs or read.intent not in _TEXTUAL:
            return False
        if _DEFINES.match(folded(message)):
            return False
        alone = assess(self._toolbox, self._outside, message, on).signals
        if not names_no_subject(message) and (alone.asked >= SAME_QUESTION or self._is_foreign(message, alone)):
            return False
        return assess(self._toolbox, self._outside, continued(topic, message), on).signals.confidence >= ON_SUBJECT

    def may_follow(self, message: str, read: Understanding, on: date) -> bool:
        """Whether a message refused alone may be a few words on the question before it, and not on another subject."""
        if read.off_topic or len(message.split()) > _FEW_WORDS or limit_of(message, self._limits) is not None:
            return False
        if _DEFINES.match(folded(message)):
            return False
        if read.intent is Intent.CLAUSE and names_a_letter(folded(message)):
            # A letter that no template is stays unwritten, whatever was asked before.
            return False
        alone = assess(self._toolbox, self._outside, message, on).signals
        # A whole question whose article is not installed is not answered by that of the question before it.
        stands = read.intent is Intent.LEGAL and not read.is_follow_up and alone.is_missing
        return not (stands or self._is_foreign(message, alone))

    def _is_foreign(self, message: str, alone: Signals) -> bool:
        nearer = alone.outside - alone.asked
        if nearer <= 0:
            return False
        everyday = self._outside.family(self._toolbox.engine, message) == _EVERYDAY
        return nearer >= _FOREIGN or everyday or alone.strange >= _STRANGE


def names_no_subject(message: str) -> bool:
    """Whether a message only asks again, in a word, what was asked before it: « donc je suis obligé ? »."""
    return _NO_SUBJECT.match(folded(message)) is not None


def earlier_questions(topic: str, asked: Iterable[str]) -> tuple[str, ...]:
    """The questions a message may continue: the one the conversation is about, then those asked, the last one first."""
    return tuple(dict.fromkeys(question for question in (topic, *asked) if question))[:_EARLIER]


def topic_after(before: str, said: str, whole: str, read: Understanding, *, refused: bool) -> str:
    """The question the conversation is about once a turn is over; ``whole`` is the one just read.

    What continues a question does not replace it: the next message continues the same one. Asked again of another term,
    it is that one.
    """
    if is_manners(read.intent) and (refused or read.intent is not Intent.OUT_OF_SCOPE):
        return before
    if whole != said and not (refused or whole.startswith(before)):
        return whole
    if read.intent is Intent.FACT_UPDATE or (refused and before):
        return before
    return before if before and whole != said else said
