"""The servers behind the browser tests: the real application, and the pages of another site."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
import uvicorn

from api.app import create_app
from assistant.settings import Settings


class HostSite:
    """Another site on this machine: serves the pages tests give it, each with its own headers."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, dict[str, str]]] = {"/favicon.ico": (" ", {})}
        pages = self.pages

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body, headers = pages.get(self.path, ("", {}))
                self.send_response(200 if body else 404)
                self.send_header(
                    "Content-Type", "text/css" if self.path.endswith(".css") else "text/html; charset=utf-8"
                )
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing on the terminal."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        self._thread = threading.Thread(target=self.server.serve_forever)
        self._thread.start()

    def page(self, path: str, html: str, **headers: str) -> str:
        """Serve ``html`` at ``path``; header names take underscores for hyphens. Returns the address."""
        self.pages[path] = (html, {name.replace("_", "-"): value for name, value in headers.items()})
        return self.origin + path

    def close(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self._thread.join()
        self.server.server_close()


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The address of the application with these settings, ready to answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(create_app(settings), port=port, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    address = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(base_url=address, timeout=60) as client:
            deadline = time.monotonic() + 120
            while time.monotonic() < deadline:
                try:
                    if client.get("/ready").status_code == 200:
                        break
                    time.sleep(0.1)
                except httpx.TransportError:
                    time.sleep(0.1)
            else:
                pytest.fail("l’assistant n’est pas prêt après deux minutes")
        yield address
    finally:
        server.should_exit = True
        thread.join()
