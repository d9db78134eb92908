"""What is said where a message seems to change the market, and gives nothing that is kept of it."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import BlockKind
from assistant.conversation.followups import answered_intent
from assistant.conversation.intents import Intent
from assistant.conversation.settling import brings_facts
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block


def with_unread_said(desk: Desk, draft: Draft) -> Draft:
    """The draft after a word that nothing more was understood; as it is where facts were read, or for the texts."""
    read = desk.understanding
    law = answered_intent(read, desk.previous_intent) is Intent.LEGAL
    if read.intent is not Intent.FACT_UPDATE or brings_facts(read) or law or draft.refused or draft.heard:
        return draft
    return replace(draft, blocks=(*block(BlockKind.SUMMARY, [desk.say("fait_non_lu")]), *draft.blocks))
