"""Which articles of a drafted text a message names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.drafting.articles import mention, named_articles
from assistant.drafting.clause import ClauseDrafter
from assistant.market import Fact, MarketFacts, MarketNature

WORKS = MarketFacts(nature=Fact(value=MarketNature.TRAVAUX, source="travaux"))


@pytest.mark.parametrize(
    ("message", "titles"),
    [
        ("redigez juste l'article pénalites", ["Article 8 – Pénalités"]),
        ("il manque le suivi et les pénalités", ["Article 6 – Suivi et contrôle", "Article 8 – Pénalités"]),
        ("remplacez par la liste des publics", ["Article 3 – Publics éligibles"]),
        ("le paragraphe sur le facilitateur", ["Article 5 – Facilitateur"]),
        ("article 20.1 du CCAG", []),
        ("complétez la clause", []),
        ("les pénalités sont-elles dues ?", []),
    ],
)
def test_articles_are_named_by_their_titles(
    drafter: ClauseDrafter, on: date, message: str, titles: list[str]
) -> None:
    text = drafter.draft("execution-travaux", WORKS, None, (), on).text
    assert [article[0] for article in named_articles(message, text)] == titles


def test_words_of_the_notice_follow_who_may_answer(drafter: ClauseDrafter, on: date) -> None:
    adapted = WORKS.model_copy(update={"structure_kinds": Fact(value=("EA",), source="EA")})
    words = mention(drafter.draft("reservation", adapted, None, (), on).text)[-1]
    assert words.startswith("«")
    assert "travailleurs handicapés" in words
    assert "insertion" not in words
    assert mention(drafter.draft("execution-travaux", WORKS, None, (), on).text) == ()


def test_threshold_known_is_written_in_the_note(drafter: ClauseDrafter, on: date) -> None:
    note = drafter.draft("note-de-motifs", WORKS, None, (), on, threshold=Decimal(216_000))
    assert "216\u00a0000\u00a0€ HT" in note.text
    assert not any("seuil européen" in point for point in note.to_complete)


@pytest.mark.parametrize("message", ["il faudrait des sous-critères", "quels sont les sous criteres"])
def test_parts_of_a_criterion_are_in_its_grid(drafter: ClauseDrafter, on: date, message: str) -> None:
    text = drafter.draft("critere-social", WORKS, None, (), on).text
    assert [article[0] for article in named_articles(message, text)] == ["Article 3 – Grille de notation"]


def test_other_parts_of_a_criterion_are_not(drafter: ClauseDrafter, on: date) -> None:
    text = drafter.draft("critere-social", WORKS, None, (), on).text
    assert not named_articles("sous-critère A : 40 points", text)
