"""The same quantity written two ways is one quantity; an article number is not a quantity."""

from __future__ import annotations

import pytest

from assistant.quantities import article_refs, quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60 000 € HT", [("60000", "€")]),
        ("60\u00a0000\u00a0€", [("60000", "€")]),
        ("cinquante millions d'euros hors taxes", [("50000000", "€")]),
        ("1 million d'euros", [("1000000", "€")]),
        ("1,2 M€ sur 14 mois", [("1200000", "€"), ("14", "mois")]),
        ("250 000,00 euros", [("250000", "€")]),
        ("au moins 50 %", [("50", "%")]),
        ("trois ans", [("3", "an")]),
        ("deux ans et un mois", [("2", "an"), ("1", "mois")]),
        ("vingt et un jours", [("21", "jour")]),
        ("vingt-et-un jours", [("21", "jour")]),
        ("Vingt et une heures", [("21", "h")]),
        ("trente et un jours", [("31", "jour")]),
        ("trente-et-une semaines", [("31", "semaine")]),
        ("soixante et un mois", [("61", "mois")]),
        ("soixante et onze jours", [("71", "jour")]),
        ("vingt et un millions d'euros", [("21000000", "€")]),
        ("vingt jours et un mois", [("20", "jour"), ("1", "mois")]),
        ("le 22 août 2026", [("2026-08-22", "date")]),
        ("le 1er avril 2026", [("2026-04-01", "date")]),
        ("30 €/h = 833 h", [("30", "€"), ("833", "h")]),
        ("article R. 2122-8 du code", []),
        ("articles L. 412-10 à L. 412-18", []),
    ],
)
def test_quantities_are_read_whatever_their_writing(text: str, expected: list[tuple[str, str]]) -> None:
    assert [quantity.key for quantity in quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("L. 2113-12", ("L2113-12",)),
        ("l'article L.2113-13-1 du CCP", ("L2113-13-1",)),
        ("art. R*2122-8", ("R2122-8",)),
        ("L 5213-13 du code du travail", ("L5213-13 (travail)",)),
        ("article 2113-12", ("2113-12",)),
        ("article 16.1 du CCAG-FCS", ("CCAG-FCS 16.1",)),
        ("CCAG-Travaux 20.1", ("CCAG-Travaux 20.1",)),
        ("aucune référence à 3 lots", ()),
    ],
)
def test_article_numbers_are_read_in_every_spelling(text: str, refs: tuple[str, ...]) -> None:
    assert article_refs(text) == refs
