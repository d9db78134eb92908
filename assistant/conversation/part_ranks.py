"""The rank of a lot or of a tranche that stands just before its sum: « lot 1 120 000 € », « TO1 480 000 »."""

from __future__ import annotations

import re

_SUM = r"(?=\s\d{1,3}(?:[ .]\d{3})+\b)"
_RANK = re.compile(
    r"\b(?P<of>lots?\s(?:n\s?[°o]?\s?)?|t[oc]\s?|(?:tranche|phase)s?\s(?:optionnelle\s|conditionnelle\s)?(?:n\s?[°o]?\s?)?)"
    rf"(?P<rank>\d{{1,2}}){_SUM}"
)
_WORTH_OF = re.compile(r"\b(?:montant|prix|valeur)\s(?:ht\s|total\s|estimee?\s){0,2}du\s$")
_LOT = re.compile(r"\blots?\s(?:n\s?[°o]?\s?)?\d")


def rank_spans(text: str) -> list[tuple[int, int]]:
    """Where the ranks are in the folded text; the sum after each begins after it."""
    return [m.span("rank") for m in _RANK.finditer(text) if not _may_be_worth(m, text)]


def may_be_rank(text: str, start: int) -> bool:
    """Whether the number at that place may begin with a rank, or be a sum as a whole (« montant du lot 2 180 000 € »)."""
    return any(m.start("rank") == start and _may_be_worth(m, text) for m in _RANK.finditer(text))


def _may_be_worth(found: re.Match[str], text: str) -> bool:
    """« le montant du lot 2 180 000 € », where no other lot is numbered, may be that of the one lot spoken of."""
    alone = len(_LOT.findall(text)) == 1 and len(found["rank"]) == 1
    return alone and bool(_WORTH_OF.search(text[: found.start()]))
