"""Who could answer: the structures of the directory that fit the market, as blocks of an answer."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Block, BlockKind
from assistant.conversation.writers.desk import Desk, block
from assistant.partners import PartnerResults
from assistant.tools import query_of
from corpus.models import StructureKind

SHOWN = 5


def offer_blocks(
    desk: Desk, kinds: frozenset[StructureKind] = frozenset()
) -> tuple[PartnerResults | None, tuple[Block, ...]]:
    """The local offer for the trade and the place of the market, of the ``kinds`` given where the facts name none.

    Nothing when neither trade nor place is known.
    """
    if desk.facts.trade is None and desk.facts.place is None:
        return None, ()
    query = query_of(desk.facts)
    wanted = kinds if desk.facts.structure_kinds is None else query.kinds
    results = desk.toolbox.partners(replace(query, kinds=wanted, limit=SHOWN))
    return results, structures_block(desk, results)


def structures_block(desk: Desk, results: PartnerResults) -> tuple[Block, ...]:
    """The count by kind, then the structures themselves, then what is not known."""
    said = [desk.say("phrase", text=remark) for remark in results.remarks]
    return block(BlockKind.STRUCTURES, said, "Qui peut répondre" if results.matches else "Structures inclusives")
