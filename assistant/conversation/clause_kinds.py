"""Which document a message asks for."""

from __future__ import annotations

from assistant.conversation.lexicon import Lexicon
from assistant.conversation.phrase_index import Term

# In the order a buyer means them.
_KINDS = (
    "letter",
    "annex",
    "reasons",
    "follow_up",
    "criterion",
    "subcontracting",
    "reserved",
    "works",
    "services",
)


def clause_kind(terms: tuple[Term, ...], lexicon: Lexicon) -> str | None:
    """The document named, the most specific kind first; ``None`` when none is."""
    named = {match.value for match in lexicon.clause_kinds.find(terms)}
    return next((kind for kind in _KINDS if kind in named), None)
