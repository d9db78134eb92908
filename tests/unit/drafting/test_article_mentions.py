"""Articles named in a text are resolved to the corpus, in the spellings a jurist uses."""

from __future__ import annotations

import pytest

from corpus.load import Corpus
from corpus.mentions import find_mentions


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("l’article L. 2112-2 du code de la commande publique", ["L2112-2"]),
        ("l’article L.\u00a02113-13-1", ["L2113-13-1"]),
        ("articles L2113-12 et L.2113-13", ["L2113-12", "L2113-13"]),
        ("l’article L. 5132-4 du code du travail", ["L5132-4 (travail)"]),
        ("l’article 20.1.5 du CCAG-Travaux", ["CCAG-Travaux 20.1"]),
        ("le CCAG-FCS, article 16.1", ["CCAG-FCS 16.1"]),
        ("l’article 2 du décret n° 2022-767 du 2 mai 2022", ["Décret 2022-767, art. 2"]),
        ("l’annexe 2 au code de la commande publique", ["Annexe 2"]),
        ("l’article L. 9999-1", [None]),
        ("l’article 19.2 du CCAG-Travaux", [None]),
        ("l’article 16.1 du CCAG-PI", [None]),
        ("le lot L2, la référence 2113-12 et 2 500 L de peinture", []),
    ],
)
def test_mentions(corpus: Corpus, text: str, refs: list[str | None]) -> None:
    assert [mention.ref for mention in find_mentions(text, corpus.articles)] == refs


def test_a_mention_covers_the_date_of_a_decree(corpus: Corpus) -> None:
    text = "selon l’article 2 du décret n° 2022-767 du 2 mai 2022, le prix"
    (mention,) = find_mentions(text, corpus.articles)
    assert text[mention.end :] == ", le prix"
