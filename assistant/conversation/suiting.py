"""A yes or no that suits the question: left out of a choice, said true or false where that is what is asked."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Block, BlockKind, Verdict
from assistant.conversation.choices import offers_a_choice
from assistant.conversation.openings import OPENING, TO_CHECK
from assistant.conversation.question_form import Modality, is_closed, modality
from assistant.conversation.state import Draft
from assistant.conversation.truth_asked import TruthAsked, judges_a_denial, truth_asked
from assistant.conversation.writers.desk import Desk
from assistant.folding import folded

_TRUTHS = {
    Verdict.OUI: "cest_exact",
    Verdict.NON: "cest_faux",
    Verdict.SOUS_CONDITIONS: "exact_sous_conditions",
}
# « Publié le 10 juillet, ça change quelque chose ? »: yes or no would be that of the rule, not of the change.
_OF_A_CHANGE = re.compile(
    r"\b(?:ca|cela|c[ae]) (?:y )?(?:change\w*|chang?e? rien|modifie\w*)\b|\bqu'est-ce que ca change\b"
)
# « C'est qui qui doit la prévoir ? », « quelle date compte ? »: yes or no would be that of the duty.
_WHO_OR_WHEN = re.compile(
    r"\bc'?est qui (?!que\b)|^(?:\W|et |mais |donc |alors )*qui (?:est-ce qui |est )?(?:doit|doivent|charge|responsable|porte"
    r"|paie|paye|redige|met)\b"
    r"|\b(?:c'est |a )?quelle date\b"
)
_FORBIDS_BUT = re.compile(
    r"« [^»]*\bne (?:peut|peuvent|doit|doivent)\b[^».]*,? (?:sauf|hormis|excepte|a moins qu)[^»]*»"
)
_OF_ANY = re.compile(r"\bn'?importe (?:quel\w*|qui)\b|\bsans (?:aucune )?condition\b|\bsans limite\b")


def suited(desk: Desk, draft: Draft) -> Draft:
    """The draft, its yes or no said as the question asks for it."""
    if draft.verdict is None or draft.refused:
        return draft
    asks_who = _WHO_OR_WHEN.search(folded(desk.said)) is not None and not is_closed(desk.said)
    if asks_who or offers_a_choice(desk.said) or _OF_A_CHANGE.search(folded(desk.said)):
        return _without_opening(desk, draft)
    if _OF_ANY.search(folded(desk.said)):
        if draft.verdict is Verdict.SOUS_CONDITIONS:
            # What is allowed under conditions is not allowed of any.
            return replace(_opening(desk, draft, "seulement_sous_conditions"), verdict=Verdict.NON)
        if draft.verdict is Verdict.OUI and draft.to_check:
            return _without_opening(desk, draft)
    if (
        draft.verdict is Verdict.SOUS_CONDITIONS
        and _forbids_but(draft)
        and modality(desk.said) is Modality.PERMITTED
    ):
        # What the text quoted forbids save an exception is no « yes » to read.
        return _opening(desk, draft, "sauf_exception")
    asked = truth_asked(desk.said)
    if asked is not None and judges_a_denial(desk.said):
        return _without_opening(desk, draft)
    if asked is not None and (truth := _TRUTHS.get(draft.verdict)) is not None:
        told = _opening(desk, draft, truth)
        # Beside « c'est faux ? », a bare « non » would be read « non, c'est vrai ».
        return replace(told, verdict=None, to_check=False) if asked is TruthAsked.FALSE else told
    return draft


def _forbids_but(draft: Draft) -> bool:
    """Whether the sentence quoted first forbids something, and then excepts from it."""
    first = next((part for part in draft.blocks if part.kind is BlockKind.SUMMARY), None)
    return first is not None and _FORBIDS_BUT.search(folded(first.sentences[0].text)) is not None


def _without_opening(desk: Desk, draft: Draft) -> Draft:
    return replace(_opening(desk, draft, None), verdict=None, to_check=False)


def _opening(desk: Desk, draft: Draft, name: str | None) -> Draft:
    """The draft whose summary opens with another sentence than its yes or no, or with none."""
    check = TO_CHECK if draft.to_check else ""
    words = f"{desk.sentences.render(name, check=check)} " if name else ""
    first = next((part for part in draft.blocks if part.kind is BlockKind.SUMMARY), None)
    blocks = tuple(_opened(part, words) if part is first else part for part in draft.blocks)
    return replace(draft, blocks=blocks)


def _opened(part: Block, words: str) -> Block:
    first, *rest = part.sentences
    said = OPENING.sub("", first.text, count=1)
    text = f"{words}{said}" if words else f"{said[:1].upper()}{said[1:]}"
    return part.model_copy(update={"sentences": (first.model_copy(update={"text": text}), *rest)})
