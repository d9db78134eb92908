"""Messages that change the draft of the conversation, whatever was asked since: a penalty, the hours to write in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.answer import Clause
from assistant.conversation.intents import Intent
from assistant.conversation.understanding import Understanding
from assistant.conversation.words_asked import unquoted
from assistant.drafting.articles import named_articles
from assistant.folding import folded
from assistant.market import MarketFacts

_FEW_WORDS = 10
_PENALTY = "penalty_per_hour"
_HOURS = "target_hours"
_REWORKS = re.compile(
    r"\b(?:manque\w*|ajoute[rz]?|rajoute[rz]?|complete[rz]?|remplace[rz]?|detaille[rz]?|reprend\w*|reprene[rz]|modifie[rz]?|adapte[rz]?)\b"
)
_SETS = re.compile(
    r"\b(?:met[sz]?|mettez|mettre|mettons|inscri\w+|ecri\w+|fixe[rz]?|passe[rz]?|corrige[rz]?|remplace[rz]?)\b"
)
_WONDERS = re.compile(r"\b(?:combien|quel\w*|pourquoi|comment|faut|dois|peut-on|puis-je|assez|trop)\b")


def changes_draft(said: str, read: Understanding, draft: Clause, values: Mapping[str, str]) -> bool:
    """Whether all that a message tells is for the draft: a penalty said alone, hours that it asks to write.

    ``values`` are those it gives for the variables of the draft.
    """
    text = folded(said)
    told = {name for name in MarketFacts.model_fields if getattr(read.facts, name)}
    wonders = "?" in said or _WONDERS.search(text) is not None
    if (
        not wonders
        and (_REWORKS.search(text) or _SETS.search(text))
        and named_articles(unquoted(said), draft.text)
    ):
        return True
    if told == {_PENALTY}:
        return read.intent is Intent.FACT_UPDATE and not wonders
    if values and not told and not wonders and len(said.split()) <= _FEW_WORDS:
        return True
    sets = _SETS.search(text) is not None and not wonders
    holds = any(variable.name == "heures" for variable in draft.variables)
    return holds and sets and _HOURS in told and told <= {_HOURS, "lots"}
