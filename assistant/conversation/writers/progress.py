"""The hours of a contract under way, lot by lot: what is done, what is left, and the statement filled with them."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import BlockKind
from assistant.conversation.state import Draft
from assistant.conversation.writers.clause import write_clause
from assistant.conversation.writers.desk import Desk, block
from assistant.drafting.lot_progress import LotProgress, in_all, left_by_lot
from assistant.rules import french

_STATEMENT = "etat-trimestriel"
_BY_LOT = "Lot par lot"


def write_progress(desk: Desk, lots: tuple[LotProgress, ...]) -> Draft:
    """The sums, each lot, then the quarterly statement that holds them."""
    whole, left = in_all(lots), left_by_lot(lots)
    net = french.number(whole.left) if whole.left != left else ""
    said = [
        desk.say(
            "avancement_total",
            due=french.number(whole.due),
            done=french.number(whole.done),
            share=whole.share,
            left=french.number(left),
            net=net,
        )
    ]
    by_lot = [
        desk.say(
            "avancement_lot",
            label=lot.label,
            due=french.number(lot.due),
            done=french.number(lot.done),
            share=lot.share,
            left=french.number(lot.left) if lot.left else "",
            beyond=french.number(lot.beyond) if lot.beyond else "",
        )
        for lot in lots
    ]
    idle = ", ".join(lot.label[:1].lower() + lot.label[1:] for lot in lots if lot.due and not lot.done)
    asked = [desk.say("avancement_alerte", lots=idle)] if idle else []
    drafted = write_clause(desk, _STATEMENT, lots, desk.toolbox.drafter.updates(desk.said, _STATEMENT))
    told = tuple(sentence.text for sentence in (*said, *by_lot, *asked))
    return replace(
        drafted,
        blocks=(
            *block(BlockKind.SUMMARY, [*said, *asked]),
            *block(BlockKind.STEPS, by_lot, _BY_LOT),
            *drafted.blocks,
        ),
        refused=False,
        heard=True,
        evidence=replace(drafted.evidence, tool_texts=(*drafted.evidence.tool_texts, *told)),
    )
