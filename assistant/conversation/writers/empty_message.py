"""A message without words after an answer (« ? », « ?? », « … »): what the answer left open, rather than where to start from."""

from __future__ import annotations

from assistant.answer import BlockKind
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block

_LONGEST = 120


def asks_without_words(desk: Desk) -> bool:
    """Whether there is a question before, which the message without words comes back to."""
    return _asked(desk) is not None


def write_what_is_left(desk: Desk) -> Draft:
    """The question it comes back to, what the answer to it still asks, and what may be asked next."""
    asked, last = _asked(desk), desk.previous_answers[-1]
    said = [desk.say("message_vide_suite", question=asked or "")]
    missing = [desk.say("message_vide_manque")] if last.questions else []
    return Draft(
        blocks=block(BlockKind.SUMMARY, [*said, *missing]),
        questions=last.questions,
        follow_ups=next((a.follow_ups for a in reversed(desk.previous_answers) if a.follow_ups), ()),
        evidence=desk.evidence(),
    )


def _asked(desk: Desk) -> str | None:
    """The last message with words, not too long to be recalled."""
    told = (" ".join(question.split()) for question in reversed(desk.previous_questions))
    last = next((question for question in told if any(map(str.isalpha, question))), None)
    if last is None or len(last) <= _LONGEST:
        return last
    return f"{last[:_LONGEST].rsplit(' ', 1)[0]}…"
