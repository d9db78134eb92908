"""Words of a text: folded, stemmed, empty words out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from assistant.folding import folded
from assistant.retrieval.lexical import LexicalIndex
from assistant.retrieval.lexicon import stems


def test_accents_ligatures_and_apostrophes_are_folded() -> None:
    assert folded("Maîtrise d’ŒUVRE réservée") == "maitrise d'oeuvre reservee"


def test_inflections_meet_and_empty_words_go() -> None:
    assert stems("les marchés réservés") == stems("un marché réservé")
    assert stems("est-ce que je dois le faire ?") == []


def test_an_article_number_is_one_word() -> None:
    assert "2113-12" in stems("l’article L. 2113-12")


def test_stems_are_the_same_from_every_thread() -> None:
    texts = ["réservations réservées aux entreprises adaptées"] * 64
    with ThreadPoolExecutor(8) as pool:
        assert len({tuple(found) for found in pool.map(stems, texts)}) == 1


def test_bm25_prefers_the_rare_word_and_survives_its_folder(tmp_path: Path) -> None:
    documents = [stems(text) for text in ("marché réservé", "marché de travaux", "marché de services", "")]
    LexicalIndex.build(documents, tmp_path / "bm25")
    index = LexicalIndex.open(tmp_path / "bm25")
    scores = index.scores(stems("marché réservé"))
    assert int(np.argmax(scores)) == 0
    assert scores[3] == 0
    assert index.scores(["absent"]).tolist() == [0, 0, 0, 0]
    assert index.frequency(stems("marché")[0]) == 3
