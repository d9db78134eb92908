"""Citations of one answer: numbered in order of use, each quoting a paragraph word for word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from assistant.answer import Citation
from assistant.quantities import plain_spaces
from corpus.models import LegalArticle


class Citer:
    """Collects the citations of an answer among the articles in force that day."""

    def __init__(self, articles: Mapping[str, LegalArticle], on: date, stale_after_days: int) -> None:
        self._articles = articles
        self._on = on
        self._stale_after = timedelta(days=stale_after_days)
        self._numbers: dict[tuple[str, str], int] = {}
        self._citations: list[Citation] = []

    def knows(self, ref: str) -> bool:
        """Whether the article is in the corpus and in force that day."""
        article = self._articles.get(ref)
        return article is not None and article.is_in_force(self._on)

    def cite(self, ref: str | None, anchor: str = "", used_for: str = "") -> tuple[int, ...]:
        """The number of the citation of the paragraph that holds ``anchor``, the first one by default.

        Returns an empty tuple for an article that is unknown or not in force: nothing is cited then.
        """
        if ref is None or not self.knows(ref):
            return ()
        article = self._articles[ref]
        quote = paragraph_with(article, anchor)
        key = (ref, quote)
        if key not in self._numbers:
            self._numbers[key] = len(self._citations) + 1
            self._citations.append(
                Citation(
                    ref=ref,
                    label=label_of(article),
                    quote=quote,
                    url=article.url,
                    in_force_since=article.in_force_since,
                    consolidated_on=article.consolidated_on,
                    note=article.note,
                    stale=self._on - article.consolidated_on > self._stale_after,
                    used_for=used_for,
                )
            )
        return (self._numbers[key],)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations so far, number 1 first."""
        return tuple(self._citations)

    @property
    def used_articles(self) -> dict[str, LegalArticle]:
        """The articles cited, by reference: the evidence of the answer."""
        return {citation.ref: self._articles[citation.ref] for citation in self._citations}


def paragraph_with(article: LegalArticle, anchor: str) -> str:
    """The paragraph of the article that holds the anchor, its first one when none does."""
    wanted = plain_spaces(anchor).lower()
    if wanted:
        for paragraph in article.paragraphs:
            if wanted in plain_spaces(paragraph).lower():
                return paragraph
    return article.paragraphs[0]


def label_of(article: LegalArticle) -> str:
    """How an article is named to a reader: « article L2113-12 du Code de la commande publique »."""
    ref = article.ref
    if ref.startswith("CCAG"):
        family, _, number = ref.partition(" ")
        return f"article {number} du {family}"
    if ref.startswith("Décret"):
        return ref.replace("Décret ", "décret n° ").replace(", art.", ", article")
    if ref.startswith("Annexe"):
        return f"{ref.lower()} du {article.text_name}"
    return f"article {ref.partition(' (')[0]} du {article.text_name}"
