"""Buying from a structure without competition: what the value allows, which reserving does not change."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Verdict
from assistant.conversation.question_form import Modality, is_closed, modality
from assistant.conversation.state import Draft
from assistant.conversation.writers.decisions import extended
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.procedure import WITHOUT_COMPETITION, procedure_steps, procedure_texts
from assistant.folding import folded
from assistant.rules.procedure import ProcedureAdvice, ProcedureKind

# Several structures consulted and no other firm are what a reservation is for.
_ONE = r"(?:'une? |une? |l'|le |la |cet |cette |notre |mon |ma )"
_DIRECT = re.compile(
    rf"{WITHOUT_COMPETITION}|\ben direct\b"
    rf"|\bconsult(?:er|e|es|ez|ons|ent) (?!plus d)(?:(?:\S+ ){{0,3}}?(?:toute? )?seule?\b"
    rf"|(?:uniquement|exclusivement|seulement) {_ONE}|qu(?:e )?{_ONE})"
    r"|\b(?:achat|achet\w+|command\w+|pass\w+|confi\w+|donn\w+|attribu\w+|trait\w+)\b.{0,30}\bdirect(?:e|ement)?\b"
)
# The sum of one lot, or of what is added to a contract, is not that of the need.
_OF_ANOTHER_SUM = re.compile(r"\blots?\b|\bavenants?\b|\ben plus\b|\bsupplementaires?\b|\brallonges?\b")


def asks_directly(desk: Desk) -> bool:
    """Whether a closed question asks to buy from structures without competition: « donner le linge en direct à un ESAT ? »."""
    text = folded(desk.message)
    found = _DIRECT.search(text)
    return found is not None and desk.is_ordinary and (is_closed(desk.message) or text.endswith(found.group()))


def bought_directly(desk: Desk) -> bool:
    """Whether a closed question tells its own sum, low enough to buy without competition as it asks."""
    text = folded(desk.said)
    asked = re.search(WITHOUT_COMPETITION, text) is not None and _OF_ANOTHER_SUM.search(text) is None
    told = desk.understanding.facts.amount_ht is not None and desk.is_ordinary
    if not (asked and told and is_closed(desk.said)) or modality(desk.said) is Modality.FORBIDDEN:
        return False
    return desk.toolbox.procedure(desk.facts, desk.on).kind is ProcedureKind.SANS_PUBLICITE


def direct_verdict(advice: ProcedureAdvice) -> Verdict:
    """Whether the value allows to buy without competition."""
    if advice.kind is ProcedureKind.SANS_PUBLICITE:
        return Verdict.OUI
    # Where only European thresholds are in doubt, there is competition anyway.
    competes = advice.kind is not None or (advice.written_contract and not advice.below_european_threshold)
    return Verdict.NON if competes else Verdict.SOUS_CONDITIONS


def write_direct(desk: Desk) -> Draft:
    """What the value allows; without it, the threshold. The verdict is on buying without competition."""
    advice = desk.toolbox.procedure(desk.facts, desk.on)
    verdict = direct_verdict(advice)
    reserved = desk.toolbox.reservation(desk.facts, desk.on)
    refs = tuple(ref for ref in reserved.refs if ref.startswith("L2113-"))[:2]
    cited = [desk.citer.cite(ref, used_for="marché réservé") for ref in refs]
    law = [desk.citer.cite(figure.figure.article_ref, used_for=figure.label) for figure in advice.figures]
    blocks = (
        *block(BlockKind.SUMMARY, [desk.summarise(verdict, advice.summary, *law)]),
        *procedure_steps(desk, advice),
        *block(BlockKind.PARAGRAPH, [desk.say("reserver_ne_dispense_pas", *cited)] if cited else []),
    )
    draft = Draft(
        verdict=verdict,
        blocks=blocks,
        questions=advice.questions[:2],
        follow_ups=("Ce marché peut-il être réservé ?", "Qui peut répondre ?"),
    )
    return extended(desk, draft, tool_texts=procedure_texts(advice))
