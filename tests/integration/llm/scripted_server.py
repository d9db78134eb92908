"""An OpenAI-compatible server on the loopback that plays a script: one reply a request, the last one again and again."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Request"], None]


class Request:
    """One request received: its JSON body, and the ways to answer it."""

    def __init__(self, handler: BaseHTTPRequestHandler, body: dict[str, Any], stopped: threading.Event) -> None:
        self.body = body
        self.stopped = stopped
        self._handler = handler

    def begin(self, status: int = 200, content_type: str = "text/event-stream", **headers: str) -> None:
        self._handler.send_response(status)
        self._handler.send_header("Content-Type", content_type)
        for name, value in headers.items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.end_headers()

    def send(self, data: bytes) -> None:
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def delta(self, delta: dict[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = {
            "id": "c1", "object": "chat.completion.chunk", "created": 0, "model": "scripte", "choices": [choice],
        }  # fmt: skip
        self.send(f"data: {json.dumps(chunk)}\n\n".encode())

    def done(self, finish: str = "stop") -> None:
        self.delta({}, finish)
        self.send(b"data: [DONE]\n\n")


class ScriptedServer:
    """Where the server listens, and the requests it received."""

    def __init__(self, url: str, stopped: threading.Event) -> None:
        self.url = url
        self.requests: list[dict[str, Any]] = []
        self.script: list[Reply] = []
        self.stopped = stopped

    def plays(self, *script: Reply) -> ScriptedServer:
        """Set the replies, in order."""
        self.script = list(script)
        return self


@contextmanager
def scripted_server() -> Iterator[ScriptedServer]:
    """A server on a free port, stopped at the end, whatever its replies were doing."""
    stopped = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                served.requests.append(body)
                reply = served.script[min(len(served.requests), len(served.script)) - 1]
            try:
                reply(Request(self, body, stopped))
            except OSError:  # the client went away, as it should from a bad server
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing on the terminal."""

    lock = threading.Lock()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = ScriptedServer(f"http://127.0.0.1:{server.server_address[1]}/v1", stopped)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()


def says(text: str, finish: str = "stop", piece: int = 7) -> Reply:
    """A good stream: the text in small pieces."""

    def reply(request: Request) -> None:
        request.begin()
        request.delta({"role": "assistant", "content": ""})
        for start in range(0, len(text), piece):
            request.delta({"content": text[start : start + piece]})
        request.done(finish)

    return reply


def calls(name: str, arguments: str) -> Reply:
    """A tool call, its arguments in two pieces."""

    def reply(request: Request) -> None:
        request.begin()
        half = len(arguments) // 2
        function = {"name": name, "arguments": arguments[:half]}
        request.delta({"tool_calls": [{"index": 0, "id": "appel", "type": "function", "function": function}]})
        rest = {"index": 0, "function": {"arguments": arguments[half:]}}
        request.delta({"tool_calls": [rest]})
        request.done("tool_calls")

    return reply


def fails(status: int, **headers: str) -> Reply:
    """An HTTP error."""

    def reply(request: Request) -> None:
        body = b'{"error": {"message": "panne", "type": "panne"}}'
        request.begin(status, "application/json", Content_Length=str(len(body)), **headers)
        request.send(body)

    return reply


def sends(data: bytes, content_type: str = "text/event-stream") -> Reply:
    """Raw bytes, then the end of the connection."""

    def reply(request: Request) -> None:
        request.begin(200, content_type)
        request.send(data)

    return reply


def cuts(text: str) -> Reply:
    """The beginning of a stream, cut without an end."""

    def reply(request: Request) -> None:
        request.begin()
        request.delta({"content": text})

    return reply


def keeps_silent(seconds: float = 30.0, after: str = "", comments: bool = False) -> Reply:
    """A server that says nothing for a long time, or only that it is alive."""

    def reply(request: Request) -> None:
        request.begin()
        if after:
            request.delta({"content": after})
        for _ in range(int(seconds / 0.05)):
            if request.stopped.wait(0.05):
                return
            if comments:
                request.send(b": patientez\n\n")
        request.done()

    return reply


def never_ends(text: str) -> Reply:
    """The same words again and again."""

    def reply(request: Request) -> None:
        request.begin()
        while not request.stopped.wait(0.001):
            request.delta({"content": text})

    return reply
