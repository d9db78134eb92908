"""Partner lookup: which structures to call, why, how far, and what is not known of them."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import BlockKind
from assistant.conversation.elsewhere import department_elsewhere
from assistant.conversation.state import Draft
from assistant.conversation.writers.contacts import contacts_asked, write_contacts
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.more_structures import asks_for_more, match_texts, write_more
from assistant.conversation.writers.offer import asbestos_block, removes_asbestos, structures_block
from assistant.conversation.writers.other_trades import other_communes_block, other_trades_block
from assistant.conversation.writers.structure_details import asked_of_the_list, unknown_details, write_details
from assistant.folding import folded
from assistant.partners.query import Way
from assistant.tools import query_of

_WANTS_THE_BEST = re.compile(
    r"\bmeilleure?s?\b|\bplus (?:serieu(?:x|se)s?|fiables?|competente?s?|sure?s?)\b|\bmieux (?:notee?s?|placee?s?)\b"
    r"|\brecommand\w*|\bconseille(?:s|z|riez|rais)?\b|\b(?:me|nous) conseiller\b|\bpreferez\b|\bvotre prefere\w*"
    r"|\b(?:donne|cite|file)\w*\b.{0,12}\b(?:un|le|seul) nom\b|\bl(?:e|a)quell?e?\b.{0,20}\b(?:prendre|choisir|prendriez)\b"
)


def write_partners(desk: Desk) -> Draft:
    """The structures that fit the need, best first."""
    if known := contacts_asked(desk):
        return write_contacts(desk, known)
    if removes_asbestos(desk):
        return Draft(blocks=asbestos_block(desk), partial=True, evidence=desk.evidence())
    department = department_elsewhere(desk.said) if desk.facts.place is None else None
    if department is not None:
        return _elsewhere(desk, department)
    unknown = unknown_details(desk)
    if unknown and (listed := asked_of_the_list(desk)):
        return write_details(desk, unknown, listed)
    query = replace(query_of(desk.facts, desk.message), limit=8)
    if asks_for_more(desk.said) and (more := write_more(desk, query)) is not None:
        return more
    results = desk.toolbox.partners(query)
    unranked = [desk.say("pas_de_classement")] if _WANTS_THE_BEST.search(folded(desk.said)) else []
    opening = [] if results.opening is None else [desk.say("phrase", text=results.opening)]
    others = other_trades_block(desk, results.understood)
    blocks = (
        *block(BlockKind.SUMMARY, [*unranked, *unknown, *opening]),
        *(others if _adds_a_trade(desk) else ()),
        *structures_block(desk, results, opened=True),
        *other_communes_block(desk, results.understood),
        *(() if _adds_a_trade(desk) else others),
    )
    read = results.understood
    # Lent staff is no market to reserve.
    lent = read.way is Way.STAFF
    follow_ups = [] if lent else ["Ce marché peut-il être réservé ?", "Rédige la clause d’insertion"]
    if results.total > len(results.matches):
        follow_ups.insert(0, "Montre-moi les autres")
    texts = [sentence.text for block in blocks for sentence in block.sentences]
    texts += match_texts(results.matches)
    return Draft(
        blocks=blocks,
        citations=desk.citer.citations,
        structures=results.matches,
        follow_ups=tuple(follow_ups),
        partial=not results.matches,
        heard=read.way is not None or read.kinds != query.kinds,
        evidence=desk.evidence(texts),
    )


def _adds_a_trade(desk: Desk) -> bool:
    """Whether the message adds a trade to the search known: who does it is told first."""
    added, main = desk.facts.other_trades, desk.facts.trade
    return (
        added is not None
        and main is not None
        and added.turn > main.turn
        and added.turn == len(desk.previous_questions)
    )


def _elsewhere(desk: Desk, department: str) -> Draft:
    """The directory holds only the Landes: who else to ask."""
    said = [desk.say("autre_departement", department=department), desk.say("autre_departement_suite")]
    return Draft(blocks=block(BlockKind.SUMMARY, said), partial=True, heard=True, evidence=desk.evidence())
