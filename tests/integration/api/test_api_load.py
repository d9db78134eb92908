"""The measure of many conversations counts what a server does, well or badly."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assistant.settings import REPOSITORY
from corpus.commune_files import load_communes
from evaluation.load import measure_load

COMMUNES = load_communes(REPOSITORY / "corpus" / "communes")[:6]


def test_simultaneous_conversations_neither_fail_nor_mix(server: str) -> None:
    report = asyncio.run(measure_load(server, COMMUNES, clients=6, seconds=4, alone=2))
    assert report.is_clean, report
    assert report.problems == {}
    assert report.answers > 6
    assert report.conversations >= 6
    assert 0 < report.alone_p50_ms <= report.alone_p95_ms
    assert 0 < report.p50_ms <= report.p95_ms
    assert report.p95_ratio == pytest.approx(report.p95_ms / report.alone_p95_ms, abs=0.02)
    assert report.memory_start_mb
    assert report.memory_end_mb
    assert report.memory_start_mb > 50


class Muddled(BaseHTTPRequestHandler):
    """A server that answers everyone with one market, fails one time in three and forgets every turn."""

    asked = 0

    def do_GET(self) -> None:
        self.reply(404 if self.path == "/metrics" else 200, {"turns": []})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        type(self).asked += 1
        facts = [{"name": "amount_ht", "value": "100 021 €"}, {"name": "place", "value": "Dax"}]
        body = {"text": "Pour 100 021 €, oui.", "conversation_id": "une", "understood": facts}
        self.reply(500 if type(self).asked % 3 == 0 else 200, body)

    def reply(self, status: int, body: dict[str, Any]) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def muddled() -> Iterator[str]:
    """The address of the muddled server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Muddled)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_server_that_fails_mixes_and_forgets_is_found_out(muddled: str) -> None:
    report = asyncio.run(measure_load(muddled, COMMUNES, clients=3, seconds=1, alone=2))
    assert not report.is_clean
    assert report.errors > 0
    assert report.mixed > 0
    assert report.lost > 0
    assert any(problem.startswith("HTTP 500") for problem in report.problems)
    assert report.memory_start_mb is None
