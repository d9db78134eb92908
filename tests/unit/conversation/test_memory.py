"""The same tests on SQLite and on PostgreSQL: who owns what, what is forgotten, what survives."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.conversation.memory import ConversationStore, open_store
from assistant.errors import InvalidInput, StoreUnavailable, UnknownConversation
from tests.conftest import require_or_skip

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of our own on a free port, stopped after the tests."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if Path("/usr/lib/postgresql").exists() else []
    require_or_skip(bool(folders) and shutil.which("runuser") is not None, "PostgreSQL")
    binaries, base = folders[-1], tmp_path_factory.mktemp("pg")
    # Tests shared between processes lie one folder deeper.
    for folder in (base, *base.parents[: 3 if os.environ.get("PYTEST_XDIST_WORKER") else 2]):
        folder.chmod(0o755)
    data = base / "data"
    data.mkdir()
    shutil.chown(data, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(*command: str) -> None:
        subprocess.run(["runuser", "-u", "postgres", "--", *command], check=True, capture_output=True, cwd="/tmp")

    run(str(binaries / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres")
    options = f"-p {port} -h 127.0.0.1 -k {data} -F"
    run(str(binaries / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(data / "log"), "-w", "start")
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        run(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ConversationStore]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    opened = open_store(tmp_path / "conversations.sqlite", url)
    yield opened
    opened.close()


def test_a_conversation_belongs_to_who_opened_it(store: ConversationStore) -> None:
    mine = store.open(None, "alice", NOW)
    assert store.open(mine, "alice", NOW) == mine
    with pytest.raises(UnknownConversation):
        store.open(mine, "bob", NOW)
    with pytest.raises(UnknownConversation):
        store.delete(mine, "bob")
    assert [name for name, _ in store.listed("alice")][:1] == [mine]


@pytest.mark.parametrize("wrong", ["", "inconnue", "../../etc", "' OR 1=1 --", "f" * 32])
def test_an_unknown_id_is_refused_whatever_its_form(store: ConversationStore, wrong: str) -> None:
    with pytest.raises(UnknownConversation):
        store.open(wrong, "alice", NOW)


def test_deleting_forgets_and_purging_keeps_the_recent(store: ConversationStore) -> None:
    old = store.open(None, "carole", NOW - timedelta(days=100))
    recent = store.open(None, "carole", NOW - timedelta(days=1))
    touched = store.open(None, "carole", NOW - timedelta(days=100))
    store.touch(touched, NOW)
    store.purge(NOW - timedelta(days=90))
    assert {name for name, _ in store.listed("carole")} == {recent, touched}
    with pytest.raises(UnknownConversation):
        store.require(old, "carole")
    store.delete(recent, "carole")
    assert {name for name, _ in store.listed("carole")} == {touched}


def test_a_path_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreUnavailable, match="conversations"):
        open_store(tmp_path / "file" / "conversations.sqlite")


def test_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="postgresql://"):
        open_store(tmp_path / "x.sqlite", "mysql://localhost/x")
