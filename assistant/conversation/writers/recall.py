"""What the conversation holds: the facts kept, and the texts the last answer rests on, with their dates."""

from __future__ import annotations

from assistant.answer import BlockKind
from assistant.conversation.fact_merging import describe_facts
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block


def write_recall(desk: Desk) -> Draft:
    """The facts known of the market, one a line, for the buyer to correct."""
    known = describe_facts(desk.facts)
    if not known:
        return Draft(blocks=block(BlockKind.SUMMARY, [desk.say("rien_retenu")]), evidence=desk.evidence())
    facts = [desk.say("fait_retenu", label=fact.label, value=fact.value, source=fact.source) for fact in known]
    return Draft(
        blocks=(
            *block(BlockKind.SUMMARY, [desk.say("faits_retenus")]),
            *block(BlockKind.UNDERSTOOD, facts, "Votre marché"),
        ),
        evidence=desk.evidence(tuple(f"{fact.value} {fact.source}" for fact in known)),
    )


def write_sources(desk: Desk) -> Draft:
    """The citations of the last answer that had some, cited again with their dates."""
    cited = next((answer.citations for answer in reversed(desk.previous_answers) if answer.citations), ())
    numbers = [desk.citer.cite(one.ref, one.quote, one.used_for) for one in cited]
    said = desk.say("sources_de_la_reponse", *numbers) if any(numbers) else desk.say("presentation")
    return Draft(blocks=block(BlockKind.SUMMARY, [said]), citations=desk.citer.citations, evidence=desk.evidence())
