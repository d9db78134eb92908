"""What is answered where nothing is read or computed: facts forgotten, what no source holds, a value that is not accepted."""

from __future__ import annotations

from assistant.answer import BlockKind
from assistant.conversation.limits import Limit
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.law import refuse
from assistant.errors import InvalidInput


def write_forgetting(desk: Desk, names: str) -> Draft:
    """What was forgotten, by its ``names``; none of it was known when they are empty."""
    said = desk.say("oubli", names=names) if names else desk.say("rien_a_oublier")
    return Draft(blocks=block(BlockKind.SUMMARY, [said]), evidence=desk.evidence())


def write_limit(desk: Desk, limit: Limit) -> Draft:
    """The refusal of what the sources never hold, with the articles that say so."""
    for ref in limit.cite:
        desk.citer.cite(ref, used_for="champ d’application du code")
    return refuse(desk, desk.say("phrase", text=limit.say), where=limit.where)


def write_invalid(desk: Desk, refusal: InvalidInput) -> Draft:
    """Why a value is not accepted."""
    said = [desk.say("phrase", text=refusal.message)]
    return Draft(blocks=block(BlockKind.WARNING, said), partial=True, evidence=desk.evidence((refusal.message,)))
