"""A turn acknowledged to a client is kept, whatever happens to the process or to its disk next."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from server_process import ServerProcess, server_process

CLIENTS = 6
_QUESTIONS = (
    "Ce marché de nettoyage de {amount} € HT à Dax peut-il être réservé ?",
    "Combien d’heures d’insertion avec un effort de 5 % ?",
    "Qui peut répondre ?",
)


@pytest.fixture
def data(tmp_path: Path, index_dir: Path) -> Path:
    """A data folder whose conversations are those of one test."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "index").symlink_to(index_dir, target_is_directory=True)
    return folder


def ask(client: httpx.Client, message: str, conversation: str | None = None) -> httpx.Response:
    """One message, answered whole."""
    return client.post("/api/chat", json={"message": message, "conversation_id": conversation})


def questions_kept(server: ServerProcess, conversation: str) -> list[str]:
    """The questions of the finished turns; each with its answer."""
    turns = server.client.get(f"/api/conversations/{conversation}").raise_for_status().json()["turns"]
    assert all(turn["answer"]["text"] for turn in turns)
    return [turn["question"] for turn in turns]


class Talker:
    """A client that asks without end until the server is gone; remembers only what was acknowledged."""

    def __init__(self, address: httpx.URL, number: int) -> None:
        self.number = number
        self.acknowledged: dict[str, list[str]] = {}
        self.in_flight: str | None = None
        self._address = address

    def talk(self) -> None:
        """Conversation after conversation, streamed for odd numbers; returns when the connection breaks."""
        with httpx.Client(base_url=self._address, timeout=60) as client, suppress(httpx.TransportError):
            for turn in range(10_000):
                conversation: str | None = None
                for question in _QUESTIONS:
                    self.in_flight = question.format(amount=50_000 + 1_000 * turn + self.number)
                    conversation = self._asked(client, self.in_flight, conversation)
                    self.acknowledged.setdefault(conversation, []).append(self.in_flight)
                    self.in_flight = None

    def _asked(self, client: httpx.Client, message: str, conversation: str | None) -> str:
        accept = "text/event-stream" if self.number % 2 else "application/json"
        sent = {"message": message, "conversation_id": conversation}
        with client.stream("POST", "/api/chat", json=sent, headers={"Accept": accept}) as response:
            body = response.read().decode()
        assert response.status_code == 200, body
        if self.number % 2:
            event, _, data = body.strip().split("\n\n")[-1].partition("\n")
            if event != "event: answer":
                raise httpx.ReadError("the stream was cut")
            body = data.removeprefix("data: ")
        answered: dict[str, str] = httpx.Response(200, content=body).json()
        return answered["conversation_id"]


def test_a_kill_during_answers_loses_no_acknowledged_turn(data: Path) -> None:
    with server_process(data) as server:
        talkers = [Talker(server.client.base_url, number) for number in range(CLIENTS)]
        with ThreadPoolExecutor(CLIENTS) as threads:
            running = [threads.submit(talker.talk) for talker in talkers]
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline and not all(len(t.acknowledged) > 1 for t in talkers):
                time.sleep(0.01)
            server.kill()
        for done in running:
            done.result()
        assert any(talker.in_flight for talker in talkers), "the kill must fall during an answer"
        server.start()
        for talker in talkers:
            assert len(talker.acknowledged) > 1
            for conversation, questions in talker.acknowledged.items():
                kept = questions_kept(server, conversation)
                assert kept[: len(questions)] == questions
                # A turn may have been kept just before its answer could leave.
                assert len(kept) <= len(questions) + 1
        # An interrupted conversation goes on where it was.
        conversation = list(talkers[0].acknowledged)[-1]
        before = questions_kept(server, conversation)
        assert ask(server.client, "Et l’obligation ?", conversation).status_code == 200
        assert questions_kept(server, conversation) == [*before, "Et l’obligation ?"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 MB of its own, in memory; only root may mount one."""
    folder = tmp_path / "disque"
    folder.mkdir()
    mounted = os.geteuid() == 0 and (
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64M", "tmpfs", folder], check=False).returncode == 0
    )
    if not mounted:
        pytest.skip("monter un petit disque demande d’être root")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path) -> Path:
    """A file that takes all the room left."""
    filler = disk / "plein"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4_096))
    return filler


def test_a_full_disk_is_said_and_nothing_is_lost(small_disk: Path, index_dir: Path) -> None:
    data = small_disk / "data"
    data.mkdir()
    (data / "index").symlink_to(index_dir, target_is_directory=True)
    with server_process(data) as server:
        acknowledged = ["Ce marché de nettoyage de 90 000 € HT à Dax peut-il être réservé ?"]
        conversation = ask(server.client, acknowledged[0]).raise_for_status().json()["conversation_id"]
        filler = fill(small_disk)

        state = server.client.get("/ready")
        assert state.status_code == 503
        disk = next(part for part in state.json()["parts"] if part["name"] == "disque")
        assert (disk["ok"], disk["code"]) == (False, "stockage_indisponible")
        assert "Libérez de la place" in disk["detail"]

        # What the database had already taken on the disk may still hold a few turns.
        for number in range(200):
            message = f"Et pour {91_000 + number} € HT ?"
            response = ask(server.client, message, conversation)
            if response.status_code != 200:
                break
            acknowledged.append(message)
        assert (response.status_code, response.json()["code"]) == (503, "stockage_indisponible")
        assert response.json()["detail"].startswith("Le disque du serveur est plein\u00a0:")
        fresh = ask(server.client, "Qui peut faire le ménage à Dax ?")
        assert (fresh.status_code, fresh.json()["code"]) == (503, "stockage_indisponible")
        # Reading goes on, and shows exactly what was acknowledged.
        assert questions_kept(server, conversation) == acknowledged

        filler.unlink()
        assert server.client.get("/ready").status_code == 200
        acknowledged.append("Et l’obligation ?")
        assert ask(server.client, acknowledged[-1], conversation).status_code == 200
        assert questions_kept(server, conversation) == acknowledged
        server.kill()
        server.start()
        assert questions_kept(server, conversation) == acknowledged
