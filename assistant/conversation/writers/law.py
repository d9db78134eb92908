"""Any question on the law: the articles that answer it, quoted, with their limits; or a plain refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer import BlockKind, Sentence, Verdict
from assistant.conversation.citing import label_of, paragraph_with
from assistant.conversation.rendering import NBSP
from assistant.conversation.state import Draft
from assistant.conversation.support import Support, assess
from assistant.conversation.verdicts import verdict_of
from assistant.conversation.writers.desk import Desk, block
from corpus.models import LegalArticle

_LONG = 700
_SENTENCE_END = re.compile(r"(?<=[.;:])\s+(?=[A-ZÀÉÈÊÎÔÛ0-9«])")


def write_law(desk: Desk, question: str | None = None) -> Draft:
    """The answer of the texts to one question; refused when they do not hold it."""
    question = question or desk.message
    support = assess(desk.toolbox, question, desk.understanding, desk.on)
    if support.refusal is not None:
        return _refusal(desk, support)
    verdict = verdict_of(question, support) if desk.understanding.yes_no else None
    main = [_quote(desk, extract) for extract in _extracts(support)]
    blocks = (
        *block(BlockKind.SUMMARY, [_opening(desk, support, verdict, main[0].citations)]),
        *block(BlockKind.PARAGRAPH, main),
        *block(BlockKind.PARAGRAPH, [_beside(desk, article) for article in support.beside], "À lire avec"),
        *block(BlockKind.WARNING, [desk.say("phrase", text=text) for text in support.corrections]),
    )
    return Draft(
        verdict=verdict,
        blocks=blocks,
        citations=desk.citer.citations,
        follow_ups=_follow_ups(support),
        conditions=support.conditions,
        partial=bool(support.corrections),
        evidence=desk.evidence(support.tool_texts),
    )


@dataclass(frozen=True, slots=True)
class _Extract:
    article: LegalArticle
    anchor: str
    words: str


def _extracts(support: Support) -> list[_Extract]:
    """The words to quote: the answering paragraph, and the limiting one when it stands elsewhere."""
    article = support.article
    paragraph = paragraph_with(article, support.anchor)
    extracts = [_Extract(article, support.anchor or paragraph[:60], _shortened(paragraph, support))]
    introduction = _introduction(article, paragraph)
    if introduction is not None:
        extracts.insert(0, _Extract(article, introduction, introduction))
    if paragraph.rstrip().endswith(":"):
        items = _items(article, paragraph)
        extracts += [_Extract(article, item, item) for item in items]
    for condition in support.conditions:
        limiting = paragraph_with(article, condition)
        if all(limiting not in extract.words for extract in extracts) and condition not in extracts[0].words:
            extracts.append(_Extract(article, condition, _shortened(limiting, support)))
    return extracts


def _introduction(article: LegalArticle, paragraph: str) -> str | None:
    """The line that introduces a list, when the paragraph is one of its items."""
    if not re.match(r"^(?:\d+°|[a-z]\)|[IVX]+\s?[.-]|-|–)", paragraph):
        return None
    before = article.paragraphs[: article.paragraphs.index(paragraph)]
    return next((line for line in reversed(before) if line.rstrip().endswith(":")), None)


def _items(article: LegalArticle, paragraph: str) -> list[str]:
    start = article.paragraphs.index(paragraph) + 1
    items = []
    for line in article.paragraphs[start:]:
        if not re.match(r"^(?:\d+°|[a-z]\)|-|–)", line):
            break
        items.append(line)
    return items[:12]


def _shortened(paragraph: str, support: Support) -> str:
    """A long paragraph is cut to the sentences that answer and limit; the cut is marked."""
    if len(paragraph) <= _LONG:
        return paragraph
    sentences = _SENTENCE_END.split(paragraph)
    wanted = [support.anchor, *support.conditions]
    kept = [s for s in sentences if any(w and w[:40] in s for w in wanted)] or sentences[:2]
    return " […] ".join(kept)


def _quote(desk: Desk, extract: _Extract) -> Sentence:
    numbers = desk.citer.cite(extract.article.ref, extract.anchor, "réponse à la question")
    return desk.say("texte_dit", numbers, label=_capital(label_of(extract.article)), words=extract.words)


def _beside(desk: Desk, article: LegalArticle) -> Sentence:
    numbers = desk.citer.cite(article.ref, "", "texte à lire avec la réponse")
    words = article.paragraphs[0]
    shown = words if len(words) <= _LONG else _SENTENCE_END.split(words)[0]
    return desk.say("texte_dit", numbers, label=_capital(label_of(article)), words=shown)


def _opening(desk: Desk, support: Support, verdict: Verdict | None, numbers: tuple[int, ...]) -> Sentence:
    names = {
        Verdict.OUI: "verdict_oui",
        Verdict.NON: "verdict_non",
        Verdict.SOUS_CONDITIONS: "verdict_sous_conditions",
        Verdict.SANS_OBJET: "verdict_sans_objet",
    }
    summary = desk.sentences.render("fondement", topic=support.topic, label=label_of(support.article))
    if verdict is None:
        return desk.say("phrase", numbers, text=summary)
    return desk.say(names[verdict], numbers, summary=summary)


def _refusal(desk: Desk, support: Support) -> Draft:
    assert support.refusal is not None
    said = [desk.say("phrase", text=support.refusal), *(desk.say("phrase", text=t) for t in support.corrections)]
    return Draft(
        blocks=block(BlockKind.REFUSAL, [*said, desk.say("ou_chercher")]),
        citations=desk.citer.citations,
        refused=True,
        follow_ups=_follow_ups(support),
        evidence=desk.evidence(support.tool_texts),
    )


def _follow_ups(support: Support) -> tuple[str, ...]:
    return support.follow_ups


def _capital(text: str) -> str:
    return f"L’{text}" if text.startswith(("article", "annexe")) else f"Le {text}"


SEPARATOR = f"{NBSP}; "
