"""Articles cut into what gets a vector."""

from __future__ import annotations

from datetime import date

from assistant.retrieval.passages import UnitKind, bare_title, units_of
from corpus.models import LegalArticle


def article(text: str, *path: str) -> LegalArticle:
    return LegalArticle("R1-1", "Code", path, date(2026, 1, 1), text, "https://example.org", "source")


def test_a_heading_loses_its_number_only() -> None:
    assert bare_title("Section 2 : Marchés réservés") == "Marchés réservés"
    assert bare_title("Titre Ier : PRÉPARATION DU MARCHÉ") == "Préparation du marché"
    assert bare_title("Titre Préliminaire") == "Titre Préliminaire"


def test_each_paragraph_carries_its_headings_and_an_item_its_introduction() -> None:
    units = units_of(
        article("L'acheteur choisit :\n1° L'appel d'offres ;\n2° La négociation.", "Section 1 : Choix")
    )
    assert [unit.kind for unit in units] == [UnitKind.PARAGRAPH] * 3 + [UnitKind.TITLE]
    assert units[0].text == "Choix : L'acheteur choisit :"
    assert units[2].text == "Choix : L'acheteur choisit : 2° La négociation."
    assert [unit.paragraph for unit in units[:3]] == [0, 1, 2]


def test_an_article_without_headings_has_paragraphs_only() -> None:
    assert [unit.text for unit in units_of(article("Un texte."))] == ["Un texte."]
