"""The application over the assistant of the session, called as this machine's user would."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi.testclient import TestClient

from api.app import create_app
from assistant.service import Assistant
from assistant.settings import Settings

Serve = Callable[..., AbstractContextManager[TestClient]]
SettingsOf = Callable[..., Settings]


@pytest.fixture(scope="session")
def app_settings(tmp_path_factory: pytest.TempPathFactory, settings_of: SettingsOf) -> Settings:
    """Open on this machine, with records of its own."""
    return settings_of(tmp_path_factory.mktemp("records"))


@pytest.fixture(scope="session")
def client(app_settings: Settings, lent: Callable[[Settings], Assistant]) -> Iterator[TestClient]:
    """A client on this machine of an application with the default settings."""
    with local_client(app_settings, lent) as opened:
        yield opened


@pytest.fixture
def serve(tmp_path: Path, settings_of: SettingsOf, lent: Callable[[Settings], Assistant]) -> Serve:
    """Start an application with other settings: ``with serve(access="keys", address="10.1.2.3") as client``."""

    def start(
        address: str = "127.0.0.1", host: str = "127.0.0.1", **chosen: object
    ) -> AbstractContextManager[TestClient]:
        return local_client(settings_of(tmp_path, **chosen), lent, address, host)

    return start


@pytest.fixture(scope="session")
def server(
    tmp_path_factory: pytest.TempPathFactory,
    settings_of: SettingsOf,
    lent: Callable[[Settings], Assistant],
) -> Iterator[str]:
    """The address of a running server."""
    app = create_app(settings_of(tmp_path_factory.mktemp("server")), lent)
    running = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, access_log=False))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    address = f"http://127.0.0.1:{running.servers[0].sockets[0].getsockname()[1]}"
    # The embedding model is loaded by the first search.
    assert httpx.get(f"{address}/ready", timeout=120).json()["ready"]
    yield address
    running.should_exit = True
    thread.join()


@contextmanager
def local_client(
    settings: Settings,
    opener: Callable[[Settings], Assistant],
    address: str = "127.0.0.1",
    host: str = "127.0.0.1",
) -> Iterator[TestClient]:
    """A client whose connection comes from ``address`` and whose requests name ``host``."""
    app = create_app(settings, opener)
    with TestClient(app, base_url=f"http://{host}", client=(address, 50_000), follow_redirects=False) as opened:
        yield opened
