"""Any question on the law: the articles that answer it, quoted, with their limits; or a plain refusal."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from assistant.answer import BlockKind, Sentence, Verdict
from assistant.conversation.citing import label_of, paragraph_with
from assistant.conversation.question_form import is_closed
from assistant.conversation.state import Draft
from assistant.conversation.support import OFF_SUBJECT, ON_SUBJECT, Support, assess, unknown_refs
from assistant.conversation.understanding import Intent
from assistant.conversation.writers.counted import counted
from assistant.conversation.writers.decisions import decision_texts, reckoning
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.noted import noted_opinion
from assistant.retrieval.lexicon import stems
from corpus.models import LegalArticle

_LONG = 700
# An article this short is quoted whole: its conditions come with it.
_SHORT = 1_300
_ITEM = re.compile(r"\d+°|[a-z]\)|-|–")
_NUMBERED = re.compile(r"\d+(?:\.\d+)+\.")
_SENTENCE_END = re.compile(r"(?<=[.;:])\s+(?=[A-ZÀÉÈÊÎÔÛ0-9«])")


def write_law(desk: Desk, support: Support | None = None) -> Draft:
    """The answer of the texts to the question; refused when they do not hold it."""
    unknown = unknown_refs(desk.toolbox, desk.understanding.refs, desk.message)
    if unknown:
        return refuse(desk, desk.say("article_inconnu", count=len(unknown)))
    support = support or assess(desk.toolbox, desk.outside, desk.message, desk.on)
    needed = OFF_SUBJECT if desk.understanding.intent is Intent.OUT_OF_SCOPE else ON_SUBJECT
    told = support.known or desk.understanding.refs
    if support.signals.confidence < needed and not told:
        return _not_in_sources(desk, support)
    decision = counted(desk, support)
    opinion = None if decision else noted_opinion(desk, support)
    verdict = decision.verdict if decision else opinion.verdict if opinion else None
    rival = support.signals.may_be_missing and not told
    to_check = opinion is not None and (rival or not opinion.is_firm)
    main = [_quote(desk, support.article, extract) for extract in _extracts(support, desk.message)]
    reckoned = reckoning(desk, decision) if decision else ()
    blocks = (
        *(block(BlockKind.WARNING, [desk.say("texte_peut_etre_absent")]) if rival else ()),
        *block(BlockKind.SUMMARY, [_opening(desk, support, verdict, main[0].citations, to_check=to_check)]),
        *reckoned,
        *block(BlockKind.PARAGRAPH, main),
        *block(BlockKind.PARAGRAPH, [_beside(desk, *beside) for beside in support.beside], "À lire avec"),
    )
    return Draft(
        verdict=verdict,
        to_check=to_check,
        blocks=blocks,
        citations=desk.citer.citations,
        questions=decision.questions[:2] if decision else (),
        follow_ups=support.neighbours,
        conditions=support.conditions,
        partial=rival,
        evidence=desk.evidence((support.topic, *(decision_texts(decision) if decision else ()))),
    )


def _not_in_sources(desk: Desk, support: Support) -> Draft:
    """The refusal of a question that the texts do not hold, in the words of the family it resembles."""
    if support.signals.is_missing:
        # The nearest questions of installed articles are about something else.
        return refuse(desk, desk.say("texte_non_installe"))
    limit = desk.limits.get(desk.outside.shared_family(desk.toolbox.engine, desk.message) or "")
    if limit is None:
        # A wrong reason would send the reader elsewhere: none is given when the nearest examples tell several.
        return refuse(desk, desk.say("sans_reponse"), follow_ups=support.neighbours)
    return refuse(desk, desk.say("phrase", text=limit.say), where=limit.where)


def refuse(desk: Desk, reason: Sentence, follow_ups: tuple[str, ...] = (), where: str = "") -> Draft:
    """A plain refusal: why the sources do not hold the answer, and where to look."""
    look = desk.say("phrase", text=where) if where else desk.say("ou_chercher")
    return Draft(
        blocks=block(BlockKind.REFUSAL, [reason, look]),
        citations=desk.citer.citations,
        refused=True,
        follow_ups=follow_ups,
        evidence=desk.evidence((reason.text, look.text)),
    )


@dataclass(frozen=True, slots=True)
class _Extract:
    """Words to quote; ``anchor`` names the paragraph its citation shows."""

    anchor: str
    words: str


def _extracts(support: Support, question: str) -> list[_Extract]:
    """The words to quote: the answering paragraph with its list, then those that matched or limit elsewhere."""
    article = support.article
    if len(article.text) <= _SHORT:
        return [_Extract(support.anchor, article.text)]
    paragraph = paragraph_with(article, support.anchor)
    extracts = [_Extract(support.anchor, _shortened(paragraph, support))]
    introduction = _introduction(article, paragraph)
    if introduction is not None:
        extracts.insert(0, _Extract(introduction, introduction))
    if paragraph.rstrip().endswith(":"):
        extracts[-1] = _Extract(
            support.anchor, "\n".join([paragraph, *_telling(_items(article, paragraph), question)])
        )
    for anchor in (support.matched, *support.conditions, *support.noted):
        limiting = paragraph_with(article, anchor)
        if anchor and all(anchor not in extract.words for extract in extracts):
            extracts.append(_Extract(anchor, _shortened(limiting, support)))
    return extracts


def _introduction(article: LegalArticle, paragraph: str) -> str | None:
    """The line that introduces a list, when the paragraph is one of its items."""
    if not re.match(r"[IVX]+\s?[.-]", paragraph) and not _ITEM.match(paragraph):
        return None
    before = article.paragraphs[: article.paragraphs.index(paragraph)]
    return next((line for line in reversed(before) if line.rstrip().endswith(":")), None)


def _items(article: LegalArticle, paragraph: str) -> list[str]:
    """The items of the list that a paragraph opens, none when it opens none."""
    items = []
    for line in article.paragraphs[article.paragraphs.index(paragraph) + 1 :]:
        # « 20.1.1.2. Personnes répondant à des critères : » opens a list within the list.
        if not _ITEM.match(line) and not (_NUMBERED.match(line) and line.endswith(":")):
            break
        items.append(line)
    return items


def _telling(items: list[str], question: str) -> list[str]:
    """Of a long list, the items in the words of a closed question, gaps marked; all of them when it is short or asked openly."""
    if sum(map(len, items)) <= _LONG or not is_closed(question):
        return items
    asked = set(stems(question))
    shared = [asked & set(stems(item)) if _ITEM.match(item) else set() for item in items]
    # A word of one item tells more than one that most of them hold.
    held = Counter(stem for found in shared for stem in found)
    weights = [sum(1 / held[stem] for stem in found) for found in shared]
    most = max(weights)
    kept = [item if weight >= most / 2 else "" for item, weight in zip(items, weights, strict=True)]
    return [item or "[…]" for item, before in zip(kept, [" ", *kept], strict=False) if item or before]


def _shortened(paragraph: str, support: Support) -> str:
    """A long paragraph is cut to the sentences that answer and limit; the cut is marked."""
    if len(paragraph) <= _LONG:
        return paragraph
    sentences = _SENTENCE_END.split(paragraph)
    wanted = [support.anchor, support.matched, *support.conditions, *support.noted]
    kept = [s for s in sentences if any(w and w[:40] in s for w in wanted)] or sentences[:2]
    return " […] ".join(kept)


def _quote(desk: Desk, article: LegalArticle, extract: _Extract) -> Sentence:
    numbers = desk.citer.cite(article.ref, extract.anchor, "réponse à la question")
    return desk.say("texte_dit", numbers, label=_capital(label_of(article)), words=extract.words)


def _beside(desk: Desk, article: LegalArticle, anchor: str) -> Sentence:
    numbers = desk.citer.cite(article.ref, anchor, "texte à lire avec la réponse")
    return desk.say("texte_dit", numbers, label=_capital(label_of(article)), words=_passage(article, anchor))


def _passage(article: LegalArticle, anchor: str) -> str:
    """The paragraph that holds the anchor: an item with the line that introduces it, a short list with its items."""
    words = paragraph_with(article, anchor)
    introduction = _introduction(article, words)
    if introduction is not None and len(introduction) + len(words) <= _LONG:
        gap = article.paragraphs.index(words) > article.paragraphs.index(introduction) + 1
        return "\n".join([introduction, *(["[…]"] if gap else []), words])
    items = _items(article, words) if words.endswith(":") else []
    if items and len(words) + sum(map(len, items)) <= _LONG:
        return "\n".join([words, *items])
    return words if len(words) <= _LONG else _SENTENCE_END.split(words)[0]


def _opening(
    desk: Desk, support: Support, verdict: Verdict | None, numbers: tuple[int, ...], *, to_check: bool
) -> Sentence:
    summary = desk.sentences.render("fondement", topic=support.topic, label=_definite(label_of(support.article)))
    return desk.summarise(verdict, summary, numbers, to_check=to_check)


def _definite(label: str) -> str:
    return f"l’{label}" if label.startswith(("article", "annexe")) else f"le {label}"


def _capital(label: str) -> str:
    named = _definite(label)
    return named[0].upper() + named[1:]
