"""What breaks is said: in ``/ready`` part by part, and to who asks, in French; nothing else stops."""

from __future__ import annotations

import shutil
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from assistant.service import Assistant, open_assistant
from assistant.settings import Settings

SettingsOf = Callable[..., Settings]
QUESTION = {"message": "Ce marché de nettoyage peut-il être réservé ?"}


def client_of(settings: Settings, opener: Callable[[Settings], Assistant] = open_assistant) -> TestClient:
    """A client on this machine."""
    return TestClient(create_app(settings, opener), base_url="http://127.0.0.1", client=("127.0.0.1", 1))


def parts_of(client: TestClient) -> dict[str, str]:
    """The code of each part, by name."""
    response = client.get("/ready")
    parts = {part["name"]: part["code"] for part in response.json()["parts"]}
    assert response.status_code == (200 if set(parts.values()) == {"ok"} else 503)
    assert all(part["detail"] for part in response.json()["parts"] if not part["ok"])
    return parts


def refused(client: TestClient, code: str) -> None:
    """The chat says so, whole or step by step."""
    for accept in ("application/json", "text/event-stream"):
        response = client.post("/api/chat", json=QUESTION, headers={"Accept": accept})
        assert (response.status_code, response.json()["code"]) == (503, code)
        assert response.json()["detail"].endswith(".")
        assert int(response.headers["retry-after"]) > 0


def test_a_missing_index_then_built(tmp_path: Path, settings_of: SettingsOf, index_dir: Path) -> None:
    with client_of(settings_of(tmp_path)) as client:
        assert client.get("/health").status_code == 200
        assert parts_of(client)["index"] == "index_indisponible"
        refused(client, "index_indisponible")
        assert client.get("/").status_code == 200
        (tmp_path / "index").rename(tmp_path / "sans-index") if (tmp_path / "index").exists() else None
        (tmp_path / "index").symlink_to(index_dir, target_is_directory=True)
        client.app.state.house._retry_at = 0.0  # type: ignore[attr-defined]
        assert set(parts_of(client).values()) == {"ok"}
        assert client.post("/api/chat", json=QUESTION).status_code == 200


def test_an_index_of_other_texts(tmp_path: Path, settings_of: SettingsOf, index_dir: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "current").write_text("absent", encoding="utf-8")
    with client_of(settings_of(tmp_path)) as client:
        assert parts_of(client)["index"] == "index_indisponible"


def test_a_dead_chroma_server(tmp_path: Path, settings_of: SettingsOf, index_dir: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # The index says it lives on the server that no longer answers.
    shutil.copytree(index_dir, tmp_path / "index", ignore=shutil.ignore_patterns("chroma", "*.sqlite*"))
    url = f"http://127.0.0.1:{port}"
    for manifest in (tmp_path / "index").glob("*/manifest.json"):
        text = manifest.read_text(encoding="utf-8").replace('"chroma_url": null', f'"chroma_url": "{url}"')
        manifest.write_text(text, encoding="utf-8")
    with client_of(settings_of(tmp_path, chroma_url=url)) as client:
        assert parts_of(client)["index"] == "stockage_indisponible"
        refused(client, "stockage_indisponible")


def test_a_chroma_server_that_dies_under_way(
    tmp_path: Path, settings_of: SettingsOf, lent: Callable[[Settings], Assistant], monkeypatch: pytest.MonkeyPatch
) -> None:
    def dead(*_args: object, **_kwargs: object) -> object:
        raise httpx.ConnectError("connection refused")

    settings = settings_of(tmp_path)
    store = lent(settings).toolbox.engine._index.store
    monkeypatch.setattr(type(store), "_set", dead)
    with client_of(settings, lent) as client:
        assert parts_of(client)["index"] == "stockage_indisponible"
        asked = {"message": "Que dit le code de la commande publique des variantes ?"}
        assert client.post("/api/chat", json=asked).json()["code"] == "stockage_indisponible"
        # A stream that has begun cannot change its status: the refusal is its last event.
        stream = client.post("/api/chat", json=asked, headers={"Accept": "text/event-stream"})
        assert stream.status_code == 200
        last = stream.text.strip().split("\n\n")[-1]
        assert last.startswith("event: error\n")
        assert '"code": "stockage_indisponible"' in last


def test_a_locked_database(tmp_path: Path, settings_of: SettingsOf, index_dir: Path) -> None:
    (tmp_path / "index").symlink_to(index_dir, target_is_directory=True)
    with client_of(settings_of(tmp_path)) as client:
        assert client.post("/api/chat", json=QUESTION).status_code == 200
        with sqlite3.connect(tmp_path / "conversations.sqlite") as other:
            other.execute("BEGIN EXCLUSIVE")
            response = client.post("/api/chat", json=QUESTION)
            other.rollback()
        other.close()
        assert (response.status_code, response.json()["code"]) == (503, "stockage_indisponible")
        assert client.post("/api/chat", json=QUESTION).status_code == 200


def test_a_full_disk(
    tmp_path: Path, settings_of: SettingsOf, index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index").symlink_to(index_dir, target_is_directory=True)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with client_of(settings_of(tmp_path)) as client:
        assert client.post("/api/chat", json=QUESTION).status_code == 200
        opened = client.app.state.house.opened()  # type: ignore[attr-defined]
        # SQLite refuses to grow past this many pages, as on a disk without room.
        connection = opened.store.checkpointer.conn
        connection.execute("PRAGMA max_page_count = 1")
        monkeypatch.setattr("os.posix_fallocate", full)
        assert parts_of(client)["disque"] == "stockage_indisponible"
        refused_once = client.post("/api/chat", json=QUESTION)
        assert (refused_once.status_code, refused_once.json()["code"]) == (503, "stockage_indisponible")


def test_an_answer_is_given_even_when_the_books_cannot_be_written(
    tmp_path: Path, settings_of: SettingsOf, lent: Callable[[Settings], Assistant]
) -> None:
    (tmp_path / "records.sqlite").write_bytes(b"ceci n'est pas une base" * 100)
    with client_of(settings_of(tmp_path), lent) as client:
        asked = {"message": "Rédige la clause d’insertion pour un lot peinture de 80 000 € HT"}
        assert client.post("/api/chat", json=asked).status_code == 200
        assert client.post("/api/feedback", json={"rating": "utile"}).status_code == 503
