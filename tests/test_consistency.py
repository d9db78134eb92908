"""The repository as a whole: sources guarded, references everywhere, no orphan prompt, no forgotten word."""

from __future__ import annotations

import ast
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from assistant.conversation.limits import load_limits
from assistant.conversation.sentences import load_sentences
from assistant.quantities import plain_spaces, quantities
from corpus.figure_files import load_figures
from corpus.importers.full_code import read_full_code
from corpus.load import Corpus
from corpus.reading_files import Ask, Reading, load_readings, sort_readings
from corpus.source_files import Source, digest_of, load_sources
from tests.conftest import SHARED

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"


@pytest.mark.parametrize("source", load_sources(CORPUS), ids=lambda source: source.files)
def test_each_source_has_its_recorded_digest(source: Source) -> None:
    assert digest_of(CORPUS, source.files) == source.sha256, (
        "fichiers modifiés : relisez-les, puis « python -m assistant corpus sources »"
    )


def test_every_data_file_of_the_corpus_belongs_to_a_source_or_to_the_vocabulary() -> None:
    covered = {path for source in load_sources(CORPUS) for path in CORPUS.glob(source.files)}
    data = {p for p in CORPUS.rglob("*") if p.suffix in {".md", ".yaml", ".csv", ".docx", ".xlsx"}}
    own = {CORPUS / "sources.yaml", CORPUS / "clauses" / "LISEZMOI.md", *(CORPUS / "vocabulary").glob("*.yaml")}
    assert data - covered - own == set()


def test_the_shipped_texts_are_those_of_the_official_excerpts(corpus: Corpus) -> None:
    path = SHARED / "legal" / "excerpts.jsonl"
    if not path.exists():
        pytest.skip("les extraits ne sont pas à côté du dépôt")
    # Read as an import does: without what the page printed among the words.
    official = [article for _, article in read_full_code(path, date(2027, 1, 1)) if not isinstance(article, str)]
    assert {article.ref for article in official} == set(corpus.articles)
    for article in official:
        assert plain_spaces(article.text) == plain_spaces(corpus.articles[article.ref].text), article.ref


def test_every_article_is_dated_and_sourced(corpus: Corpus) -> None:
    for article in corpus.articles.values():
        assert article.consolidated_on <= date(2027, 1, 1)
        assert article.source
        assert article.url.startswith("https://www.legifrance.gouv.fr/"), article.ref


def test_no_reading_is_outdated_and_all_speak_of_the_code(corpus: Corpus) -> None:
    sorted_readings = sort_readings(load_readings(CORPUS / "readings"), corpus.articles.values())
    assert [reading.ref for reading in sorted_readings.outdated] == []
    assert len(sorted_readings.valid) >= 112


def test_a_figure_that_decides_a_reading_is_written_in_its_articles(corpus: Corpus) -> None:
    valid = sort_readings(load_readings(CORPUS / "readings"), corpus.articles.values()).valid
    assert [(r.ref, ask.question) for r in valid for ask in r.asks if not _is_written(ask, r, corpus)] == []


def _is_written(ask: Ask, reading: Reading, corpus: Corpus) -> bool:
    refs = (reading.ref, *reading.also)
    if ask.within is None or not all(ref in corpus.articles for ref in refs):
        # The figure may be in an article of the whole code that the repository does not hold.
        return True
    written = {quantity.key for ref in refs for quantity in quantities(corpus.articles[ref].text)}
    return (f"{ask.within.value:f}", ask.within.unit) in written


def test_every_figure_value_has_a_reference_and_a_check() -> None:
    figures = load_figures(CORPUS / "figures")
    values = [value for figure in figures.figures for value in figure.values]
    assert values
    assert all(value.reference and value.last_checked for value in values)


def test_every_sentence_template_is_used_by_the_code() -> None:
    templates = load_sentences(ROOT / "prompts").templates
    literals: set[str] = set()
    for path in (ROOT / "assistant").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        literals |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    assert sorted(set(templates) - literals) == []


def test_limits_are_readable_and_say_where_to_look() -> None:
    limits = load_limits(CORPUS / "vocabulary" / "limits.yaml")
    assert all(limit.say and limit.where for limit in limits)


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("ce dossier n’est pas un dépôt git")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_nothing_that_must_stay_out_is_tracked() -> None:
    names = [path.name for path in _tracked()]
    assert not [name for name in names if "full-code" in name or "siae-france" in name]


def test_no_module_is_longer_than_300_lines() -> None:
    modules = [path for path in _tracked() if path.suffix == ".py" and "tests" not in path.parts and path.exists()]
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    long = {str(path): length for path, length in lengths.items() if length > 300}
    assert long == {}


def test_user_sentences_use_the_typographic_apostrophe() -> None:
    for path in (ROOT / "prompts").rglob("*.yaml"):
        straight = re.findall(r"\w'\w.*", re.sub(r"join\('[^']*'\)", "", path.read_text(encoding="utf-8")))
        assert straight == [], path
