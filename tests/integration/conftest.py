"""One assistant for every integration test: opening it costs seconds."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.service import Assistant, open_assistant
from assistant.settings import Settings

SettingsOf = Callable[..., Settings]


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
