"""A need no word of which names a trade is compared by its meaning, and only a near one is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.partners import PartnerDirectory, PartnerQuery
from corpus.models import Commune, Structure
from corpus.sector_files import Sectors


def embed(texts: Sequence[str], kind: Literal["query", "passage"]) -> NDArray[np.float32]:
    """Vectors in which « ravauder » means what « couture » means, and other unknown words mean nothing."""
    vectors = np.zeros((len(texts), 64), dtype=np.float32)
    for row, text in enumerate(texts):
        if "couture" in text.lower() or "ravauder" in text:
            vectors[row, 0] = 1
        elif kind == "passage":
            vectors[row, 1 + sum(map(ord, text)) % 62] = 1
        else:
            vectors[row, 63] = 1
    return vectors


def test_a_near_meaning_finds_the_trade_and_says_so(
    structures: tuple[Structure, ...], sectors: Sectors, communes: tuple[Commune, ...]
) -> None:
    directory = PartnerDirectory(structures, sectors, communes, embed)
    directory.prepare()
    results = directory.search(PartnerQuery("ravauder des frusques à Dax"))
    assert results.matches[0].name == "ASSOC ATELIER FIL"
    assert any("rapproché par le sens" in remark for remark in results.remarks)
    assert any("à confirmer" in said for said in results.matches[0].unknown)


def test_a_far_meaning_finds_no_trade(
    structures: tuple[Structure, ...], sectors: Sectors, communes: tuple[Commune, ...]
) -> None:
    directory = PartnerDirectory(structures, sectors, communes, embed)
    results = directory.search(PartnerQuery("zorglub quantique à Dax"))
    assert results.direct_by_kind == {}
    assert any("Aucun métier reconnu" in remark for remark in results.remarks)


def test_words_of_a_trade_need_no_embedding(
    structures: tuple[Structure, ...], sectors: Sectors, communes: tuple[Commune, ...]
) -> None:
    def refuse(texts: Sequence[str], kind: Literal["query", "passage"]) -> NDArray[np.float32]:
        raise AssertionError(f"{kind} : {texts[0]}")

    directory = PartnerDirectory(structures, sectors, communes, refuse)
    assert directory.search(PartnerQuery("nettoyage à Dax")).total == 10
