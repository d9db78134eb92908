"""What of a long article is quoted: its order kept, items with what introduces them, gaps marked."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from assistant.conversation.quoting import abridged, nearest_item, sentence_with, telling_with
from corpus.load import Corpus
from corpus.models import LegalArticle


def test_an_item_comes_with_the_line_that_introduces_it(corpus: Corpus) -> None:
    quoted = abridged(corpus.articles["L2112-2-1"], ("Lorsqu'il s'agit d'un marché de travaux",)).splitlines()
    assert quoted[0] == "[…]"
    assert quoted[1].startswith("II.-L'acheteur peut décider de ne pas prévoir")
    assert quoted[2] == "[…]"
    assert quoted[3].startswith("4° Lorsqu'il s'agit d'un marché de travaux")
    assert quoted[-1] == "[…]"


def test_a_list_within_a_list_keeps_both_headings(corpus: Corpus) -> None:
    quoted = abridged(corpus.articles["CCAG-Travaux 20.1"], ("habitants des quartiers prioritaires",)).splitlines()
    assert [line.split(" ")[0] for line in quoted if line != "[…]"] == ["20.1.1.", "20.1.1.2.", "h)"]


def test_a_list_is_quoted_whole(corpus: Corpus) -> None:
    article = corpus.articles["CCAG-Travaux 20.1"]
    assert abridged(article, ("selon une ou plusieurs des modalités",)).count("\n- par") == 3
    eligible = abridged(article, ("relèvent notamment de l'une des catégories suivantes",))
    assert "20.1.1.2. Personnes répondant" in eligible
    assert "f) demandeurs d'emploi seniors" in eligible


def test_the_paragraph_in_the_words_of_the_question_is_quoted_too(corpus: Corpus) -> None:
    article = corpus.articles["CCAG-Travaux 20.1"]
    near = tuple(n for n, line in enumerate(article.paragraphs) if "correspondant" in line or "Pénalités" in line)
    quoted = abridged(
        article, ("les heures de formation sont comptabilisées",), "Qui est le correspondant ?", near
    )
    assert "désigne un correspondant opérationnel" in quoted
    assert "Pénalités" not in quoted


def test_the_paragraphs_quoted_are_those_of_the_article_in_its_order(corpus: Corpus) -> None:
    article = corpus.articles["CCAG-FCS 16.1"]
    last, first = article.paragraphs[-1], article.paragraphs[0]
    lines = [line for line in abridged(article, (last[:60], first[:60])).splitlines() if line != "[…]"]
    places = [article.text.index(line.removesuffix(" […]").partition(" […] ")[0]) for line in lines]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("words", "question", "told"),
    [
        ("Il peut limiter", "combien de lots ?", "L'acheteur fixe les lots.\nIl peut limiter les offres."),
        (
            "fixe les lots",
            "puis-je limiter les offres ?",
            "L'acheteur fixe les lots.\nIl peut limiter les offres.",
        ),
        ("fixe les lots", "qui fixe les lots ?", "L'acheteur fixe les lots."),
        ("peut alors résilier", "je résilie ?", "Le titulaire l'informe. L'acheteur peut alors résilier."),
        ("Il est interdit", "est-ce interdit ?", "Il est interdit d'y déroger."),
        ("ne sait quoi", "qui ?", None),
    ],
)
def test_a_sentence_that_takes_up_another_comes_with_it(words: str, question: str, told: str | None) -> None:
    text = (
        "L'acheteur fixe les lots.\nIl peut limiter les offres.\n"
        "Le titulaire l'informe. L'acheteur peut alors résilier. Il est interdit d'y déroger."
    )
    assert telling_with(cast(LegalArticle, SimpleNamespace(paragraphs=text.split("\n"))), words, question) == told


def test_a_contrast_with_a_long_sentence_is_not_quoted_alone() -> None:
    text = f"Les marchés {'très ' * 90}longs. Toutefois, pour ces mêmes marchés, il peut publier une liste."
    assert telling_with(cast(LegalArticle, SimpleNamespace(paragraphs=(text,))), "publier une liste", "") is None


def test_guillemets_within_a_quote_stay_in_pairs() -> None:
    said = "Le 3° est remplacé par : « Soit plusieurs critères. Au moins l'un d'eux est social. » Il entre en vigueur."
    long = f"{'Ceci ne dit rien de cela. ' * 30}{said}"
    article = cast(LegalArticle, SimpleNamespace(paragraphs=(long,)))
    quoted = abridged(article, ("l'un d'eux est social",), "un critère social ?")
    assert quoted.count("«") == quoted.count("»") == 1
    assert "Soit plusieurs critères. Au moins" in quoted


def test_a_mark_of_a_list_is_no_number_of_the_question() -> None:
    lines = (
        "Les techniques sont :",
        *(f"{n}° La technique {'abcdefg'[n]} ;" for n in range(1, 7)),
        "Six ans au plus.",
    )
    article = cast(LegalArticle, SimpleNamespace(paragraphs=lines))
    assert "6°" not in abridged(article, ("Six ans au plus",), "un contrat de 6 ans ?", tuple(range(8)))


def test_the_stop_of_an_article_number_ends_no_sentence(corpus: Corpus) -> None:
    article = corpus.articles["L2113-14"]
    said = sentence_with(article, "conditions de l'article L. 2113-12")
    assert said is not None
    assert said.startswith("Un acheteur peut réserver")
    assert said.endswith(".")
    assert sentence_with(article, "des mots d'un autre texte") is None


def test_what_a_long_paragraph_leaves_out_is_marked_once(corpus: Corpus) -> None:
    article = corpus.articles["CCAG-Travaux 20.1"]
    quoted = abridged(article, ("peut demander au maître d'ouvrage la suspension", "attestation trimestrielle"))
    assert "[…]\nEn cas de difficultés économiques, établies" in quoted
    assert "[…] […]" not in quoted.replace("\n", " ")
    parts = [part.strip() for part in quoted.split("[…]") if part.strip()]
    assert all(" ".join(part.split()) in " ".join(article.text.split()) for part in parts)


def test_of_a_long_list_the_item_nearest_to_the_question_is_told(corpus: Corpus) -> None:
    article = corpus.articles["CCAG-Travaux 20.1"]
    anchor = "relèvent notamment de l'une des catégories suivantes"
    refugees = next(n for n, line in enumerate(article.paragraphs) if "réfugié" in line)
    assert (
        nearest_item(article, anchor, (0, refugees, 7), "un réfugié peut-il compter ?")
        == article.paragraphs[refugees]
    )
    disabled = next(n for n, line in enumerate(article.paragraphs) if "travailleurs handicapés au sens" in line)
    asked = "une personne RQTH compte-t-elle ?"
    assert nearest_item(article, anchor, (7, disabled), asked) == article.paragraphs[disabled]
    assert nearest_item(article, anchor, (refugees,), "et elle ?") is None
    held = "habitants des quartiers prioritaires"
    assert held in (nearest_item(article, held, (0, refugees, 7), "") or "")
    assert nearest_item(article, "périmètre de l'action à réaliser", (0, refugees), "un réfugié") is None
