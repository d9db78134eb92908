"""Fixtures shared by every test: the real corpus, read once, its index, and where the optional material lies."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.settings import Settings
from corpus.load import Corpus, load_corpus
from corpus.reading_files import load_readings

SettingsOf = Callable[..., Settings]

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FULL_CODE = SHARED / "legal" / "full-code-2025-10-24.jsonl.gz"


def require_or_skip(present: bool, what: str) -> None:
    """Skip on a desk that lacks a program; fail where the continuous integration promised it."""
    if present:
        return
    if os.environ.get("REQUIRE_SERVERS"):
        pytest.fail(f"{what} est absent alors que REQUIRE_SERVERS est défini")
    pytest.skip(f"{what} est absent de cette machine")


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The articles of the repository."""
    return load_corpus(ROOT / "corpus")


@pytest.fixture(scope="session")
def on() -> date:
    """A day on which every text of the corpus is in force."""
    return date(2026, 11, 22)


@pytest.fixture(scope="session")
def settings_of() -> SettingsOf:
    """Makes settings that owe nothing to the desk's ``.env``: ``settings_of(data_dir, access="keys")``."""

    def make(data_dir: Path, **chosen: object) -> Settings:
        return Settings(_env_file=None, data_dir=data_dir, **chosen)  # type: ignore[call-arg,arg-type]

    return make


@pytest.fixture(scope="session")
def index_dir(request: pytest.FixtureRequest, settings_of: SettingsOf) -> Path:
    """The index of the repository's texts, kept in pytest's cache: only texts that changed are embedded again."""
    # Chroma takes seconds to import, which tests without an index must not pay.
    from assistant.retrieval.index.build import build_index

    assert request.config.cache is not None
    settings = settings_of(request.config.cache.mkdir("assistant-data"))
    corpus = load_corpus(settings.corpus_dir)
    # Of the processes that share the tests, one builds it, the others find it built.
    with FileLock(settings.data_dir / "build.lock"):
        build_index(tuple(corpus.articles.values()), load_readings(settings.corpus_dir / "readings"), settings)
    return settings.index_dir


@pytest.fixture(scope="session")
def full_code() -> Path:
    """The whole code, beside the checkout; tests that need it are skipped without it."""
    if not FULL_CODE.exists():
        pytest.skip("le code entier n’est pas à côté du dépôt")
    return FULL_CODE


@pytest.fixture
def soffice() -> str:
    """The LibreOffice program."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    require_or_skip(program is not None, "LibreOffice")
    assert program is not None
    return program


@pytest.fixture(scope="session")
def chromium() -> str:
    """The Chromium program."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    require_or_skip(program is not None, "Chromium")
    assert program is not None
    return program
