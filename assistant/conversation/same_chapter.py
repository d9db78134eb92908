"""Few words that continue a question often ask for the article beside the one that answered it.

« Et si on paie en retard ? », after the delay of payment (R2192-10), is answered by L2192-13: of the same chapter, and nearer to
the few words. On 127 such messages, the article was right for 76 this way, for 70 with the whole question alone and for 33
with the few words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.conversation.support import ON_SUBJECT, Support
from assistant.conversation.writers.desk import Desk
from assistant.retrieval.passages import ReadingMatch

_CHAPTER = re.compile(r"[LRD](?P<chapter>\d{4})-[\d-]+")
_FEWEST_WORDS = 4
# How much the few words count beside the whole question, and by how much the neighbour must be nearer.
_LAST = 0.7
_NEARER = 0.02
_NOTES = 200


def beside_in_chapter(desk: Desk, support: Support) -> str | None:
    """The article of the chapter of ``support`` that the last message asks for; ``None`` when it is the same one."""
    chapter = chapter_of(support.article.ref)
    if desk.said == desk.message or len(desk.said.split()) < _FEWEST_WORDS or chapter is None:
        return None
    if support.signals.confidence < ON_SUBJECT:
        return None
    last, whole = (
        _nearest(desk.toolbox.readings(text, desk.on, _NOTES), chapter) for text in (desk.said, desk.message)
    )
    # What neither search found is farther than what it found last.
    far = min((*last.values(), *whole.values()), default=0.0)
    near = {
        ref: _LAST * last.get(ref, far) + (1 - _LAST) * whole.get(ref, far)
        for ref in (support.article.ref, *last, *whole)
    }
    best = max(near, key=lambda ref: near[ref])
    known = desk.citer.knows(best) and near[best] - near[support.article.ref] >= _NEARER
    return best if known else None


def chapter_of(ref: str) -> str | None:
    """The chapter of an article of the code: its law and its regulations have the same four digits."""
    match = _CHAPTER.fullmatch(ref)
    return match["chapter"] if match else None


def _nearest(matches: Iterable[ReadingMatch], chapter: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for match in matches:
        if chapter_of(match.article.ref) == chapter:
            found[match.article.ref] = max(match.similarity, found.get(match.article.ref, 0.0))
    return found
