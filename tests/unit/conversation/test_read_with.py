"""The articles quoted beside the one that answers are of the nature and the procedure that the message names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.conversation.read_with import beside, fitting, quoted_whole
from assistant.market import MarketNature
from assistant.retrieval.passages import Passage, ReadingMatch
from assistant.tools import Toolbox
from corpus.models import LegalArticle

ON = date(2026, 11, 22)


@dataclass(frozen=True)
class Text:
    """An article in force, as far as these tests read one."""

    ref: str
    text: str
    path: tuple[str, ...] = ("Section 2 : Règles",)

    def is_in_force(self, on: date) -> bool:
        """Always."""
        return on >= ON


WORKS = Text("R2121-5", "Pour les marchés de travaux, la valeur estimée du besoin est déterminée ainsi.")
OTHERS = Text("R2121-6", "Pour les marchés de fourniture ou de services, la valeur est estimée ainsi.")
ANY = Text("R2121-1", "L'acheteur procède au calcul de la valeur estimée du besoin, travaux ou fournitures.")
ADAPTED = Text(
    "R2123-4",
    "L'acheteur détermine les modalités.",
    ("Chapitre III : MARCHÉS PASSÉS SELON UNE PROCÉDURE ADAPTÉE",),
)
OPEN = Text(
    "R2161-5",
    "L'acheteur ne peut négocier.",
    ("Section 1 : Appel d'offres", "Sous-section 1 : Appel d'offres ouvert"),
)
RESTRICTED = Text(
    "R2161-11",
    "L'acheteur ne peut négocier.",
    ("Section 1 : Appel d'offres", "Sous-section 2 : Appel d'offres restreint"),
)
FORMAL = Text(
    "R2182-1", "Pour les marchés passés selon une procédure formalisée, un délai de onze jours est respecté."
)


@pytest.mark.parametrize(
    ("question", "nature", "texts", "kept"),
    [
        ("peut-on couper un marché de travaux en deux ?", None, (ANY, OTHERS), ["R2121-1", "R2121-5"]),
        ("scinder un achat de fournitures", None, (ANY, WORKS), ["R2121-1", "R2121-6"]),
        ("comment estimer la valeur ?", None, (WORKS, OTHERS), ["R2121-5", "R2121-6"]),
        ("comment estimer la valeur ?", MarketNature.TRAVAUX, (OTHERS,), ["R2121-5"]),
        ("négocier en mapa", None, (OPEN, ADAPTED, FORMAL), ["R2123-4"]),
        ("négocier en appel d’offres ouvert", None, (RESTRICTED, ADAPTED, OPEN, FORMAL), ["R2161-5", "R2182-1"]),
        ("signer en procédure formalisée", None, (ADAPTED, OPEN, FORMAL), ["R2161-5", "R2182-1"]),
        ("mapa plutôt qu'appel d'offres ouvert ?", None, (OPEN, ADAPTED), ["R2161-5", "R2123-4"]),
        ("peut-on négocier ?", None, (OPEN, RESTRICTED, ADAPTED), ["R2161-5", "R2161-11", "R2123-4"]),
    ],
)
def test_texts_for_something_else_are_left_out(
    question: str, nature: MarketNature | None, texts: tuple[Text, ...], kept: list[str]
) -> None:
    known = cast(tuple[LegalArticle, ...], (WORKS, OTHERS, ANY))
    found = fitting(question, nature, [(cast(LegalArticle, text), "") for text in texts], known, ON)
    assert [article.ref for article, _ in found] == kept


def passage(ref: str, share: float = 0.0, reference: float = 0.0) -> Passage:
    """A passage found, with its share."""
    return cast(
        Passage, SimpleNamespace(ref=ref, share=share, quote="", parts=SimpleNamespace(reference=reference))
    )


def test_what_a_note_names_is_near_or_named_by_the_article() -> None:
    main = Text("L2113-12", "Des marchés peuvent être réservés.")
    known = {t.ref: t for t in (main, WORKS, OTHERS, ANY, ADAPTED)}
    engine = SimpleNamespace(
        references=SimpleNamespace(read=lambda text: ("R2123-4",) if text == main.text else ())
    )
    toolbox = SimpleNamespace(engine=engine, corpus=SimpleNamespace(articles=known))

    def named(*also: str) -> list[str]:
        note = SimpleNamespace(reading=SimpleNamespace(also=also))
        found = (
            passage("L2113-12", 0.9),
            passage("R2121-1", 0.01),
            *(passage(f"X{n}") for n in range(4)),
            passage("R2121-6"),
        )
        texts = beside(cast(Toolbox, toolbox), cast(LegalArticle, main), cast(ReadingMatch, note), found, ON)
        return [article.ref for article, _ in texts]

    assert named("R2121-1") == ["R2121-1"]
    assert named("R2123-4") == ["R2123-4"]
    assert named("R2121-6", "R2121-5") == []


def test_a_long_article_is_not_seen_whole() -> None:
    long = cast(LegalArticle, Text("CCAG-Travaux 20.1", "mot " * 900))
    short = cast(LegalArticle, ANY)
    assert quoted_whole(long, [(short, "")]) == {"R2121-1"}
    assert quoted_whole(short, [(long, "")]) == {"R2121-1"}
