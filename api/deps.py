"""What routes ask for: the house, the caller, the open assistant, the day whose law applies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, TypeVar

from fastapi import Depends, Request

from api.house import House
from api.security import Caller
from api.streaming import in_thread
from assistant.service import Assistant

T = TypeVar("T")


def house_of(request: Request) -> House:
    """The house of the running application."""
    house: House = request.app.state.house
    return house


def caller_of(request: Request) -> Caller:
    """Who calls, as the access middleware recognised them."""
    caller: Caller = request.state.caller
    return caller


InHouse = Annotated[House, Depends(house_of)]
ByCaller = Annotated[Caller, Depends(caller_of)]


async def with_assistant(house: House, call: Callable[[Assistant], T]) -> T:
    """The result of a call on the assistant, made in a worker thread."""
    return await in_thread(house.workers, lambda: call(house.assistant()))


def day(as_of: date | None) -> date:
    """The day whose law applies: the one asked for, else today."""
    return as_of or datetime.now(UTC).astimezone().date()
