"""The yes or no that the margin questions of the articles found give to a closed question."""

from __future__ import annotations

import re

from assistant.answer import Verdict
from assistant.conversation.question_form import Modality, asks_openly, denies, is_closed, modality
from assistant.conversation.support import Support
from assistant.conversation.verdicts import Opinion, announced
from assistant.conversation.writers.desk import Desk
from assistant.folding import folded

# The nearest notes that tell whether a message typed in a hurry (« résilier pour faute grave ») is asked closed.
_TELLING = 4
# « À quelles conditions ? » asks the same again.
_CONDITIONS = re.compile(r"\bconditions?\b")
# « Et si on n'allotit pas ? » asks what follows.
_WHAT_IF = re.compile(r"^\W*(?:(?:et|mais|bon|ok|du coup)\s)*(?:si\b|s')")
# « Donc aucun seuil ? »: « non » would be read « non, aucun ».
_CONCLUDES = re.compile(
    r"^\W*(?:(?:et|ah|ok|bon|d'accord)\W+)*(?:donc|du coup|alors|en gros|c'est[- ]a[- ]dire)\b"
)
# « Il répond que c'est grâce à son stock, ça suffit ? »: whether what somebody says holds is for the buyer to establish.
_JUDGES_WHAT_IS_SAID = re.compile(
    r"\b(?:repond\w*|expliqu\w*|justifi\w*|invoqu\w*) (?:qu'|(?:que|par|le|la|les|un|une|son|sa|ses)\b).*"
    r"\b(?:ca|cela|c'est) (?:\w+ )?(?:suffi\w*|recevable|credible|convain\w*|tient)\b",
    re.DOTALL,
)


def noted_opinion(desk: Desk, support: Support) -> Opinion | None:
    """What the notes of the articles found say, each by its chance; ``None`` in doubt or for an open question."""
    closed = is_closed(desk.message)
    # What continues a question may ask something else of it: « d'accord, et à partir de quel montant ? ».
    of_conditions = _CONDITIONS.search(folded(desk.said)) is not None
    if _asks_more(desk.message) or (_asks_more(desk.said) and not of_conditions):
        return None
    if desk.previous_answers and not is_closed(desk.said) and not of_conditions:
        # « Plus ferme s'il vous plaît », « vous l'écririez comment ? »: what continues a conversation is taken at its word.
        return None
    if _JUDGES_WHAT_IS_SAID.search(folded(desk.said)):
        return None
    if _WHAT_IF.match(folded(desk.said)) and denies(desk.said) and modality(desk.said) is Modality.FACT:
        return None
    # « Je suis obligé ? » turns the question before it: what it asks alone then counts.
    asked = desk.said if modality(desk.said) is not Modality.FACT else desk.message
    found = [(chance, desk.toolbox.asks(ref, asked, desk.on)) for ref, chance in support.chances]
    opinion = announced(desk.message, found, desk.said)
    concluded = bool(desk.previous_answers) and _CONCLUDES.match(folded(desk.said)) and denies(desk.said)
    if concluded and opinion is not None and opinion.verdict is Verdict.NON:
        return None
    return opinion if closed or (opinion is not None and _is_asked_closed(desk)) else None


def _asks_more(question: str) -> bool:
    return asks_openly(question) and not is_closed(question)


def _is_asked_closed(desk: Desk) -> bool:
    return all(note.ask.verdict for note in desk.toolbox.readings(desk.message, desk.on, _TELLING))
