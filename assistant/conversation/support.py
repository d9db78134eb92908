"""Do the texts hold the answer? What supports it, what limits it, or why it must be refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.conversation.understanding import Understanding
from assistant.quantities import article_refs
from assistant.retrieval.passages import Passage
from assistant.retrieval.search import ReadingMatch
from assistant.tools import Toolbox
from corpus.models import LegalArticle

CLOSE = 0.90
NEAR = 0.865
_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Support:
    """What the sources say on a question.

    ``anchor`` are the words of ``article`` that answer; ``conditions`` those that limit; ``beside`` the articles to
    read with it. ``refusal`` is a French sentence when the sources do not hold the answer.
    """

    article: LegalArticle
    anchor: str
    topic: str
    conditions: tuple[str, ...] = ()
    beside: tuple[LegalArticle, ...] = ()
    matches: tuple[ReadingMatch, ...] = ()
    passages: tuple[Passage, ...] = ()
    refusal: str | None = None
    corrections: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    tool_texts: tuple[str, ...] = ()


def assess(toolbox: Toolbox, question: str, understanding: Understanding, on: date) -> Support:
    """The support of the sources for a question on the law."""
    passages = toolbox.search(question, on, 10)
    matches = toolbox.readings(question, on, 8)
    reading = _reading(matches, passages)
    first = passages[0]
    article = toolbox.corpus.articles[reading.article.ref if reading else first.ref]
    unknown = tuple(ref for ref in article_refs(question) if not _exists(ref, toolbox))
    refusal = _refusal(matches, passages, unknown)
    return Support(
        article=article,
        anchor=reading.reading.answer if reading else first.quote,
        topic=reading.reading.topic if reading else article.path[-1],
        conditions=(reading.reading.condition,) if reading and reading.reading.condition else (),
        beside=_beside(toolbox, article, reading, passages, on),
        matches=matches,
        passages=passages,
        refusal=refusal,
        follow_ups=_neighbours(matches, reading),
    )


def _reading(matches: tuple[ReadingMatch, ...], passages: tuple[Passage, ...]) -> ReadingMatch | None:
    """The margin note that answers: a close one, or a near one on an article that search also found."""
    found = {passage.ref: rank for rank, passage in enumerate(passages)}
    if found and passages[0].parts.reference:
        return next((m for m in matches if m.article.ref == passages[0].ref), None)
    for match in matches:
        rank = found.get(match.article.ref)
        if match.similarity >= CLOSE or (rank is not None and rank < 3 and match.similarity >= NEAR):
            return match
    return None


def _beside(
    toolbox: Toolbox, article: LegalArticle, reading: ReadingMatch | None, passages: tuple[Passage, ...], on: date
) -> tuple[LegalArticle, ...]:
    """Articles a right answer needs too: those the margin note names, then the best other passages."""
    refs = list(reading.reading.also) if reading else []
    refs += [passage.ref for passage in passages[:_BESIDE]]
    known = toolbox.corpus.articles
    kept = [known[ref] for ref in dict.fromkeys(refs) if ref in known and ref != article.ref]
    return tuple(a for a in kept if a.is_in_force(on))[:_BESIDE]


def _refusal(
    matches: tuple[ReadingMatch, ...], passages: tuple[Passage, ...], unknown: tuple[str, ...]
) -> str | None:
    if unknown:
        return f"Je ne trouve pas {', '.join(unknown)} dans mes sources."
    best = max((match.similarity for match in matches), default=0.0)
    if best < NEAR:
        return "Je ne trouve pas de texte qui réponde à cette question dans mes sources."
    return None


def _exists(ref: str, toolbox: Toolbox) -> bool:
    known = toolbox.corpus.articles
    return ref in known or f"{ref} (travail)" in known or any(f"{letter}{ref}" in known for letter in "LRD")


def _neighbours(matches: tuple[ReadingMatch, ...], used: ReadingMatch | None) -> tuple[str, ...]:
    """Questions close to this one that the sources answer."""
    others = (m.ask.question for m in matches if used is None or m.reading is not used.reading)
    return tuple(dict.fromkeys(others))[:3]
