"""The last word on every sentence shown, whatever wrote it.

No article that was not used for this answer, no figure that no source, tool or user word supports, each
quotation verbatim, no dropped condition, and a text that agrees with its verdict.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from assistant.answer import Verdict
from assistant.quantities import article_refs, quantities
from corpus.models import LegalArticle


class FindingKind(StrEnum):
    """What is wrong with a sentence."""

    PHANTOM_ARTICLE = "article absent de la réponse"
    UNSUPPORTED_FIGURE = "chiffre sans source"
    ALTERED_QUOTE = "citation altérée"
    DROPPED_CONDITION = "condition omise"
    CONTRADICTED_VERDICT = "texte contraire au verdict"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: its kind and the words at fault."""

    kind: FindingKind
    words: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer may rest on: articles used, texts of tools, and the user's own words."""

    articles: Mapping[str, LegalArticle] = field(default_factory=dict)
    tool_texts: tuple[str, ...] = ()
    user_texts: tuple[str, ...] = ()

    def in_force(self, on: date) -> Evidence:
        """The same evidence without the articles that do not apply that day."""
        kept = {ref: article for ref, article in self.articles.items() if article.is_in_force(on)}
        return Evidence(kept, self.tool_texts, self.user_texts)


def check_sentence(text: str, evidence: Evidence) -> tuple[Finding, ...]:
    """The faults of one sentence against the evidence; none when it may be shown."""
    findings: list[Finding] = []
    plain = text
    for quote in _quotes(text):
        if _is_supported_quote(quote, evidence):
            plain = plain.replace(quote, " ")
        elif len(quote.split()) > 3:
            findings.append(Finding(FindingKind.ALTERED_QUOTE, quote))
    findings += [
        Finding(FindingKind.PHANTOM_ARTICLE, ref) for ref in article_refs(plain) if not _used(ref, evidence)
    ]
    supported = _supported_quantities(evidence)
    values = {value for value, _ in supported}
    for quantity in quantities(plain):
        known = quantity.key in supported if quantity.unit else quantity.value in values
        if not known and not (quantity.unit == "" and quantity.value in _COUNTS):
            findings.append(Finding(FindingKind.UNSUPPORTED_FIGURE, quantity.words))
    return tuple(findings)


def check_verdict(verdict: Verdict | None, text: str) -> tuple[Finding, ...]:
    """Whether the opening of a text says the same as the verdict."""
    opening = _folded(text)[:60]
    said = next((v for v, words in _OPENINGS.items() if opening.startswith(words)), None)
    if said is None or verdict is None or said == verdict:
        return ()
    # « Oui, sous conditions » opens with « oui »: the longer opening is tested first.
    return (Finding(FindingKind.CONTRADICTED_VERDICT, text[:60]),)


def check_conditions(conditions: Iterable[str], text: str) -> tuple[Finding, ...]:
    """The limiting conditions that the whole text no longer carries.

    A condition is kept when its words stand in the text, or its figures and two thirds of its content words do.
    """
    folded = _folded(text)
    words = set(_content_words(folded))
    figures = {q.key for q in quantities(text)}
    dropped = []
    for condition in conditions:
        wanted = set(_content_words(_folded(condition)))
        needed = {q.key for q in quantities(condition)}
        close = needed <= figures and len(wanted & words) * 3 >= len(wanted) * 2
        if _folded(condition) not in folded and not close:
            dropped.append(Finding(FindingKind.DROPPED_CONDITION, condition))
    return tuple(dropped)


_OPENINGS = {
    Verdict.SOUS_CONDITIONS: (
        "oui, sous condition",
        "oui sous condition",
        "sous condition",
        "oui, mais",
        "oui, si ",
        "non, sauf exception",
        "non, seulement sous condition",
    ),
    Verdict.SANS_OBJET: ("sans objet",),
    Verdict.OUI: ("oui",),
    Verdict.NON: ("non",),
}
# Small bare counts (« deux questions », « les 3 lots ») are grammar, not figures.
_COUNTS = frozenset(str(n) for n in range(13))
_QUOTE = re.compile(r"«\s*([^»]+?)\s*»")
_STOPWORDS = frozenset(
    "a au aux avec ce ces cette d dans de des du elle en est et il ils l la le les leur leurs lui n ne ni non on"
    " ou par pas pour qu que qui s sa se ses si son sont sur un une y".split()
)


def _quotes(text: str) -> tuple[str, ...]:
    return tuple(match[1] for match in _QUOTE.finditer(text))


def _is_supported_quote(quote: str, evidence: Evidence) -> bool:
    needles = [part.strip() for part in re.split(r"\[…\]|…", quote) if part.strip()]
    texts = [article.text for article in evidence.articles.values()]
    texts += [*evidence.tool_texts, *evidence.user_texts]
    return any(all(_squeezed(needle) in _squeezed(text) for needle in needles) for text in texts)


def _used(ref: str, evidence: Evidence) -> bool:
    known = evidence.articles
    if ref in known or f"{ref} (travail)" in known or any(f"{letter}{ref}" in known for letter in "LRD"):
        return True
    # A section of a clause the corpus holds (« 20.1.2 » of CCAG-Travaux 20.1).
    return any(ref.startswith(f"{name}.") for name in known if name.startswith("CCAG"))


def _supported_quantities(evidence: Evidence) -> frozenset[tuple[str, str]]:
    supported: set[tuple[str, str]] = set()
    for article in evidence.articles.values():
        supported |= _quantities_of(article.text)
        dates = (article.in_force_since, article.consolidated_on, article.in_force_until)
        supported |= {(day.isoformat(), "date") for day in dates if day}
    for text in (*evidence.tool_texts, *evidence.user_texts):
        supported |= _quantities_of(text)
    return frozenset(supported)


@lru_cache(maxsize=2048)
def _quantities_of(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(q.key for q in quantities(text))


def _content_words(folded: str) -> list[str]:
    return [word for word in re.findall(r"[a-z0-9]+", folded) if word not in _STOPWORDS]


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip().rstrip(".;:, ")


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", _squeezed(text).lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
