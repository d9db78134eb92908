"""A draft whose question takes something wrong for the law is shown with a warning, and loses its yes or no."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Block, BlockKind, Sentence, Verdict
from assistant.conversation.citing import label_of
from assistant.conversation.fact_merging import describe_facts
from assistant.conversation.openings import OPENING
from assistant.conversation.premises import (
    figures_of,
    ground_of,
    of_the_same_kind,
    presupposed,
    statements_of,
    taken_for_granted,
    unsupported,
)
from assistant.conversation.question_form import is_closed
from assistant.conversation.state import Draft
from assistant.conversation.verdicts import opinion_of
from assistant.conversation.wording import read_wording
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.reason import asks_why
from assistant.conversation.writers.unset import asked_unset
from assistant.folding import folded
from assistant.quantities import Quantity
from assistant.verification import check_sentence
from corpus.models import LegalArticle

# The share of the margin questions that must say no for a statement to be contradicted, the nearest being this near. Of 162 marked
# premises without a figure, 0.34 of the false ones are contradicted, and 0.01 of the true ones.
_CLEARLY = 0.85
_ON_THE_SAME = 0.88
_MOST_GIVEN = 3
_NEAREST = 6
_BESIDE = 4
# « R2192 » of « R2192-10 ».
_CHAPTER = 5


def corrected(desk: Desk, draft: Draft) -> Draft:
    """The draft with a warning when the question takes for the law what the texts do not say, or say otherwise."""
    # A tool answers for the user's own market: its figures are not held for the law's. Courtesies cite nothing.
    tool = draft.calculation is not None or draft.clause is not None or draft.structures
    if draft.refused or tool or not draft.citations or asks_why(desk.said):
        return draft
    articles = list(draft.evidence.articles.values())
    # Where no text sets the figure asked about, no article leads.
    leading = [] if asked_unset(desk) is not None else _leading(desk, draft)
    wrong = unsupported(taken_for_granted(desk.message), leading or articles)
    closed = is_closed(desk.message)
    # « 15 jours pour candidater, ça passe ? » proposes another figure than the law's: the no answers it.
    proposed = not wrong and closed and draft.verdict is Verdict.NON
    if not wrong:
        held = presupposed(desk.message, closed=closed)
        wrong = tuple(f for f in held if not _is_told(desk, f) and _contradicted(f, leading, articles))
    ground = ground_of(desk.message)
    # Typed in a hurry, a statement is what is asked: its yes or no answers it.
    told = closed or draft.verdict is not None
    # What gives a fact or wishes, and asks nothing, states no rule.
    stated = () if told or not desk.understanding.asks else statements_of(desk.message)
    grounds = (ground,) if ground is not None else stated
    if wrong and (found := _found_elsewhere(desk, wrong, leading)) is not None:
        return _with_figure(desk, draft, wrong[0], found)
    if wrong:
        warning = _not_found(desk, wrong, leading)
    elif denied := next(
        ((ground, ref) for ground in grounds if (ref := _denying(desk, ground)) is not None), None
    ):
        warning = desk.say("raison_contraire", desk.citer.cite(denied[1]), words=denied[0])
    else:
        return draft
    evidence = replace(draft.evidence, articles={**draft.evidence.articles, **desk.citer.used_articles})
    if check_sentence(warning.text, evidence):
        return draft
    # The verdict rested on the premise: the summary keeps its source and loses its yes or no.
    kept = draft.verdict if proposed and wrong else None
    summary = draft.blocks if kept else tuple(without_verdict(part, draft.verdict) for part in draft.blocks)
    return replace(
        draft,
        verdict=kept,
        to_check=draft.to_check and kept is not None,
        blocks=(*block(BlockKind.WARNING, [warning]), *summary),
        citations=desk.citer.citations,
        evidence=evidence,
        partial=True,
    )


def _is_told(desk: Desk, figure: Quantity) -> bool:
    """Whether a figure is one of those read as facts of the user's own market."""
    return any(folded(figure.words) in folded(fact.source) for fact in describe_facts(desk.understanding.facts))


def _leading(desk: Desk, draft: Draft) -> list[LegalArticle]:
    """The article cited first, with those of its number: the law and its decree (L2111-3, D2111-3)."""
    refs = list(dict.fromkeys(citation.ref for citation in draft.citations))
    return [desk.toolbox.corpus.articles[ref] for ref in refs if ref[1:] == refs[0][1:]]


