"""One index and one assistant for every integration test: building them costs most of a minute."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.retrieval.index.build import build_index
from assistant.service import Assistant, open_assistant
from assistant.settings import Settings
from corpus.load import load_corpus
from corpus.reading_files import load_readings

SettingsOf = Callable[..., Settings]


@pytest.fixture(scope="session")
def settings_of() -> SettingsOf:
    """Makes settings that owe nothing to the desk's ``.env``: ``settings_of(data_dir, access="keys")``."""

    def make(data_dir: Path, **chosen: object) -> Settings:
        return Settings(_env_file=None, data_dir=data_dir, **chosen)  # type: ignore[call-arg,arg-type]

    return make


@pytest.fixture(scope="session")
def index_dir(request: pytest.FixtureRequest, settings_of: SettingsOf) -> Path:
    """The index of the repository's texts, kept in pytest's cache: only texts that changed are embedded again."""
    assert request.config.cache is not None
    settings = settings_of(request.config.cache.mkdir("assistant-data"))
    corpus = load_corpus(settings.corpus_dir)
    build_index(tuple(corpus.articles.values()), load_readings(settings.corpus_dir / "readings"), settings)
    return settings.index_dir


@pytest.fixture(scope="session")
def data_dir(index_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh data folder with the index in it; conversations and records are those of this session only."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "index").symlink_to(index_dir, target_is_directory=True)
    return folder


@pytest.fixture(scope="session")
def assistant(data_dir: Path, settings_of: SettingsOf) -> Iterator[Assistant]:
    """The assistant over the repository's texts."""
    opened = open_assistant(settings_of(data_dir))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def lent(assistant: Assistant) -> Callable[[Settings], Assistant]:
    """An opener for ``create_app`` that lends the assistant: closing the application leaves it open."""
    twin = copy.copy(assistant)
    twin.close = lambda: None  # type: ignore[method-assign]
    return lambda _settings: twin
