"""Any question on the law: the articles that answer it, quoted, with their limits; or a plain refusal."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Sentence, Verdict
from assistant.conversation.citing import label_of, paragraph_with
from assistant.conversation.facilitators import is_for_the_facilitator
from assistant.conversation.procedure_scope import is_of_another_procedure, verdict_out_of_scope
from assistant.conversation.quoting import SHORT, abridged, item_with, nearest_item, sentence_with, telling_with
from assistant.conversation.read_with import SHORT_BESIDE, Beside, fitting
from assistant.conversation.rendering import french_date
from assistant.conversation.state import Draft
from assistant.conversation.support import OFF_SUBJECT, ON_SUBJECT, Support, assess, unknown_refs
from assistant.conversation.ties import CONFLICT, tells_a_tie
from assistant.conversation.understanding import Intent
from assistant.conversation.writers.counted import counted
from assistant.conversation.writers.decisions import decision_texts, reckoning
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.noted import noted_opinion
from assistant.folding import folded
from corpus.models import LegalArticle

# What the notes show is quoted when it is among the paragraphs nearest to the question.
_NOTED_AMONG = 8
# A general contract form binds only who refers to it (R2112-2).
SCOPES = {"CCAG-Travaux 20.1": "ccag_travaux", "CCAG-FCS 16.1": "ccag_fcs"}
_SINCE_WHEN = re.compile(
    r"\bdepuis (?:quand|quelle date)\b|\ba (?:partir|compter) de quand\b|\bquelle date\b.{0,30}\bvigueur\b"
    r"|\b(?:entre|entree|applicable)\w*\b.{0,12}\bvigueur\b|\bquand\b.{0,25}\bvigueur\b"
)
_LAWYERS = "service juridique"
# A text this short, of one paragraph, opens the answer and is not repeated; of a longer one, a sentence this short does,
# or an item this short of a list.
_OPENS_WHOLE = 450
_TELLING = 260
_LISTED = 400


def write_law(desk: Desk, support: Support | None = None) -> Draft:
    """The answer of the texts to the question; refused when they do not hold it."""
    unknown = unknown_refs(desk.toolbox, desk.understanding.refs, desk.message)
    if unknown:
        return refuse(desk, desk.say("article_inconnu", count=len(unknown)))
    support = support or assess(desk.toolbox, desk.outside, desk.message, desk.on)
    needed = OFF_SUBJECT if desk.understanding.intent is Intent.OUT_OF_SCOPE else ON_SUBJECT
    told = support.known or desk.understanding.refs
    if support.signals.confidence < needed and not (told or support.rather):
        return _not_in_sources(desk, support)
    decision = counted(desk, support)
    elsewhere = is_of_another_procedure(desk.message, support.article)
    opinion = None if decision or elsewhere else noted_opinion(desk, support)
    rival = support.signals.may_be_missing and not told
    to_check = opinion is not None and (rival or not opinion.is_firm)
    if to_check and desk.previous_answers:
        # Of what follows in a conversation, the nearest notes are too seldom right to be announced with a doubt.
        opinion, to_check = None, False
    verdict = decision.verdict if decision else opinion.verdict if opinion else None
    if verdict is None and not rival:
        verdict = verdict_out_of_scope(desk.message, support.article)
    near = _nearest_paragraphs(desk, support.article)
    main = _quoted(desk, support, near)
    item = (
        nearest_item(support.article, support.anchor, near, desk.message) if near and verdict is not None else None
    )
    reckoned = reckoning(desk, decision) if decision else ()
    since = _in_force_since(desk, support)
    blocks = (
        *(block(BlockKind.WARNING, [desk.say("texte_peut_etre_absent")]) if rival else ()),
        *block(
            BlockKind.SUMMARY,
            [_opening(desk, support, verdict, main.citations, to_check=to_check, noted=decision is None)],
        ),
        *(block(BlockKind.PARAGRAPH, [desk.say("en_vigueur_depuis", main.citations, day=since)]) if since else ()),
        *reckoned,
        *block(BlockKind.PARAGRAPH, [desk.say("point_proche", main.citations, item=item)] if item else []),
        *(() if _opens_whole(support.article) else block(BlockKind.PARAGRAPH, [main])),
        *(block(BlockKind.PARAGRAPH, [desk.say(scope)]) if (scope := SCOPES.get(support.article.ref)) else ()),
        *block(BlockKind.PARAGRAPH, [_beside(desk, *one) for one in _read_with(desk, support)], "À lire avec"),
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
        evidence=desk.evidence((*(decision_texts(decision) if decision else ()), *([since] if since else ()))),
    )


def _in_force_since(desk: Desk, support: Support) -> str | None:
    """Since when the article is in force as it is quoted, where that is what is asked."""
    since = support.article.in_force_since
    return french_date(since) if since is not None and _SINCE_WHEN.search(folded(desk.said)) else None


def _not_in_sources(desk: Desk, support: Support) -> Draft:
    """The refusal of a question that the texts do not hold, in the words of the family it resembles."""
    if support.signals.is_missing and not tells_a_tie(desk.message):
        # The nearest questions of installed articles are about something else.
        return refuse(desk, desk.say("texte_non_installe"))
    family = desk.outside.shared_family(desk.toolbox.engine, desk.message)
    tied = tells_a_tie(desk.message)
    limit = desk.limits.get(CONFLICT if tied else family or "")
    if limit is None:
        # A wrong reason would send the reader elsewhere: none is given when the nearest examples tell several.
        return refuse(desk, desk.say("sans_reponse"), follow_ups=support.neighbours)
    elsewhere = not tied and _LAWYERS in limit.where and _is_social(desk)
    return refuse(desk, desk.say("phrase", text=limit.say), where="" if elsewhere else limit.where)


def refuse(desk: Desk, reason: Sentence, follow_ups: tuple[str, ...] = (), where: str = "") -> Draft:
    """A plain refusal: why the sources do not hold the answer, and where to look."""
    look = desk.say("phrase", text=where) if where else desk.say("ou_chercher", social=_is_social(desk))
    return Draft(
        blocks=block(BlockKind.REFUSAL, [reason, look]),
        citations=desk.citer.citations,
        refused=True,
        follow_ups=follow_ups,
        evidence=desk.evidence((reason.text, look.text)),
    )


def _is_social(desk: Desk) -> bool:
    return is_for_the_facilitator(desk.message, desk.previous_questions)


def _nearest_paragraphs(desk: Desk, article: LegalArticle) -> tuple[int, ...]:
    """The numbers of the paragraphs of a long article, those nearest to the question first; none of one quoted whole."""
    return desk.toolbox.engine.paragraphs_of(article, desk.message) if len(article.text) > SHORT else ()


def _quoted(desk: Desk, support: Support, near: tuple[int, ...]) -> Sentence:
    """The article that answers, or of a long one what answers, limits, or is ``near`` the question."""
    article = support.article
    numbers = desk.citer.cite(article.ref, support.anchor, "réponse à la question")
    words = article.text
    if near:
        wanted = (support.anchor, *support.conditions)
        noted = (
            w for w in support.noted if article.paragraphs.index(paragraph_with(article, w)) in near[:_NOTED_AMONG]
        )
        words = abridged(article, (*wanted, *noted), desk.message, near)
    return desk.say("texte_dit", numbers, label=_capital(label_of(article)), words=words)


def _read_with(desk: Desk, support: Support) -> tuple[Beside, ...]:
    nature = desk.understanding.facts.nature
    known = desk.toolbox.corpus.articles.values()
    texts = fitting(desk.message, nature.value if nature else None, support.beside, known, desk.on)
    return tuple((article, words) for article, words in texts if article.ref != support.article.ref)


def _beside(desk: Desk, article: LegalArticle, anchor: str) -> Sentence:
    numbers = desk.citer.cite(article.ref, anchor, "texte à lire avec la réponse")
    whole = len(article.text) <= SHORT_BESIDE
    words = article.text if whole else abridged(article, (anchor or article.paragraphs[0],))
    return desk.say("texte_dit", numbers, label=_capital(label_of(article)), words=words)


def _opening(
    desk: Desk,
    support: Support,
    verdict: Verdict | None,
    numbers: tuple[int, ...],
    *,
    to_check: bool,
    noted: bool,
) -> Sentence:
    """The yes or no, and what gives it: the text when it is short, else its sentence that does when it stands alone."""
    label = _definite(label_of(support.article))
    said = _telling(support.article, support.anchor, desk.message)
    if said:
        summary = desk.sentences.render("fondement_cite", label=label, words=said)
    else:
        summary = desk.sentences.render("fondement", label=label)
    return desk.summarise(verdict, summary, numbers, to_check=to_check, noted=noted)


def _telling(article: LegalArticle, anchor: str, question: str) -> str | None:
    if _opens_whole(article):
        return article.text.strip()
    item = item_with(article, anchor)
    if item is not None:
        return item if len(item) <= _LISTED else None
    said = (telling_with(article, anchor, question) or "").strip()
    alone = said[:1].isupper() and not said.endswith(":")
    longest = _TELLING if said == (sentence_with(article, anchor) or "").strip() else _LISTED
    return said if alone and len(said) <= longest else None


def _opens_whole(article: LegalArticle) -> bool:
    return len(article.text) <= _OPENS_WHOLE and len(article.paragraphs) == 1


def _definite(label: str) -> str:
    return f"l’{label}" if label.startswith(("article", "annexe")) else f"le {label}"


def _capital(label: str) -> str:
    named = _definite(label)
    return named[0].upper() + named[1:]
