"""Article numbers in every spelling."""

from __future__ import annotations

import pytest

from assistant.retrieval.references import ReferenceReader

READER = ReferenceReader(
    [
        "L2113-11",
        "L2113-12",
        "L2113-13",
        "L2113-13-1",
        "L2113-14",
        "R2113-7",
        "D2113-12",
        "L5132-4 (travail)",
        "L5213-13 (travail)",
        "Annexe 2",
        "CCAG-FCS 16.1",
        "CCAG-Travaux 20.1",
        "Décret 2022-767, art. 2",
        "L3",
    ]
)


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("L. 2113-12", ("L2113-12",)),
        ("l’article L.2113-12 du CCP", ("L2113-12",)),
        ("article l 2113-12", ("L2113-12",)),
        ("L2113–12", ("L2113-12",)),
        ("L. 2113-13-1", ("L2113-13-1",)),
        ("art. R. 2113-7", ("R2113-7",)),
        ("les articles L. 2113-12, L. 2113-13 ou L. 2113-13-1", ("L2113-12", "L2113-13", "L2113-13-1")),
        ("articles L. 2113-12 et 2113-14", ("L2113-12", "L2113-14")),
        (
            "des articles L. 2113-11 à L. 2113-14",
            ("L2113-11", "L2113-12", "L2113-13", "L2113-13-1", "L2113-14"),
        ),
        ("l’article L. 5213-13 du code du travail", ("L5213-13 (travail)",)),
        ("l'annexe 2 du code", ("Annexe 2",)),
        ("16.1 du CCAG FCS", ("CCAG-FCS 16.1",)),
        ("CCAG-Travaux, article 20.1", ("CCAG-Travaux 20.1",)),
        ("le décret n° 2022-767, article 2", ("Décret 2022-767, art. 2",)),
        ("R. 2113-7 puis L. 2113-12", ("R2113-7", "L2113-12")),
        ("L. 9999-9", ()),
        ("ML2113-12", ()),
        ("un lot de 2113 euros", ()),
    ],
)
def test_references_are_read_in_order(text: str, refs: tuple[str, ...]) -> None:
    assert READER.read(text) == refs


def test_a_bare_number_stands_for_each_letter_only_when_asked() -> None:
    assert READER.read("le 2113-12 dit quoi ?") == ()
    assert READER.read("le 2113-12 dit quoi ?", bare=True) == ("L2113-12", "D2113-12")


@pytest.mark.parametrize("text", ["tél. 05-58-12", "du 2025-10-24", "le 01-02-2026", "3 000-4 000 €"])
def test_other_numbers_are_not_references(text: str) -> None:
    assert READER.read(text, bare=True) == ()
