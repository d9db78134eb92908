"""On which side of the European threshold a message says its contract is, without a sum."""

from __future__ import annotations

import re

from assistant.folding import folded

_ABOVE = re.compile(
    r"\b(au[- ]dessus|au[- ]dela|depass\w+|attei(nt|gnent|ndre)|superieure?s?|a partir)\b"
    r"(?P<link>.{0,18}?)(?P<limit>\bseuils?\b|$|[?.!,])"
    r"|\bsur le seuil\b"
)
_BELOW = re.compile(
    r"\b(au[- ]dessous|en[- ]dessous|en deca|inferieure?s?|sous)\b(?P<link>.{0,12}?)(?P<limit>\bseuils?\b|$|[?.!,])"
)
_DENIED = re.compile(r"\b(ne |n')[^,;.?!]{0,12}$")


def told_side(message: str, before: str = "") -> bool | None:
    """True above the threshold, false below, ``None`` when the message tells neither or both.

    ``before`` is the question it continues: where that one names the threshold, « et en dessous ? » is enough.
    """
    text = folded(message)
    named = "seuil" in folded(before)
    above = [not _DENIED.search(text[: m.start()]) for m in _ABOVE.finditer(text) if _is_of_it(m, named=named)]
    below = [bool(_DENIED.search(text[: m.start()])) for m in _BELOW.finditer(text) if _is_of_it(m, named=named)]
    sides = {*above, *below}
    return sides.pop() if len(sides) == 1 else None


def _is_of_it(match: re.Match[str], *, named: bool) -> bool:
    limit = match.groupdict().get("limit")
    return limit is None or limit.startswith("seuil") or (named and not match["link"].strip())
