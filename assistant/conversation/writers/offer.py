"""Who could answer: the structures of the directory that fit the market, as blocks of an answer."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Block, BlockKind
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.other_trades import other_trades_block
from assistant.folding import folded
from assistant.partners import PartnerResults
from assistant.tools import query_of
from corpus.models import StructureKind

SHOWN = 5
_ASBESTOS = re.compile(r"\b(?:des)?amian\w*")


def offer_blocks(
    desk: Desk, kinds: frozenset[StructureKind] = frozenset()
) -> tuple[PartnerResults | None, tuple[Block, ...]]:
    """The local offer for the trade and the place of the market, of the ``kinds`` given where the facts name none.

    Nothing when neither trade nor place is known; of asbestos, only why none is named.
    """
    if desk.facts.trade is None and desk.facts.place is None:
        return None, ()
    if removes_asbestos(desk):
        return None, asbestos_block(desk)
    query = query_of(desk.facts)
    wanted = kinds if desk.facts.structure_kinds is None else query.kinds
    results = desk.toolbox.partners(replace(query, kinds=wanted, limit=SHOWN))
    return results, (*structures_block(desk, results), *other_trades_block(desk, results.understood))


def removes_asbestos(desk: Desk) -> bool:
    """Whether the trade of the market is told by asbestos: no neighbouring trade may stand for it."""
    return desk.facts.trade is not None and _ASBESTOS.search(folded(desk.facts.trade.source)) is not None


def asbestos_block(desk: Desk) -> tuple[Block, ...]:
    """Why no structure is named for asbestos."""
    return block(BlockKind.STRUCTURES, [desk.say("amiante_annuaire")], "Structures inclusives")


def structures_block(desk: Desk, results: PartnerResults, *, opened: bool = False) -> tuple[Block, ...]:
    """The count by kind, then the structures themselves, then what is not known; less the opening where it is said before."""
    remarks = results.remarks[1:] if opened and results.opening is not None else results.remarks
    said = [desk.say("phrase", text=remark) for remark in remarks]
    return block(BlockKind.STRUCTURES, said, "Qui peut répondre" if results.matches else "Structures inclusives")
