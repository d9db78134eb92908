"""Run the synchronous assistant in threads, and turn its events into server-sent events."""

from __future__ import annotations

import asyncio
import contextvars
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Executor
from functools import partial
from typing import TypeVar

from starlette.responses import StreamingResponse

from api import problems
from assistant.service import Event

T = TypeVar("T")
_PING_SECONDS = 15.0


async def in_thread(workers: Executor, call: Callable[[], T]) -> T:
    """The result of a call made in a worker thread, with the log context of the request."""
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(workers, context.run, call)


async def stepped(workers: Executor, steps: Iterator[Event]) -> AsyncIterator[Event | None]:
    """The events of ``steps``, run in one worker thread; ``None`` when nothing came for a while.

    An exception of the steps ends the iteration with an ``error`` event. When the reader goes away the steps
    are closed before their next event.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Event | None] = asyncio.Queue()
    stopped = threading.Event()

    def put(event: Event | None) -> None:
        loop.call_soon_threadsafe(queue.put_nowait, event)

    def work() -> None:
        try:
            for event in steps:
                if stopped.is_set():
                    break
                put(event)
        except Exception as error:  # the reader must learn of any failure, whatever it is
            put(Event("error", problems.of_exception(error).model_dump(exclude_none=True)))
        finally:
            close = getattr(steps, "close", None)
            if close is not None:
                close()
            put(None)

    running = loop.run_in_executor(workers, partial(contextvars.copy_context().run, work))
    try:
        while True:
            try:
                event = await asyncio.wait_for(queue.get(), _PING_SECONDS)
            except TimeoutError:
                yield None
                continue
            if event is None:
                return
            yield event
    finally:
        stopped.set()
        running.cancel()


def server_sent(events: AsyncIterator[Event | None]) -> StreamingResponse:
    """Events as ``text/event-stream``: a name and one line of JSON each; a comment when nothing comes."""

    async def lines() -> AsyncIterator[bytes]:
        async for event in events:
            yield b": patientez\n\n" if event is None else line_of(event)

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(lines(), media_type="text/event-stream", headers=headers)


def line_of(event: Event) -> bytes:
    """One event in the SSE format."""
    return f"event: {event.name}\ndata: {json.dumps(event.data, ensure_ascii=False)}\n\n".encode(errors="replace")
