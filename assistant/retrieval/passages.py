"""A passage: what retrieval returns, with why it matched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.models import LegalArticle
from corpus.reading_files import Ask, Reading


class PassageKind(StrEnum):
    """Where a passage comes from."""

    ARTICLE = "article"
    CLAUSE = "clause"
    STRUCTURE = "structure"
    GUIDE = "guide"


@dataclass(frozen=True, slots=True)
class ScoreParts:
    """The parts of a score, each on its own scale, for the reader who asks why.

    ``noted`` is what the questions of readings weigh in the score, 0 when the article has none.
    """

    dense: float = 0.0
    lexical: float = 0.0
    reference: float = 0.0
    reading: float = 0.0
    noted: float = 0.0


@dataclass(frozen=True, slots=True)
class Passage:
    """One ranked result.

    ``quote`` is the matched paragraph, word for word; ``paragraph`` its 0-based index in the article;
    ``score`` is comparable inside one search only; ``share`` is the chance that this article is the one that answers,
    from 0 to 1, one of those searched answering.
    """

    id: str
    kind: PassageKind
    ref: str
    text: str
    quote: str
    score: float
    parts: ScoreParts
    paragraph: int = 0
    why: str = ""
    share: float = 0.0


class UnitKind(StrEnum):
    """What one vector of the index stands for."""

    PARAGRAPH = "paragraphe"
    TITLE = "titre"
    READING = "lecture"


@dataclass(frozen=True, slots=True)
class Unit:
    """One text that gets a vector: a paragraph with its titles, the titles alone, or a jurist's question.

    ``paragraph`` is the 0-based paragraph of the article the unit points to (the first one for titles).
    """

    kind: UnitKind
    text: str
    paragraph: int = 0


_NUMBERING = re.compile(
    r"^(?:Partie|Livre|Titre|Chapitre|Section|Sous-section|Paragraphe|Sous-paragraphe|PREMIÈRE PARTIE|"
    r"DEUXIÈME PARTIE|TROISIÈME PARTIE)\s*(?:préliminaire|unique|[IVXL0-9]+(?:er|re|ère)?)?\s*(?:bis|ter)?\s*:\s*",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"^(?:\d+°|[a-z]\)|[IVX]+\.?\s*[-–—.]|[-–—•])")
_INTRODUCTION_CHARACTERS = 220
_CONTEXT_TITLES = 2


def bare_title(title: str) -> str:
    """The words of a heading without its number (``Section 2 : Marchés réservés`` → ``Marchés réservés``)."""
    words = _NUMBERING.sub("", title).strip()
    return words.capitalize() if words.isupper() else words


def title_path(article: LegalArticle) -> tuple[str, ...]:
    """The headings above an article without their numbers, the most general first, the part left out."""
    return tuple(bare for title in article.path if (bare := bare_title(title)) and "Partie " not in bare)


def units_of(article: LegalArticle) -> tuple[Unit, ...]:
    """One unit a paragraph, with its nearest headings and the line that introduces a list, then the headings.

    A list item alone has lost its subject: it is embedded after the sentence that opens the list.
    """
    titles = title_path(article)
    context = " – ".join(titles[-_CONTEXT_TITLES:])
    units: list[Unit] = []
    introduction = ""
    for number, paragraph in enumerate(article.paragraphs):
        if _LIST_ITEM.match(paragraph):
            body = f"{introduction[-_INTRODUCTION_CHARACTERS:]} {paragraph}".strip()
        else:
            introduction = paragraph
            body = paragraph
        units.append(Unit(UnitKind.PARAGRAPH, f"{context} : {body}" if context else body, number))
    if titles:
        units.append(Unit(UnitKind.TITLE, " – ".join(titles[-4:])))
    return tuple(units)


@dataclass(frozen=True, slots=True)
class ReadingMatch:
    """A jurist's question close to the one asked.

    ``similarity`` is the cosine of the two questions as the default model gives it. Measured on the development
    questions: half of the right readings are above 0.92 and nine in ten above 0.895; half of the wrong ones are
    above 0.89. It does not decide alone.
    ``paragraph`` the 0-based paragraph of ``article`` that answers. ``weight`` is, in logarithm, how much its verdict
    counts for the question asked; ``None`` when it was not weighed. ``shared`` is how far both use the same words, from
    0 to 1. ``nearness`` is the cosine once the question is corrected for what it looks for, 0 when it was not searched so.
    """

    reading: Reading
    ask: Ask
    article: LegalArticle
    paragraph: int
    similarity: float
    weight: float | None = None
    shared: float = 0.0
    nearness: float = 0.0
