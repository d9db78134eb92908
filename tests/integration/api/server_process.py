"""A server in a process of its own, as ``python -m assistant serve`` starts it, so that it can be killed for real."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from assistant.settings import REPOSITORY, Settings


class ServerProcess:
    """One process over a data folder; ``client`` talks to it, whatever process is now behind the address."""

    def __init__(self, data_dir: Path, **chosen: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.data_dir = data_dir
        self.log = data_dir.parent / "server.log"
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60)
        # Nothing of the desk's own settings: they may be in the environment or in a .env of the working folder.
        known = {name.upper() for name in Settings.model_fields}
        inherited = {name: value for name, value in os.environ.items() if name.upper() not in known}
        self._environment = {**inherited, **chosen, "DATA_DIR": str(data_dir), "PYTHONPATH": str(REPOSITORY)}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, ready: bool = True) -> None:
        """Start a process and wait for it to answer ``/ready`` with 200, or only ``/health`` when it cannot."""
        command = [sys.executable, "-m", "assistant", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self.data_dir.parent, env=self._environment, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                if self.client.get("/ready" if ready else "/health").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        pytest.fail(f"le serveur n’est pas prêt : {self.log.read_text(encoding='utf-8')[-2_000:]}")

    def kill(self) -> None:
        """End the process at once, as a power cut would: nothing of it runs any more."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def server_process(data_dir: Path, **chosen: str) -> Iterator[ServerProcess]:
    """A started server over ``data_dir`` with these environment variables, killed at the end."""
    server = ServerProcess(data_dir, **chosen)
    try:
        server.start()
        yield server
    finally:
        server.kill()
        server.client.close()
