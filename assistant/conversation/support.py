"""Do the texts hold the answer? What supports it, what limits it, or why it must be refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import inf

import numpy as np
from numpy.typing import NDArray

from assistant.conversation.figures_asked import asked_units
from assistant.conversation.outside import BY_SUBJECT, NearOutside, OutsideExamples
from assistant.conversation.read_with import beside, quoted_whole
from assistant.conversation.suggesting import next_questions
from assistant.quantities import quantities
from assistant.retrieval.lexicon import stems
from assistant.retrieval.passages import Passage, ReadingMatch
from assistant.retrieval.ranking import NEAREST_NOTES, nearest_mean
from assistant.retrieval.search import SearchEngine
from assistant.tools import Toolbox
from corpus.models import LegalArticle

# Under these, the sources do not answer: a question in the words of procurement gets the benefit of the doubt.
ON_SUBJECT = -0.7
OFF_SUBJECT = -0.2
_SENTENCES = re.compile(r"(?<=[?!.])\s+|\n+")
# How many articles may decide a verdict, and the least chance of one that does.
_MAY_ANSWER = 5
_LEAST_CHANCE = 0.04
_LEADING = 5
_READINGS = 24
# Beyond this, words that no article holds are gibberish or another language, not the words of an unusual purchase.
_MOST_STRANGE = 2.0
# How many of the nearest questions, noted or outside, tell what a question is about.
_AROUND = 8
# The least similarity of a margin note that is about the question; how many notes of an article are shown, and how much
# farther than the first the others may be.
_NOTED = 0.85
_NOTES_SHOWN = 3
_ALMOST = 0.02
# How much nearer the notes of an article that is not installed must come, for a question of whose words the articles found
# hold none, and what each share of its words that they hold adds: neighbouring articles answer neighbouring questions, in
# other words. With the excerpts alone, of 1 308 questions that no note holds: 0.91 of those whose article is not installed
# are past it, 0.015 of the others.
_CLOSER = -1.0
_EXPLAINED = 3.0
# From here on it may answer better: 0.06 of the others are.
_RIVAL = -2.25


@dataclass(frozen=True, slots=True)
class Signals:
    """How well the best article answers a question.

    ``asked`` is the cosine of the nearest margin question, ``outside`` that of the nearest question the sources do
    not treat, ``surrounded`` the share of such questions among the nearest of both; ``meant`` the cosine of the text
    once centred, ``explained`` the share of the question's words, weighted by rarity, that the article and its notes
    hold; ``strange`` the weight of the words no article holds; ``score`` and ``share`` those of the first passage;
    ``around`` and ``outside_around`` the mean cosines of the nearest notes and examples to the corrected question;
    ``about`` and ``outside_about`` the mean cosines, by subject, of the nearest notes and examples, ``foreign`` the log-odds
    that the examples answer, each note and example weighed by its subject;
    ``asleep`` how much nearer the notes of an article that is not installed come than those of the articles found.
    """

    asked: float
    meant: float
    explained: float
    strange: float
    score: float
    outside: float
    surrounded: float
    share: float
    around: float
    outside_around: float
    about: float
    outside_about: float
    foreign: float
    asleep: float = -inf

    @property
    def is_missing(self) -> bool:
        """Whether the question is answered by an article of the code that is not installed, rather than by those found."""
        return self._beyond > _CLOSER

    @property
    def may_be_missing(self) -> bool:
        """Whether an article of the code that is not installed may answer better than those found."""
        return self._beyond > _RIVAL

    @property
    def _beyond(self) -> float:
        return self.asleep - _EXPLAINED * self.explained

    @property
    def confidence(self) -> float:
        """The log-odds that the sources answer, ``-inf`` when the text that does is not installed.

        A logistic regression, classes weighted to balance.

        Fitted on the whole code, on the questions of ``evaluation/cases/dev``, false premises left out, and on seventeen
        hundred questions asked in people's own words, none of them noted in the margins.
        """
        if self.is_missing:
            return -inf
        near = 53.4 * self.asked + 38.5 * self.around - 61.2 * self.outside - 36.2 * self.outside_around
        by_subject = 8.7 * self.about - 11.2 * self.outside_about - 0.42 * self.foreign
        words = 3.9 * self.explained + 0.33 * min(self.strange, _MOST_STRANGE)
        found = 0.15 * self.score - 6.2 * self.meant - self.share
        return near + by_subject + words + found + 0.36 * self.surrounded - 1.5


@dataclass(frozen=True, slots=True)
class Support:
    """What the sources say on a question.

    ``anchor`` are the words of ``article`` that answer, ``conditions`` those that limit, ``chances`` the articles that may be
    the one that answers, each with its chance from 0 to 1, ``noted`` what the nearest notes of the article show; ``beside``
    the articles to read with it, each with the words that matched; ``known`` that the article was known to answer before any
    search, ``rather`` that it is only likelier than what was found.
    """

    article: LegalArticle
    anchor: str
    signals: Signals
    conditions: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    chances: tuple[tuple[str, float], ...] = ()
    beside: tuple[tuple[LegalArticle, str], ...] = ()
    neighbours: tuple[str, ...] = ()
    known: bool = False
    rather: bool = False


def assess(
    toolbox: Toolbox,
    outside: OutsideExamples,
    question: str,
    on: date,
    lead: str | None = None,
) -> Support:
    """The support of the sources for a question on the law; ``lead`` is the article known to answer, where it is.

    When the whole message finds none, the sentences that ask are tried without what is told around them; not where it is
    answered by an article that is not installed, which what is told around may be alone to show.
    """
    support = _assess(toolbox, outside, question, on, lead)
    if lead is not None or support.signals.is_missing:
        return support
    asking = " ".join(part.strip() for part in _SENTENCES.split(question) if "?" in part)
    if support.signals.confidence >= ON_SUBJECT or not asking or asking == question.strip():
        return support
    alone = _assess(toolbox, outside, asking, on)
    return max(support, alone, key=lambda found: found.signals.confidence)


def _assess(
    toolbox: Toolbox,
    outside: OutsideExamples,
    question: str,
    on: date,
    lead: str | None = None,
) -> Support:
    outer = toolbox.engine.encoding.beside(lambda: outside.near(toolbox.engine, question, _AROUND))
    passages = toolbox.search(question, on, 10)
    if lead is not None:
        named = tuple(passage for passage in (*passages, *toolbox.search(lead, on, 1)) if passage.ref == lead)
        passages = (*named[:1], *(passage for passage in passages if passage.ref != lead))
    matches = toolbox.readings(question, on, _READINGS)
    first = passages[0] if lead is not None else _leading(question, passages)
    article = toolbox.corpus.articles[first.ref]
    notes = [match for match in matches if match.article.ref == article.ref and match.similarity >= _NOTED]
    note = notes[0] if notes else None
    # A long article holds several notes: those almost as near may hold the condition that limits the first.
    near = [match.reading for match in notes[:_NOTES_SHOWN] if match.similarity >= notes[0].similarity - _ALMOST]
    limits = [words for reading in near for words in (reading.condition, reading.answer) if words]
    read_with = beside(toolbox, article, note, passages, on)
    return Support(
        article=article,
        anchor=note.reading.answer if note else first.quote,
        signals=signals_of(toolbox.engine, outer.result(), question, on, passages, matches),
        conditions=(note.reading.condition,) if note and note.reading.condition else (),
        noted=tuple(words for words in dict.fromkeys(limits) if note and words != note.reading.answer),
        chances=((article.ref, 1.0),) if lead is not None else _chances(passages),
        beside=read_with,
        neighbours=next_questions(
            question, matches, toolbox.engine.rarity, note, quoted_whole(article, read_with)
        ),
        known=lead is not None,
    )


def _leading(question: str, passages: tuple[Passage, ...]) -> Passage:
    """The passage that answers: the first; a question for a figure is answered by an article that holds one of its kind."""
    units = asked_units(question)
    if not units:
        return passages[0]
    holding = (p for p in passages[:_LEADING] if any(q.unit in units for q in quantities(p.text)))
    return next(holding, passages[0])


def _chances(passages: tuple[Passage, ...]) -> tuple[tuple[str, float], ...]:
    # An article named by its number is the one that is asked about.
    if passages[0].parts.reference:
        return ((passages[0].ref, 1.0),)
    return tuple((p.ref, p.share) for p in passages[:_MAY_ANSWER] if p.share >= _LEAST_CHANCE)


def signals_of(
    engine: SearchEngine,
    outside: NearOutside,
    question: str,
    on: date,
    passages: tuple[Passage, ...],
    matches: tuple[ReadingMatch, ...],
) -> Signals:
    """The signals of the best article found."""
    # Words misspelt, and sums of the user's own, are not words that no article holds.
    tokens = dict.fromkeys(token for token in stems(engine.read(question)) if not token.isdigit())
    rarity = {token: engine.rarity(token) for token in tokens}
    total = sum(rarity.values()) or 1.0
    held = max(_held(engine, passage.ref, rarity) for passage in passages[:3])
    about, foreign = engine.nearest_subjects(question, on, BY_SUBJECT), outside.about
    return Signals(
        asked=max((match.similarity for match in matches), default=0.0),
        meant=max(passage.parts.dense for passage in passages[:3]),
        explained=held / total,
        strange=sum(weight for weight in rarity.values() if weight > 1.05),
        score=passages[0].score,
        share=passages[0].share,
        around=sum(match.nearness for match in matches[:NEAREST_NOTES]) / NEAREST_NOTES,
        outside_around=outside.around,
        outside=outside.nearest[0],
        about=nearest_mean(about),
        outside_about=nearest_mean(foreign),
        foreign=_log_weight(foreign, engine.subjects.learnt.sharpness)
        - _log_weight(about, engine.subjects.learnt.sharpness),
        surrounded=_share_outside([match.similarity for match in matches], outside.nearest),
        asleep=-inf
        if outside.asleep is None
        else outside.asleep - max(passage.parts.noted for passage in passages),
    )


def _log_weight(near: NDArray[np.float32], sharpness: float) -> float:
    """The logarithm of what the nearest questions weigh together; little, without any."""
    weighed = sharpness * near.astype(np.float64)
    return float(np.logaddexp.reduce(weighed)) if len(weighed) else 0.0


def _share_outside(asked: list[float], examples: list[float]) -> float:
    """Among the nearest questions, the share of those that the sources do not treat."""
    both = sorted([(-near, 0) for near in asked] + [(-near, 1) for near in examples])[:_AROUND]
    return sum(foreign for _, foreign in both) / len(both)


def unknown_refs(toolbox: Toolbox, refs: tuple[str, ...], question: str) -> tuple[str, ...]:
    """Among the article numbers a question names, those the corpus does not hold; half a number is no number."""
    read = toolbox.engine.references.read(question, bare=True)
    # « article 2113-7 » says neither L nor R: what is read of it is known.
    numbers = {known.removesuffix(" (travail)")[1:] for known in toolbox.engine.references.bare(question)}
    whole = (ref for ref in refs if not ref[1:].isdigit() or not any(known.startswith(ref) for known in read))
    return tuple(ref for ref in whole if ref[1:] not in numbers and not _is_known(ref, toolbox.corpus.articles))


def _is_known(ref: str, known: Mapping[str, LegalArticle]) -> bool:
    # A section belongs to its article (CCAG-FCS 16.1.2).
    return bool({ref, f"{ref} (travail)"} & known.keys()) or any(ref.startswith(f"{name}.") for name in known)


def _held(engine: SearchEngine, ref: str, rarity: dict[str, float]) -> float:
    words = engine.words_of(ref)
    return sum(weight for token, weight in rarity.items() if token in words)
