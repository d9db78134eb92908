"""The part of a contract that a conversation reserves is told by the last message that names some."""

from __future__ import annotations

from assistant.conversation.reserved_part import reserved_part


def _named(message: str) -> str | None:
    return "lot 2" if "lot 2" in message else None


def test_the_last_message_that_tells_a_part_wins() -> None:
    assert reserved_part(["la mention svp", "juste un des lots", "réserver le lot 2"], _named) == (None, True)
    assert reserved_part(["la mention svp", "réserver le lot 2", "juste un des lots"], _named) == ("lot 2", False)
    assert reserved_part(["la mention svp", "90 000 € d’espaces verts"], _named) == (None, False)
