"""The index on disk: whole or former, current or refused, and what is searched in it."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from assistant.errors import IndexNotReady, StoreUnavailable
from assistant.retrieval.index.build import build_index, is_index_current
from assistant.retrieval.index.embedding import Embedder, Vectors
from assistant.retrieval.lexicon import stems
from assistant.retrieval.search import SearchEngine, open_index
from assistant.settings import REPOSITORY, Settings
from corpus.models import LegalArticle
from corpus.reading_files import Ask, Reading

ON = date(2026, 11, 22)


class WordEmbedder(Embedder):
    """Unit vectors from the stems of a text: near texts share words. Counts what it embeds."""

    model_id = "mots 1"

    def __init__(self, cache: Path) -> None:
        super().__init__("mots", cache)
        self.embedded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return np.stack([_vector(text) for text in texts])

    def _encode_documents(self, texts: list[str]) -> Vectors:
        self.embedded += texts
        return np.stack([_vector(text) for text in texts])


def _vector(text: str) -> Vectors:
    vector = np.full(32, 1e-3, dtype=np.float32)
    for stem in stems(text):
        vector[int(hashlib.sha256(stem.encode()).hexdigest(), 16) % 32] += 1
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def article(ref: str, text: str, *path: str, since: date | None = None, until: date | None = None) -> LegalArticle:
    url = f"https://example.org/{ref}"
    return LegalArticle(ref, "Code", path, date(2026, 1, 1), text, url, "source", since, until)


ARTICLES = (
    article(
        "L2113-12", "Des marchés peuvent être réservés à des entreprises adaptées.", "Section 1 : Réservation"
    ),
    article(
        "R2113-7", "La proportion minimale est fixée à 50 %.\nElle est annoncée dans l'avis.", "Section 1 : Taux"
    ),
    article("L2113-10", "Les marchés sont passés en lots séparés.", "Section 2 : Allotissement"),
    article("L2313-6", "Des marchés de défense peuvent être réservés à des entreprises adaptées.", "Réservation"),
    article("L3113-1", "Des concessions peuvent être réservées à des entreprises adaptées.", "Réservation"),
    article("L2152-7", "Le critère unique du prix est permis.", "Critères", until=date(2026, 8, 22)),
    article("L2112-2-1", "Des considérations sociales sont prévues.", "Exécution", since=date(2026, 8, 22)),
)
READINGS = (
    Reading(
        "L2113-12",
        "Réserver à un ESAT",
        (Ask("peut-on garder ce boulot pour un ESAT ?", "sous conditions"),),
        "peuvent être réservés",
        also=("R2113-7",),
    ),
    Reading("L2113-10", "Lots", (Ask("faut-il couper en morceaux ?"),), "mots disparus de l'article"),
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, chroma_url=None)


@pytest.fixture
def embedder(tmp_path: Path) -> WordEmbedder:
    return WordEmbedder(tmp_path / "index" / "embeddings.sqlite")


@pytest.fixture
def engine(settings: Settings, embedder: WordEmbedder) -> Iterator[SearchEngine]:
    build_index(ARTICLES, READINGS, settings, embedder=embedder)
    opened = open_index(settings, ARTICLES, READINGS, embedder)
    yield opened
    opened.close()


def refs(engine: SearchEngine, question: str, on: date = ON, k: int = 10) -> list[str]:
    return [passage.ref for passage in engine.search(question, on, k)]


def test_the_right_article_comes_first_with_its_paragraph_word_for_word(engine: SearchEngine) -> None:
    best = engine.search("La proportion minimale est-elle fixée ?", ON)[0]
    assert best.ref == "R2113-7"
    assert best.quote == "La proportion minimale est fixée à 50 %."
    assert best.quote in best.text
    assert best.parts.lexical > 0
    assert "proportion" in best.why


def test_ordinary_questions_never_meet_the_near_twins(engine: SearchEngine) -> None:
    found = refs(engine, "réserver un marché à une entreprise adaptée")
    assert found[0] == "L2113-12"
    assert not {"L2313-6", "L3113-1"} & set(found)
    assert refs(engine, "réserver une concession à une entreprise adaptée")[0] == "L3113-1"
    assert refs(engine, "réserver un marché de défense à une entreprise adaptée")[0] == "L2313-6"


@pytest.mark.parametrize("spelling", ["L. 2113-10", "article l2113-10", "le 2113-10 dit quoi"])
def test_an_article_number_wins_in_every_spelling(engine: SearchEngine, spelling: str) -> None:
    best = engine.search(f"{spelling} : entreprises adaptées réservées ?", ON)[0]
    assert best.ref == "L2113-10"
    assert best.parts.reference == 1


def test_a_named_article_comes_whatever_its_regime(engine: SearchEngine) -> None:
    assert refs(engine, "que dit L2313-6 ?")[0] == "L2313-6"


def test_texts_that_do_not_apply_that_day_are_left_out(engine: SearchEngine) -> None:
    question = "critère unique du prix ou considérations sociales (L2152-7)"
    assert "L2152-7" not in refs(engine, question)
    assert "L2112-2-1" in refs(engine, question)
    before = refs(engine, question, date(2026, 8, 21))
    assert before[0] == "L2152-7"
    assert "L2112-2-1" not in before


def test_scores_never_rise_and_k_is_kept(engine: SearchEngine) -> None:
    found = engine.search("marchés réservés, lots séparés et avis", ON, 4)
    assert len(found) == 4
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


@pytest.mark.parametrize("question", ["", " ", "?", "\x00\x01", "é" * 20_000, "zzz qqq", "🙂"])
def test_no_question_breaks_the_search(engine: SearchEngine, question: str) -> None:
    assert len({passage.id for passage in engine.search(question, ON)}) == len(engine.search(question, ON))


def test_readings_are_matched_by_their_questions(engine: SearchEngine) -> None:
    matches = engine.matched_readings("peut-on garder ce boulot pour un ESAT ?", ON)
    assert [match.article.ref for match in matches] == ["L2113-12"]
    assert matches[0].ask.verdict == "sous conditions"
    assert matches[0].similarity == pytest.approx(1, abs=1e-3)


def test_an_unchanged_index_costs_nothing_and_one_article_only_itself(
    settings: Settings, embedder: WordEmbedder, engine: SearchEngine
) -> None:
    embedder.embedded.clear()
    build_index(ARTICLES, READINGS, settings, embedder=embedder)
    assert embedder.embedded == []
    changed = (replace(ARTICLES[0], text="Un texte tout nouveau."), *ARTICLES[1:])
    build_index(changed, READINGS, settings, embedder=embedder)
    assert embedder.embedded == ["Réservation : Un texte tout nouveau."]
    assert is_index_current(settings, changed, READINGS, embedder)


def test_other_texts_another_model_or_no_index_are_refused(
    settings: Settings, embedder: WordEmbedder, tmp_path: Path
) -> None:
    with pytest.raises(IndexNotReady, match="python -m assistant index"):
        open_index(settings, ARTICLES, READINGS, embedder)
    build_index(ARTICLES, READINGS, settings, embedder=embedder)
    with pytest.raises(IndexNotReady, match="autre version des textes"):
        open_index(settings, ARTICLES[:-1], READINGS, embedder)
    with pytest.raises(IndexNotReady, match="autre version des textes"):
        open_index(settings, ARTICLES, (), embedder)
    other = WordEmbedder(tmp_path / "other.sqlite")
    other.model_id = "mots 2"
    with pytest.raises(IndexNotReady, match="mots 2"):
        open_index(settings, ARTICLES, READINGS, other)


def test_a_damaged_index_is_refused(settings: Settings, embedder: WordEmbedder) -> None:
    build_index(ARTICLES, READINGS, settings, embedder=embedder)
    (manifest,) = settings.index_dir.glob("*/manifest.json")
    manifest.write_text("{", encoding="utf-8")
    with pytest.raises(IndexNotReady, match="incomplet"):
        open_index(settings, ARTICLES, READINGS, embedder)
    build_index(ARTICLES, READINGS, settings, embedder=embedder)
    assert is_index_current(settings, ARTICLES, READINGS, embedder)


def test_an_interrupted_build_leaves_the_former_index(settings: Settings, embedder: WordEmbedder) -> None:
    build_index(ARTICLES, READINGS, settings, embedder=embedder)

    def interrupt(label: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(ARTICLES[:3], READINGS, settings, interrupt, embedder)
    assert is_index_current(settings, ARTICLES, READINGS, embedder)


def test_a_killed_build_is_followed_by_a_whole_index(
    settings: Settings, embedder: WordEmbedder, tmp_path: Path
) -> None:
    script = textwrap.dedent(
        """
        import sys, time
        from pathlib import Path
        from assistant.settings import Settings
        from tests.integration.test_index import ARTICLES, READINGS, WordEmbedder
        from assistant.retrieval.index.build import build_index
        def wait(label, done, total):
            print(label, flush=True)
            if label.startswith("Écriture"):
                time.sleep(60)
        folder = Path(sys.argv[1])
        build_index(ARTICLES, READINGS, Settings(data_dir=folder, chroma_url=None), wait,
                    WordEmbedder(folder / "index" / "embeddings.sqlite"))
        """
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        while "Écriture" not in process.stdout.readline():
            assert process.poll() is None
        os.kill(process.pid, signal.SIGKILL)
    assert not is_index_current(settings, ARTICLES, READINGS, embedder)
    build_index(ARTICLES, READINGS, settings, embedder=embedder)
    engine = open_index(settings, ARTICLES, READINGS, embedder)
    assert refs(engine, "lots séparés")[0] == "L2113-10"
    engine.close()
    assert not list(settings.index_dir.glob("*.part"))


def test_an_unreachable_chroma_server_is_said_plainly(tmp_path: Path, embedder: WordEmbedder) -> None:
    settings = Settings(data_dir=tmp_path, chroma_url="http://127.0.0.1:9")
    with pytest.raises(StoreUnavailable, match="CHROMA_URL"):
        build_index(ARTICLES, READINGS, settings, embedder=embedder)


def test_the_default_model_embeds_offline_with_its_prompts(tmp_path: Path) -> None:
    embedder = Embedder(cache=tmp_path / "cache.sqlite")
    text = "Des marchés peuvent être réservés à des entreprises adaptées."
    query, passage = embedder.encode_queries([text])[0], embedder.encode_passages([text])[0]
    assert query.shape == (384,)
    assert float(query @ query) == pytest.approx(1, abs=1e-3)
    assert 0.8 < float(query @ passage) < 0.9999
    far, near = embedder.encode_passages(["Recette de la tarte aux pommes.", "Réservation de marchés aux ESAT."])
    question = embedder.encode_queries(["Puis-je réserver ce marché à un ESAT ?"])[0]
    assert float(question @ near) > float(question @ far)


def test_an_unknown_model_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(IndexNotReady, match="EMBEDDING_MODEL"):
        Embedder(str(tmp_path / "absent")).encode_queries(["?"])


class ChromaServer(NamedTuple):
    """A running server."""

    url: str
    process: subprocess.Popen[bytes]


@pytest.fixture
def chroma_server(tmp_path: Path) -> Iterator[ChromaServer]:
    """A Chroma server of its own, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = Path(sys.executable).with_name("chroma")
    command = [str(program), "run", "--path", str(tmp_path / "server"), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + 60
            while not _listens(port):
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.1)
            yield ChromaServer(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_the_vectors_may_live_on_a_chroma_server(
    tmp_path: Path, embedder: WordEmbedder, chroma_server: ChromaServer
) -> None:
    settings = Settings(data_dir=tmp_path, chroma_url=chroma_server.url)
    build_index(ARTICLES[:3], READINGS, settings, embedder=embedder)
    build_index(ARTICLES, READINGS, settings, embedder=embedder)
    engine = open_index(settings, ARTICLES, READINGS, embedder)
    assert refs(engine, "la proportion minimale est fixée")[0] == "R2113-7"
    engine.close()
    with pytest.raises(IndexNotReady, match="autre base Chroma"):
        open_index(Settings(data_dir=tmp_path, chroma_url=None), ARTICLES, READINGS, embedder)


def test_a_chroma_server_that_dies_is_said_plainly(
    tmp_path: Path, embedder: WordEmbedder, chroma_server: ChromaServer
) -> None:
    settings = Settings(data_dir=tmp_path, chroma_url=chroma_server.url)
    build_index(ARTICLES, READINGS, settings, embedder=embedder)
    engine = open_index(settings, ARTICLES, READINGS, embedder)
    assert engine.search("proportion minimale", ON)
    chroma_server.process.kill()
    chroma_server.process.wait()
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="Chroma ne répond pas"):
            engine.search("durée du marché", ON)
    engine.close()
