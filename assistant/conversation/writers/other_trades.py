"""What a message asks of the directory beside its main trade and place: who does each of the others."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Block, BlockKind, StructureMatch
from assistant.conversation.place_roles import is_denied
from assistant.conversation.several_trades import are_alternatives
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded
from assistant.partners import PartnerQuery

_SHOWN = 3
_COMMUNES = 3
_EVERY = 100


def other_trades_block(desk: Desk, asked: PartnerQuery) -> tuple[Block, ...]:
    """Who does each of the other trades of the message, near the same place, and who does them all; nothing for one trade."""
    told = desk.facts.other_trades
    if told is None:
        return ()
    trades = told.value
    doing = [_found(desk, asked)[0]]
    said = []
    for trade in trades:
        query = replace(asked, family=trade.family, sector=trade.sector, trade_words="", trade_key=trade.key)
        exact, near = _found(desk, query)
        names = [_called(one) for one in (exact or near)[:_SHOWN]]
        said.append(desk.say("autre_metier", trade=trade.name, names=names, akin=not exact))
        doing.append(exact)
    everything = set.intersection(*({(one.name, one.city) for one in exact} for exact in doing))
    together = [_called(one) for one in doing[0] if (one.name, one.city) in everything]
    if not are_alternatives(told.source) and any(doing):
        said.append(desk.say("metiers_ensemble", names=together[:_SHOWN]))
    return block(BlockKind.PARAGRAPH, said, "Les autres métiers demandés")


def other_communes_block(desk: Desk, asked: PartnerQuery) -> tuple[Block, ...]:
    """Who does the trade near each of the other communes of the message; nothing when it names only one."""
    text = folded(desk.said)
    aligned = len(text) == len(desk.said)
    named = [
        place
        for place, start in desk.toolbox.directory.communes_in(desk.said)
        if not (aligned and is_denied(text[:start]))
    ]
    main = asked.place
    if main is None or main.also or len(named) < 2 or main.commune not in {place.commune for place in named}:
        return ()
    said = [desk.say("plusieurs_communes", commune=main.commune)]
    for place in [one for one in named if one.commune != main.commune][:_COMMUNES]:
        exact, near = _found(desk, replace(asked, place=place))
        names = [_called(one) for one in (exact or near)[:_SHOWN]]
        said.append(desk.say("depuis_commune", commune=place.commune, names=names, akin=not exact))
    return block(BlockKind.PARAGRAPH, said, "Les autres communes demandées")


def _found(desk: Desk, query: PartnerQuery) -> tuple[tuple[StructureMatch, ...], tuple[StructureMatch, ...]]:
    """The structures whose known activity is the trade, then those whose activity is near it, the nearest first."""
    results = desk.toolbox.partners(replace(query, text="", limit=_EVERY))
    return results.doing, results.near


def _called(one: StructureMatch) -> str:
    distance = f", {one.distance_km}\u00a0km" if one.distance_km is not None else ""
    return f"{one.name} ({one.kind}, {one.city}{distance})"
