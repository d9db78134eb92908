"""The sentence that reserves a contract, for the notice: given alone to who asks for it alone, the whole text offered."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Clause
from assistant.conversation.state import Draft
from assistant.conversation.words_asked import asks_for_words_alone
from assistant.conversation.writers.desk import Desk, block
from assistant.drafting.articles import mention
from corpus.mentions import find_mentions
from corpus.models import ClauseKind

_WORDS = "Phrase à reprendre dans l’avis"
_WHOLE_TEXT = "Rédige le texte entier de la réservation pour le RC"
_ASK_WHO = "Qui peut répondre ?"
_RULES = {ClauseKind.RESERVATION: "R2113-7", ClauseKind.SOCIAL_ECONOMY_RESERVATION: "R2113-8"}
_LEFT = re.compile(r"\[à (?:compléter|choisir|vérifier)\s?:\s(?P<point>[^\]]+)\]")


def write_notice_words(desk: Desk, clause: Clause) -> Draft | None:
    """The words of the notice and what is left to fill in of them; ``None`` where more, or something else, is asked for."""
    rule = _RULES.get(desk.toolbox.drafter.templates[clause.template].kind)
    lines = mention(clause.text)
    if rule is None or not lines or not asks_for_words_alone(desk.said):
        return None
    words = lines[-1]
    known = desk.toolbox.corpus.articles
    opening = desk.say("mention_de_l_avis", desk.citer.cite(rule, used_for="annonce de la réservation"))
    numbers = tuple(
        number
        for found in find_mentions(words, known)
        if found.ref is not None
        for number in desk.citer.cite(found.ref, used_for=clause.title)
    )
    sentence = desk.say("phrase", tuple(dict.fromkeys(numbers)), text=words)
    left = tuple(dict.fromkeys(found["point"] for found in _LEFT.finditer(words)))
    return Draft(
        blocks=(
            *block(BlockKind.SUMMARY, [opening]),
            *block(BlockKind.PARAGRAPH, [sentence], _WORDS),
            *block(BlockKind.PARAGRAPH, [desk.say("phrase", text=f"{p}.") for p in left], "Reste à compléter"),
        ),
        citations=desk.citer.citations,
        heard=True,
        clause=clause,
        follow_ups=(_WHOLE_TEXT, _ASK_WHO),
        evidence=desk.evidence((clause.text, clause.title, *left)),
    )


def was_shown_whole(desk: Desk) -> bool:
    """Whether the draft of the conversation was shown, and not only the words of its notice."""
    drafted = (answer.blocks for answer in reversed(desk.previous_answers) if answer.clause is not None)
    return any(part.kind is BlockKind.CLAUSE for part in next(drafted, ()))
