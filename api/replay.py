"""Conversations of clients that send all their messages each time and keep no identifier of ours.

The conversation that ended with exactly the earlier messages is continued where it is still known; else the
user's earlier messages are asked again, in order, so that the facts they hold are known. Only what the user
said counts: the answers a client sends back are never read.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.errors import InvalidInput, UnknownConversation
from assistant.service import Assistant, Event

_KEPT = 2_000
_REPLAYED = 10


class Replay:
    """Finds or rebuilds the conversation of a list of messages; safe to share between threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, str] = OrderedDict()
        self._guard = threading.Lock()

    def steps(self, assistant: Assistant, questions: Sequence[str], on: date, owner: str) -> Iterator[Event]:
        """The events of the answer to the last message.

        Raises:
            InvalidInput: the last message is empty, too long or not text.
        """
        *earlier, last = questions
        conversation = self._taken(owner, earlier, on) if earlier else None
        if conversation is not None:
            try:
                return self._followed(assistant.stream(last, conversation, on, owner), questions, on, owner)
            except UnknownConversation:
                # Deleted, or past its retention, since.
                pass
        conversation = self._asked_again(assistant, earlier[-_REPLAYED:], on, owner)
        return self._followed(assistant.stream(last, conversation, on, owner), questions, on, owner)

    def _followed(self, steps: Iterator[Event], questions: Sequence[str], on: date, owner: str) -> Iterator[Event]:
        for event in steps:
            if event.name == "answer":
                with self._guard:
                    self._known[_mark(owner, questions, on)] = event.data["conversation_id"]
                    while len(self._known) > _KEPT:
                        self._known.popitem(last=False)
            yield event

    def _taken(self, owner: str, questions: Sequence[str], on: date) -> str | None:
        """The conversation, taken away: a second continuation of the same messages must not see the first."""
        with self._guard:
            return self._known.pop(_mark(owner, questions, on), None)

    def _asked_again(self, assistant: Assistant, questions: Sequence[str], on: date, owner: str) -> str | None:
        conversation: str | None = None
        for question in questions:
            try:
                conversation = assistant.answer(question, conversation, on, owner).conversation_id
            except InvalidInput:
                # It was refused when it was the last one too.
                continue
        return conversation


def _mark(owner: str, questions: Sequence[str], on: date) -> str:
    digest = hashlib.sha256()
    for part in (owner, on.isoformat(), *questions):
        digest.update(part.encode("utf-8", "surrogatepass"))
        digest.update(b"\0\0")
    return digest.hexdigest()
