"""Counts in French writing."""

from __future__ import annotations

from assistant.conversation.rendering import NBSP


def number(value: object) -> str:
    """A count in French writing, thousands apart."""
    integer, _, decimals = f"{value:,}".partition(".")
    decimals = decimals.rstrip("0")
    return integer.replace(",", NBSP) + (f",{decimals}" if decimals else "")
