"""What is said where a message seems to change the market and gives nothing kept of it, or names a day that is none."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import BlockKind
from assistant.conversation.followups import answered_intent
from assistant.conversation.impossible_dates import impossible_dates
from assistant.conversation.intents import Intent
from assistant.conversation.lot_names import called, named_lots
from assistant.conversation.settling import brings_facts
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block, merge
from assistant.folding import folded
from assistant.rules import french


def with_unread_said(desk: Desk, draft: Draft) -> Draft:
    """The draft after a word that nothing more was understood; as it is where facts were read, or for the texts.

    A day that does not exist was left out, whatever is asked: the draft says so.
    """
    if dates := impossible_dates(desk.said):
        said = desk.say("date_non_lue", dates=dates)
        evidence = desk.evidence([said.text])
        return merge((draft, Draft(blocks=block(BlockKind.WARNING, [said]), evidence=evidence)))
    if kept := _kept_amount(desk):
        said = desk.say("montant_garde", amount=kept)
        opening = Draft(blocks=block(BlockKind.SUMMARY, [said]), evidence=desk.evidence([said.text]))
        return merge((opening, draft)) if not draft.refused else draft
    read = desk.understanding
    law = answered_intent(read, desk.previous_intent) is Intent.LEGAL
    if read.intent is not Intent.FACT_UPDATE or brings_facts(read) or law or draft.refused or draft.heard:
        return draft
    return replace(draft, blocks=(*block(BlockKind.SUMMARY, [desk.say("fait_non_lu")]), *draft.blocks))


def _kept_amount(desk: Desk) -> str | None:
    """The sum excluding VAT that stands where a message told another with VAT that could not be converted."""
    known = desk.previous_facts
    if not any("TTC" in need for need in desk.understanding.needs):
        return None
    named = {lot.label: lot for lot, _, _ in named_lots(desk.facts.lots, folded(desk.said)) if lot in known.lots}
    for lot in named.values():
        if len(named) == 1 and lot.amount_ht is not None:
            return f"{french.euros_ht(lot.amount_ht)} pour le {called(lot)}"
    same = known.amount_ht is not None and known.amount_ht == desk.facts.amount_ht
    return french.euros_ht(known.amount_ht.value) if same and known.amount_ht is not None else None
