"""Which lever fits: reservation, lot, clause, criterion, subcontracting, with reasons for and against."""

from __future__ import annotations

import re

from assistant.answer import BlockKind
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.offer import SHOWN, asbestos_block, removes_asbestos, structures_block
from assistant.folding import folded
from assistant.rules.levers import LeverKind

ASK_LEVER = "Quel levier convient le mieux à ce marché ?"
# Hours of work, of a night or of a service are no lever.
_HOURS = (
    r"(?:les |des |d'|une clause (?:en |d')|la clause (?:en |d'))?heures?\b"
    r"(?! (?:ouvr|suppl|de (?!insertion)|travaill|normal|creus|pleines|d'ouverture|non )\w*)"
)
_OTHER_THAN_HOURS = re.compile(
    rf"\bautres? (?:chose |idees? |leviers? |moyens? |pistes? |solutions? )?(?:que|qu') ?(?:de )?{_HOURS}"
    rf"|\b(?:autrement|plutot|ailleurs) (?:que|qu') ?(?:par |avec |de )?{_HOURS}"
    rf"|\b(?:a part|en dehors d[eu]|hormis|a la place d[eu]|au lieu d[eu]) ?{_HOURS}"
    r"|\bautre chose que (?:de l'insertion|la clause d'insertion|une clause d'insertion)\b"
)


def asks_other_levers(said: str) -> bool:
    """Whether a message asks what else than hours a contract may provide: « des idées autres que les heures ? »."""
    return _OTHER_THAN_HOURS.search(folded(said)) is not None


def write_lever(desk: Desk) -> Draft:
    """The levers ranked for this market and this local offer."""
    results, offer = desk.toolbox.offer(desk.facts)
    excluded = frozenset({LeverKind.CLAUSE}) if asks_other_levers(desk.said) else frozenset()
    advice = desk.toolbox.lever(desk.facts, offer, desk.on, excluded)
    sentences = []
    for option in advice.levers:
        numbers = tuple(number for ref in option.refs for number in desk.citer.cite(ref, used_for=option.label))
        said = desk.say("levier", label=option.label, reasons_for=option.reasons_for,
                        reasons_against=option.reasons_against)  # fmt: skip
        sentences.append(said.model_copy(update={"citations": numbers}))
    summary = desk.say("phrase", text=advice.summary)
    numbers = tuple(
        number
        for ref in advice.summary_refs
        for number in desk.citer.cite(ref, used_for="condition d’exécution sociale")
    )
    told = [summary.model_copy(update={"citations": numbers or sentences[0].citations[:2]})]
    if excluded:
        law = desk.citer.cite(
            "L2112-2", "Elles peuvent également prendre en compte", "conditions d’exécution sociales"
        )
        told.append(desk.say("levier_sans_heures", law))
    asbestos = removes_asbestos(desk)
    matches = () if asbestos else results.matches
    listed = structures_block(desk, results) if matches else ()
    blocks = (
        *block(BlockKind.SUMMARY, told),
        *block(BlockKind.LEVERS, sentences, "Les leviers, du mieux au moins adapté"),
        *(asbestos_block(desk) if asbestos else listed),
        *block(BlockKind.WARNING, [desk.say("phrase", text=remark) for remark in advice.remarks]),
    )
    texts = [advice.summary, *advice.remarks]
    texts += [" ".join((option.label, *option.reasons_for, *option.reasons_against)) for option in advice.levers]
    texts += [sentence.text for b in blocks for sentence in b.sentences]
    return Draft(
        blocks=blocks,
        citations=desk.citer.citations,
        structures=matches[:SHOWN],
        questions=advice.questions[:2],
        follow_ups=("Rédige la clause correspondante", "Ce marché peut-il être réservé ?", "Combien d’heures ?"),
        evidence=desk.evidence(texts),
    )
