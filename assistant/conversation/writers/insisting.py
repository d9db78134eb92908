"""A few words after a refusal (« pourquoi ? », « vous êtes sûr ? », « et les notes ? »): the same refusal, for the same reason."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Status
from assistant.conversation.settling import LIKELY, brings_facts
from assistant.conversation.state import Draft
from assistant.conversation.understanding import Intent
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded

_OPENING = r"\W*(?:(?:et|mais|ah|bon|ok|donc|alors|euh)\W+)*"
_DOUBTS = re.compile(
    _OPENING + r"(?:vous etes|tu es|t'es|etes[- ]vous|es[- ]tu)\W+(?:vraiment |bien )?surs?e?s?\b"
)
_INSISTS = re.compile(
    _OPENING + r"(?:pourquoi|sinon|surs?e?|vraiment|ah bon|comment ca|serieux|serieusement|c'est tout|mais encore"
    r"|rien d'autre|et apres|comment (?:je )?fai[st]|je fais quoi|on fait quoi)\b"
)
_ELLIPSIS = re.compile(r"\W*(?:et|ni|ou) (?:le|la|les|l'|son|sa|ses|leurs?|pour|en|avec)\b")
_OF_OTHERS = re.compile(r"\W*(?:et|ou) (?:pour|si (?:c'est|on passe a))\b")
_ABOUT_THEM = re.compile(r"\W*(?:(?:et|mais|alors|donc)\W+)?(?:ils?|elles?)\b")
# Facts told after a refusal are read as a request for levers, and refused again.
_OF_TEXTS = frozenset({Intent.LEGAL.value, Intent.OUT_OF_SCOPE.value, Intent.LEVER.value})
_DOUBTING = 12
_INSISTING = 5
_ELLIPTIC = 4
_TELLING = 8
# What a message is read as when it holds facts and nothing else.
_TELLS = frozenset({Intent.FACT_UPDATE, Intent.LEVER, Intent.LEGAL, Intent.OUT_OF_SCOPE})


def insists(desk: Desk) -> bool:
    """Whether the message only comes back, in few words, to what was just refused."""
    last = desk.previous_answers[-1] if desk.previous_answers else None
    if last is None or last.status is not Status.REFUSED or _tells_more(desk):
        return False
    text, words = folded(desk.said), len(desk.said.split())
    forms = ((_DOUBTS, _DOUBTING), (_INSISTS, _INSISTING), (_ELLIPSIS, _ELLIPTIC))
    return any(form.match(text) and words <= most for form, most in forms)


def asks_of_other_facts(desk: Desk) -> bool:
    """Whether the message asks again what was just refused, of other facts, and calls no tool by itself: « et pour 60 000 € ? ».

    So does one that only tells a fact: « 22 000 € sur 5 mois » gives no text to a question that the texts do not hold.
    """
    last = desk.previous_answers[-1] if desk.previous_answers else None
    if last is None or last.status is not Status.REFUSED or last.intent not in _OF_TEXTS:
        return False
    if _only_tells(desk) and not last.questions:
        return True
    few = sum(any(map(str.isalpha, word)) for word in desk.said.split()) <= _ELLIPTIC
    nothing_else = all(answer.status is Status.REFUSED for answer in desk.previous_answers)
    if few and nothing_else and _ABOUT_THEM.match(folded(desk.said)):
        # « Il peut refuser ? » speaks of whom the refused question named, and of nobody in the texts.
        return desk.understanding.intent in _TELLS
    return few and _OF_OTHERS.match(folded(desk.said)) is not None and desk.understanding.chance < LIKELY


def _only_tells(desk: Desk) -> bool:
    read = desk.understanding
    told = read.intent in _TELLS and brings_facts(read) and not read.asks
    return told and len(desk.said.split()) <= _TELLING


def _tells_more(desk: Desk) -> bool:
    """Whether a message tells what was not known: « et pour 90 000 € ? »."""
    return brings_facts(desk.understanding) or any(map(str.isdigit, desk.said))


def refuse_again(desk: Desk) -> Draft:
    """The last refusal, with its reason and where to look."""
    opening, otherwise = desk.say("refus_maintenu"), desk.say("refus_autre_question")
    refused = (part for part in desk.previous_answers[-1].blocks if part.kind is BlockKind.REFUSAL)
    told = tuple(sentence.text for part in refused for sentence in part.sentences)
    # Said a third time, the reason alone is repeated.
    reasons = [desk.say("phrase", text=text) for text in told if text not in (opening.text, otherwise.text)]
    said = [opening, *reasons, otherwise]
    return Draft(blocks=block(BlockKind.REFUSAL, said), refused=True, evidence=desk.evidence(told))
