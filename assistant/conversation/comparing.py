"""« Quelle différence entre A et B ? »: each side is answered by its own article, one under the other."""

from __future__ import annotations

import re

from assistant.conversation.same_chapter import chapter_of
from assistant.conversation.several import Part
from assistant.conversation.support import ON_SUBJECT, assess
from assistant.conversation.writers.desk import Desk

_SIDE = r"[^?!.;:]{2,80}?"
_ASKED = (
    re.compile(
        rf"\bdiff?[ée]rences?\s+(?:(?:\w+\s+){{0,2}}?entre\s+|(?!de\b|d['’]|dans\b|qu))(?P<one>{_SIDE})\s+(?:et|ou|vs)\s+(?P<other>{_SIDE})\s*(?:[?!.;:]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bdistinguer\s+(?P<one>{_SIDE})\s+(?:et\s+|de\s+|d['’]\s*)(?P<other>{_SIDE})\s*(?:[?!.;:]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?P<one>{_SIDE})\s+(?:ou|et|vs)\s+(?P<other>{_SIDE})(?:\s*[,:]\s*|\s+(?=(?:c['’]?\s?est|quelles?|la)\s))(?:c['’]?\s?(?:est\s)?(?:quoi|koi)\s+)?(?:quelles?\s+(?:est\s+)?)?"
        r"(?:la\s+)?diff?[ée]rences?\s*\??$",
        re.IGNORECASE,
    ),
)
_ANNOUNCED = re.compile(r"^(?:les?\s|la\s|une?\s|des\s|du\s|l['’])\s*", re.IGNORECASE)


def compared(message: str) -> tuple[str, str] | None:
    """The two things whose difference a message asks; ``None`` when it asks something else."""
    for form in _ASKED:
        found = form.search(message.strip())
        if found:
            return _bare(found["one"]), _bare(found["other"])
    return None


def sides(desk: Desk) -> tuple[Part, ...]:
    """The two sides with the article that answers each; empty when one article answers both, or another subject than theirs.

    « Groupement conjoint ou solidaire », which one article defines, is answered by it.
    """
    things = compared(desk.message)
    if things is None:
        return ()
    whole = assess(desk.toolbox, desk.outside, desk.message, desk.on)
    found = tuple(_side(desk, thing) for thing in things)
    if any(support.signals.confidence < ON_SUBJECT for support in (whole, *(side.support for side in found))):
        return ()
    refs = [side.support.article.ref for side in found]
    of_one = refs[0] == refs[1] or _family(whole.article.ref) not in map(_family, refs)
    return () if of_one else found


def _side(desk: Desk, thing: str) -> Part:
    question = f"Qu’est-ce que {thing}\u00a0?"
    title = f"{thing[:1].upper()}{thing[1:]}"
    return Part(title, question, assess(desk.toolbox, desk.outside, question, desk.on))


def _bare(side: str) -> str:
    return _ANNOUNCED.sub("", side.strip(" «»\u00a0"))


def _family(ref: str) -> str:
    """The chapter of an article of a code, the article itself elsewhere."""
    return chapter_of(ref.removesuffix(" (travail)")) or ref
