"""A contract that changes once signed: the six cases of the law, and the shares known, where the decree is not installed."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer import BlockKind, Sentence, Verdict
from assistant.conversation.modifying import asks_anew, asks_to_modify, goes_on_modifying, is_unforeseen
from assistant.conversation.question_form import Modality, is_closed, modality
from assistant.conversation.state import Draft
from assistant.conversation.writers.counted import told_change
from assistant.conversation.writers.decisions import reference_text
from assistant.conversation.writers.desk import Desk, block
from assistant.market import BuyerKind
from assistant.rules import french, modification
from assistant.rules.parameters import UsedFigure, read_figure

_REF = "L2194-1"


def asks_of_a_modification(desk: Desk) -> bool:
    """Whether a message asks if a contract under way may change, and the decree that details it is not installed."""
    if not desk.is_ordinary or not desk.citer.knows(_REF) or desk.citer.knows(modification.REF):
        return False
    if asks_to_modify(desk.said):
        return True
    last = desk.previous_answers[-1].citations if desk.previous_answers else ()
    said_so = bool(last) and last[0].ref == _REF
    return said_so and goes_on_modifying(desk.said)


def write_modification(desk: Desk) -> Draft:
    """The six cases; beside them, what the share told is to the limits that the figures give."""
    law = desk.citer.cite(_REF, used_for="modification du marché")
    asked = modality(desk.said)
    # « Sommes-nous obligés d’accepter ? » is not what the article decides.
    anew = asked is Modality.REQUIRED and asks_anew(desk.said)
    must_accept = asked is Modality.REQUIRED and not anew
    verdict = Verdict.SOUS_CONDITIONS if is_closed(desk.said) and not must_accept else None
    summary = desk.sentences.render("modification_six_cas", must_accept=must_accept, anew=anew)
    change = told_change(desk)
    share = change.known_share if change else None
    most = _passed_limit(desk, share)
    if most is not None:
        # Another of the six cases may still allow it: neither yes nor no.
        verdict = None
    shares = _shares(desk, share, most)
    unforeseen = is_unforeseen(desk.said)
    blocks = (
        *block(BlockKind.SUMMARY, [desk.summarise(verdict, summary, law)]),
        *block(BlockKind.PARAGRAPH, [desk.say("modification_imprevue", law)] if unforeseen else []),
        *block(BlockKind.STEPS, shares, "Le faible montant"),
        *block(BlockKind.WARNING, [desk.say("modification_decret")]),
        *block(BlockKind.PARAGRAPH, [reference_text(desk, _REF)], "Texte de référence"),
    )
    return Draft(
        verdict=verdict,
        blocks=blocks,
        citations=desk.citer.citations,
        partial=True,
        evidence=desk.evidence(sentence.text for sentence in shares),
    )


def _passed_limit(desk: Desk, share: Decimal | None) -> Decimal | None:
    """The most that works become necessary or unforeseen may add, where the share told is beyond it."""
    most = read_figure(desk.toolbox.figures, "part_modification_necessaire", desk.on).value
    entity = desk.facts.buyer_kind is not None and desk.facts.buyer_kind.value is BuyerKind.CONTRACTING_ENTITY
    return most if share is not None and share > most and not entity else None


def _shares(desk: Desk, share: Decimal | None, most: Decimal | None) -> list[Sentence]:
    """The limits of a change of low value, and on which side of them the one told is."""
    nature = desk.facts.nature.value if desk.facts.nature else None
    limits = modification.limits_of(nature, desk.toolbox.figures, desk.on)
    said = [desk.say("modification_parts", limits=_listed(limits))]
    if share is None:
        return said
    values = [limit.value for limit in limits]
    side = "sous" if share < min(values) else "hors" if share >= max(values) else "entre"
    said.append(desk.say("modification_part_dite", share=french.percent(share), side=side))
    if most is not None:
        said.append(desk.say("modification_trop_grande", share=french.percent(share), most=french.percent(most)))
    return said


def _listed(limits: tuple[UsedFigure, ...]) -> str:
    return " ou ".join(f"{french.percent(limit.value)} ({limit.figure.label})" for limit in limits)
