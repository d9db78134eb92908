"""Which lever fits: reservation, lot, clause, criterion, subcontracting, with reasons for and against."""

from __future__ import annotations

from assistant.answer import BlockKind
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.offer import SHOWN, structures_block


def write_lever(desk: Desk) -> Draft:
    """The levers ranked for this market and this local offer."""
    results, offer = desk.toolbox.offer(desk.facts)
    advice = desk.toolbox.lever(desk.facts, offer, desk.on)
    sentences = []
    for option in advice.levers:
        numbers = tuple(number for ref in option.refs for number in desk.citer.cite(ref, used_for=option.label))
        said = desk.say("levier", label=option.label, reasons_for=option.reasons_for,
                        reasons_against=option.reasons_against)  # fmt: skip
        sentences.append(said.model_copy(update={"citations": numbers}))
    summary = desk.say("phrase", text=advice.summary)
    blocks = (
        *block(BlockKind.SUMMARY, [summary.model_copy(update={"citations": sentences[0].citations[:2]})]),
        *block(BlockKind.LEVERS, sentences, "Les leviers, du mieux au moins adapté"),
        *(structures_block(desk, results) if results.matches else ()),
        *block(BlockKind.WARNING, [desk.say("phrase", text=remark) for remark in advice.remarks]),
    )
    texts = [advice.summary, *advice.remarks]
    texts += [" ".join((option.label, *option.reasons_for, *option.reasons_against)) for option in advice.levers]
    texts += [sentence.text for b in blocks for sentence in b.sentences]
    return Draft(
        blocks=blocks,
        citations=desk.citer.citations,
        structures=results.matches[:SHOWN],
        questions=advice.questions[:2],
        follow_ups=("Rédige la clause correspondante", "Ce marché peut-il être réservé ?", "Combien d’heures ?"),
        evidence=desk.evidence(texts),
    )
