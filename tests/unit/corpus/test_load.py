"""A broken file is refused with its path, line and reason, and nothing is half loaded."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import BrokenCorpusFile
from corpus.load import (
    Corpus,
    is_newer,
    load_articles,
    load_corpus,
    read_article,
    read_imported,
    write_imported,
)

HEADER = """---
ref: L9999-1
text_name: Code de la commande publique
path:
- Partie législative
consolidated_on: 2026-08-23
url: https://www.legifrance.gouv.fr/
source: Légifrance
---
"""


def write(folder: Path, content: str, name: str = "L9999-1.md") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_an_article_keeps_its_text_word_for_word(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, HEADER + "Premier alinéa.\n\nSecond alinéa.\n"))
    assert article.text == "Premier alinéa.\n\nSecond alinéa."
    assert article.paragraphs == ("Premier alinéa.", "Second alinéa.")


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("sans en-tête", 1, "en-tête"),
        (HEADER, 10, "vide"),
        (HEADER.replace("url: https://www.legifrance.gouv.fr/\n", "") + "Texte.", 2, "« url » manque"),
        (HEADER.replace("2026-08-23", "23 août") + "Texte.", 6, "AAAA-MM-JJ"),
        (HEADER.replace("source:", "sourse:") + "Texte.", 2, "« source » manque"),
        (HEADER.replace("---\n", "---\nautre: 1\n", 1) + "Texte.", 2, "champ inconnu « autre »"),
        (HEADER.replace("path:\n- Partie législative", "path: Partie") + "Texte.", 4, "liste de titres"),
        (HEADER.replace("ref: L9999-1", "ref: [") + "Texte.", 4, "YAML illisible"),
    ],
)
def test_a_broken_article_says_where_and_why(tmp_path: Path, content: str, line: int, words: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(BrokenCorpusFile) as caught:
        read_article(path)
    assert caught.value.line == line
    assert words in caught.value.reason
    assert str(path) in str(caught.value)


def test_a_reference_given_twice_is_refused(tmp_path: Path) -> None:
    write(tmp_path, HEADER + "Texte.", "a.md")
    write(tmp_path, HEADER + "Texte.", "b.md")
    with pytest.raises(BrokenCorpusFile, match="déjà dans un autre fichier"):
        load_articles(tmp_path)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "L9999-1.md"
    path.write_bytes(HEADER.encode() + "é".encode("latin-1"))
    with pytest.raises(BrokenCorpusFile, match="UTF-8"):
        read_article(path)


def test_imported_articles_survive_a_round_trip(tmp_path: Path, corpus: Corpus) -> None:
    path = tmp_path / "corpus" / "articles.jsonl"
    write_imported(path, corpus.articles.values())
    assert {article.ref: article for article in read_imported(path)} == dict(corpus.articles)
    assert not path.with_suffix(".tmp").exists()


def test_a_broken_imported_line_is_refused_with_its_number(tmp_path: Path, corpus: Corpus) -> None:
    path = tmp_path / "articles.jsonl"
    write_imported(path, [corpus.articles["L2113-12"]])
    path.write_text(path.read_text(encoding="utf-8") + '{"ref": "L1"', encoding="utf-8")
    with pytest.raises(BrokenCorpusFile) as caught:
        list(read_imported(path))
    assert caught.value.line == 2


def test_the_newer_text_wins(corpus: Corpus) -> None:
    shipped = corpus.articles["R2122-8"]
    older = replace(shipped, in_force_since=None, consolidated_on=date(2025, 10, 24))
    assert is_newer(shipped, older)
    assert not is_newer(older, shipped)
    amended = replace(shipped, in_force_since=date(2027, 1, 1))
    assert is_newer(amended, shipped)


def test_an_old_edition_never_replaces_a_shipped_text(tmp_path: Path, corpus: Corpus) -> None:
    old = replace(
        corpus.articles["R2122-8"], text="40 000 euros", in_force_since=None, consolidated_on=date(2025, 1, 1)
    )
    write_imported(tmp_path / "articles.jsonl", [old])
    root = Path(__file__).resolve().parents[3] / "corpus"
    assert load_corpus(root, tmp_path).articles["R2122-8"] == corpus.articles["R2122-8"]


def test_a_text_whose_amendment_is_known_stops_applying(tmp_path: Path, corpus: Corpus) -> None:
    record = {
        "ref": "R2152-7",
        "text_name": "Code de la commande publique",
        "path": ["Partie réglementaire"],
        "consolidated_on": "2025-10-24",
        "url": "https://www.legifrance.gouv.fr/",
        "source": "Légifrance",
        "text": "Ancien texte.",
    }
    (tmp_path / "articles.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    root = Path(__file__).resolve().parents[3] / "corpus"
    article = load_corpus(root, tmp_path).articles["R2152-7"]
    assert article.is_in_force(date(2026, 8, 21))
    assert not article.is_in_force(date(2026, 8, 22))


def test_the_version_follows_every_text_and_date(corpus: Corpus, tmp_path: Path) -> None:
    newer = replace(corpus.articles["L2113-12"], in_force_since=date(2027, 1, 1))
    write_imported(tmp_path / "articles.jsonl", [newer])
    root = Path(__file__).resolve().parents[3] / "corpus"
    assert load_corpus(root, tmp_path).version != corpus.version
    assert load_corpus(root).version == corpus.version
