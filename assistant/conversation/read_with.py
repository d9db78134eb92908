"""The articles quoted beside the one that answers: few, and of the nature and the procedure that the message names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from assistant.conversation.quoting import SHORT
from assistant.folding import folded
from assistant.market import MarketNature
from assistant.retrieval.passages import Passage, ReadingMatch
from assistant.tools import Toolbox
from corpus.models import LegalArticle

Beside = tuple[LegalArticle, str]
# An article beside the first is quoted whole when it is this short.
SHORT_BESIDE = 700

_MOST = 3
# The least share of an article quoted beside the first, and how many of those that its note names are. Of 654 questions that no
# note holds, the right article is among those quoted for 0.953 this way, 1.8 quoted beside the first; with three always quoted
# beside it, for 0.940.
_MAY_ANSWER_TOO = 0.03
_NAMED = 2
# What a note names is near the question when the search places it so high by itself. Of the questions of the development
# part, none had its article among those that it does not, and that the article which answers does not name either.
_NEAR = 5

_NATURES = {
    "travaux": re.compile(r"\btravaux\b|\bchantiers?\b"),
    "fournitures": re.compile(r"\bfournitures?\b"),
    "services": re.compile(r"\b(?:marches?|prestations?|achats?) de services?\b|\bprestations?\b"),
}
_NATURE_OF = {
    MarketNature.TRAVAUX: "travaux",
    MarketNature.FOURNITURES: "fournitures",
    MarketNature.SERVICES: "services",
    MarketNature.PRESTATIONS_INTELLECTUELLES: "services",
}
# « Pour les marchés de fourniture ou de services, … », « L'acheteur peut passer un marché de travaux… » say whose rule follows.
_OPENING = re.compile(
    r"^(?:(?:pour|dans) les marches|l'acheteur peut passer un marche|un marche) d(?:e |')"
    r"(?P<natures>(?:travaux|fournitures?|services)(?:,? (?:ou|et) (?:de )?(?:travaux|fournitures?|services))*)\b"
)
_ADAPTED = "adaptée"
_FORMAL = "formalisée"
_OPEN = "appel d'offres ouvert"
_RESTRICTED = "appel d'offres restreint"
_NEGOTIATED = "avec négociation"
_DIALOGUE = "dialogue compétitif"
# What each procedure is called, in a message as in a heading; « un appel d'offres » is often said of any of them.
_PROCEDURES = {
    _ADAPTED: re.compile(r"\bmapas?\b|\bprocedures? adaptees?\b"),
    _FORMAL: re.compile(r"\bprocedures? formalisees?\b"),
    _OPEN: re.compile(r"\bappels? d'offres? ouverts?\b|\baoo\b"),
    _RESTRICTED: re.compile(r"\bappels? d'offres? restreints?\b|\baor\b"),
    _NEGOTIATED: re.compile(r"\bprocedures? (?:concurrentielles? )?avec negociation\b"),
    _DIALOGUE: re.compile(r"\bdialogues? competitifs?\b"),
}
_FOR_A_PROCEDURE = re.compile(
    r"^pour les marches passes selon une (?P<procedure>procedure (?:adaptee|formalisee))"
)


def beside(
    toolbox: Toolbox, article: LegalArticle, note: ReadingMatch | None, passages: tuple[Passage, ...], on: date
) -> tuple[Beside, ...]:
    """Articles a right answer needs too, with the words that matched: those found that may be the one that answers, then
    those the margin note names, where the search finds them near or the article that answers names them."""
    others = (passage for passage in passages[: _MOST + 1] if passage.ref != article.ref)
    found = {p.ref: p.quote for p in others if p.share >= _MAY_ANSWER_TOO or p.parts.reference}
    near = {passage.ref for passage in passages[:_NEAR]}
    near.update(toolbox.engine.references.read(article.text))
    named = [ref for ref in (note.reading.also if note else ())[:_NAMED] if ref in near]
    known = toolbox.corpus.articles
    kept = (known[ref] for ref in dict.fromkeys([*found, *named]) if ref in known and ref != article.ref)
    return tuple((a, found.get(a.ref, "")) for a in kept if a.is_in_force(on))[:_MOST]


def fitting(
    question: str, nature: MarketNature | None, texts: Iterable[Beside], known: Iterable[LegalArticle], on: date
) -> tuple[Beside, ...]:
    """Those of ``texts`` that are not of another nature or procedure than the ``question`` names.

    In the place of a rule for another nature comes the one of the same section, among ``known``, for the nature named;
    ``nature`` is that of the market, where the question names none.
    """
    natures, procedures = _natures_named(question, nature), _named(folded(question))
    kept: dict[str, Beside] = {}
    for article, words in texts:
        if not _is_of(procedures, _procedures_of(article)):
            continue
        limited = _natures_of(article)
        if not natures or not limited or natures & limited:
            kept.setdefault(article.ref, (article, words))
        else:
            twins = (a for a in known if a.path == article.path and natures & _natures_of(a) and a.is_in_force(on))
            kept.update({twin.ref: (twin, "") for twin in twins if twin.ref not in kept})
    return tuple(kept.values())[:_MOST]


def quoted_whole(article: LegalArticle, texts: Iterable[Beside]) -> frozenset[str]:
    """The references of the articles that a reader sees from the first word to the last."""
    beside_it = (one.ref for one, _ in texts if len(one.text) <= SHORT_BESIDE)
    return frozenset({*beside_it, *([article.ref] if len(article.text) <= SHORT else [])})


def _natures_named(question: str, nature: MarketNature | None) -> frozenset[str]:
    text = folded(question)
    named = frozenset(name for name, form in _NATURES.items() if form.search(text))
    return named or (frozenset({_NATURE_OF[nature]}) if nature is not None else frozenset())


def _natures_of(article: LegalArticle) -> frozenset[str]:
    """The natures of purchase that the rule is only for; none for a rule on any."""
    opening = _OPENING.match(folded(article.text))
    return frozenset(n for n in _NATURES if n[:-1] in opening["natures"]) if opening else frozenset()


def _named(text: str) -> frozenset[str]:
    return frozenset(name for name, form in _PROCEDURES.items() if form.search(text))


def _procedures_of(article: LegalArticle) -> frozenset[str]:
    """The procedures that the rule is only for, as its opening words or its nearest heading that names one tell."""
    opening = _FOR_A_PROCEDURE.match(folded(article.text))
    texts: Iterator[str] = (folded(heading) for heading in reversed(article.path))
    told = _named(opening["procedure"]) if opening else frozenset[str]()
    return told or next((found for text in texts if (found := _named(text))), frozenset())


def _is_of(asked: frozenset[str], limited: frozenset[str]) -> bool:
    if not asked or not limited or asked & limited:
        return True
    if _ADAPTED in asked | limited:
        return False
    # What is said of all the formal ones is said of each.
    return _FORMAL in asked | limited
