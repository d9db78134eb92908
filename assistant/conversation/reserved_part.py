"""What part of a contract a conversation reserves: the lots it names, one lot of several, or all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.conversation.reserved_operators import reserved_operators


def reserved_part(messages: Iterable[str], named: Callable[[str], str | None]) -> tuple[str | None, bool]:
    """The lots that the last message to tell some names, in its words, and whether it is one lot without saying which.

    ``messages`` are the newest first; ``named`` gives the words by which one names what is reserved.
    """
    for message in messages:
        words = named(message)
        if words is not None:
            return words, False
        if reserved_operators(message).of_a_lot:
            return None, True
    return None, False