def _contradicted(figure: Quantity, leading: list[LegalArticle], articles: list[LegalArticle]) -> bool:
    """Whether the answering article, or else those cited with it, give figures of that kind and not this one.

    Where they give none, the law may be silent on it: the figure is not taken for theirs.
    """
    told = [article for article in leading if of_the_same_kind(figure, article)]
    told = told or [article for article in articles if of_the_same_kind(figure, article)]
    return bool(told and unsupported((figure,), told))


def _not_found(desk: Desk, wrong: tuple[Quantity, ...], leading: list[LegalArticle]) -> Sentence:
    """The warning on figures that no cited text holds, with those that the answering article gives instead."""
    words = ", ".join(figure.words for figure in wrong)
    given = [(article, said) for article in leading if (said := of_the_same_kind(wrong[0], article))]
    if not given:
        return desk.say("premisse_contraire", words=words)
    article, said = given[0]
    label = label_of(article)
    held = " », « ".join(said[:_MOST_GIVEN])
    return desk.say("premisse_autre_chiffre", desk.citer.cite(article.ref), words=words, label=label, held=held)


def _found_elsewhere(desk: Desk, wrong: tuple[Quantity, ...], leading: list[LegalArticle]) -> LegalArticle | None:
    """Where the answering article tells no figure of that kind, the nearest one of its chapter that holds the only one looked for.

    Elsewhere in the code, the same figure is that of another rule.
    """
    figure = wrong[0]
    if len(wrong) > 1 or not figure.unit or any(of_the_same_kind(figure, article) for article in leading):
        return None
    around = _around(desk.message, figure)
    refs = dict.fromkeys(passage.ref for passage in desk.toolbox.search(around, desk.on, _NEAREST))
    chapters = {article.ref[1:_CHAPTER] for article in leading}
    near = (desk.toolbox.corpus.articles[ref] for ref in refs if ref[1:_CHAPTER] in chapters)
    return next((article for article in near if not unsupported((figure,), (article,))), None)


def _around(message: str, figure: Quantity) -> str:
    """The words of a message next to a figure, which say what it is of: « les 30 jours pour payer »."""
    words = message.split()
    said = figure.words.split()[0]
    place = next((number for number, word in enumerate(words) if said in folded(word)), None)
    return message if place is None else " ".join(words[max(0, place - _BESIDE) : place + _BESIDE + 1])


def _figures(text: str) -> tuple[Quantity, ...]:
    return figures_of(read_wording(text).text)


def _with_figure(desk: Desk, draft: Draft, figure: Quantity, article: LegalArticle) -> Draft:
    """The draft, with the words of the article that holds the figure told."""
    words = next(line for line in article.paragraphs if figure.key in {one.key for one in _figures(line)})
    numbers = desk.citer.cite(article.ref, words, "chiffre de la question")
    said = desk.say("chiffre_trouve", numbers, figure=figure.words, label=label_of(article), words=words)
    return replace(
        draft,
        blocks=(*draft.blocks, *block(BlockKind.PARAGRAPH, [said])),
        citations=desk.citer.citations,
        evidence=replace(draft.evidence, articles={**draft.evidence.articles, **desk.citer.used_articles}),
    )


def _denying(desk: Desk, ground: str) -> str | None:
    """The article whose margin questions clearly say no to what the question gives as its reason or states."""
    lead = desk.toolbox.search(ground, desk.on, 1)
    if not lead:
        return None
    opinion = opinion_of(ground, desk.toolbox.asks(lead[0].ref, ground, desk.on))
    if opinion is None or opinion.verdict is not Verdict.NON or opinion.share < _CLEARLY:
        return None
    return lead[0].ref if opinion.similarity >= _ON_THE_SAME else None


def without_verdict(part: Block, verdict: Verdict | None) -> Block:
    """The block, its yes or no taken off where it is the summary."""
    if part.kind is not BlockKind.SUMMARY or verdict is None:
        return part
    said = (s.model_copy(update={"text": OPENING.sub("", s.text, count=1)}) for s in part.sentences)
    return part.model_copy(update={"sentences": tuple(said)})
