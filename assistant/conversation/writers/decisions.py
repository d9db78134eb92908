"""Answers that a legal decision carries: reservation, obligation, SPASER."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.answer import Block, BlockKind, Sentence, StructureMatch, Verdict
from assistant.conversation.citing import label_of
from assistant.conversation.duty_asked import (
    asks_if_allowed,
    asks_if_it_changes,
    asks_to_derogate,
    asks_which_date,
    exceptions_told,
    holds_impossible,
)
from assistant.conversation.hours_asked import asks_if_hours_due
from assistant.conversation.in_general import asks_of_population, asks_scale
from assistant.conversation.question_form import Modality, asks_openly, is_closed, modality
from assistant.conversation.reserved_operators import reserved_operators
from assistant.conversation.state import Draft
from assistant.conversation.threshold_side import told_side
from assistant.conversation.universals import asks_of_all
from assistant.conversation.words_asked import asks_for_words
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.lever import ASK_LEVER
from assistant.conversation.writers.offer import offer_blocks
from assistant.folding import folded
from assistant.quantities import quantities
from assistant.rules.decision import Decision, Step
from assistant.rules.parameters import UsedFigure
from corpus.models import StructureKind

# Who may hold a reserved market (L2113-12, L2113-13); others lend staff, or train it.
_MAY_HOLD = frozenset(kind for kind in StructureKind if kind.is_siae or kind.is_adapted)
_QUOTED = 2
_SAID = re.compile(r"^(?:Oui|Non|Sans objet)\s*[:.,]\s*")
_SHORT = 1_500
_MAY_DO_WITHOUT = re.compile(
    r"\b(peu[txv]\w*|puis|pouvons|possible|droit)\b.{0,25}\b(passer|ne pas|sans)\b(?!.*\b(parce|car|vu que|puisque)\b)"
)


def write_reservation(desk: Desk) -> Draft:
    """May the market be reserved, under which conditions, and who could answer."""
    told = reserved_operators(desk.message, desk.before)
    decision = desk.toolbox.reservation(desk.facts, desk.on, told)
    draft = _draft(desk, decision, told=not _asks_openly(desk))
    results, blocks = offer_blocks(desk, _MAY_HOLD)
    follow_ups = [ASK_LEVER]
    if decision.verdict is not Verdict.NON:
        follow_ups.insert(0, "Rédige la clause de réservation pour ce marché")
    if desk.facts.trade and not desk.facts.place:
        follow_ups.append("Qui peut répondre dans les Landes ?")
    # « Juste un des lots » changes the answer, and is no fact that is kept.
    heard = reserved_operators(desk.said).of_a_lot
    return extended(
        desk,
        replace(draft, heard=heard),
        blocks=(*draft.blocks, *blocks),
        structures=results.matches if results else (),
        follow_ups=tuple(follow_ups),
        tool_texts=_texts(blocks),
    )


def write_obligation(desk: Desk) -> Draft:
    """Must the buyer provide a social condition of performance, and what to record otherwise."""
    decision = desk.toolbox.obligation(desk.facts, desk.on, side_told(desk), exceptions_told(desk.said))
    bound = decision.verdict
    if is_closed(desk.message) and modality(desk.message) is Modality.RELEASED:
        # « Suis-je dispensé… ? » asks the opposite of what the rule decides.
        decision = decision.turned()
        if decision.verdict is Verdict.NON and _MAY_DO_WITHOUT.search(folded(desk.message)):
            # « Peut-on s'en passer ? »: a duty that has exceptions leaves it open.
            decision = decision.model_copy(update={"verdict": Verdict.SOUS_CONDITIONS})
    decision = _of_every_contract(desk, decision)
    decision, silent = _as_asked(desk, decision, bound)
    draft = _draft(desk, decision, opened=_asks_openly(desk), told=desk.is_ordinary, silent=silent)
    if not desk.is_ordinary:
        return extended(desk, draft)
    # Where nothing is due, no reason is to be recorded.
    then = ASK_LEVER if bound is Verdict.NON else "Rédige la note de motifs"
    follow_ups = ("Rédige la clause d’insertion pour ce marché", then, "Combien d’heures ?")
    return extended(desk, draft, follow_ups=follow_ups)


def _of_every_contract(desk: Desk, decision: Decision) -> Decision:
    """A duty that begins at a threshold is no duty of every contract: « dans tous nos marchés ? », « même pour un banc ? »."""
    waits = decision.verdict is Verdict.SOUS_CONDITIONS and bool(decision.questions)
    duty = modality(desk.message) in (Modality.REQUIRED, Modality.FACT)
    told = desk.facts.amount_ht or desk.facts.amount_per_year or desk.facts.amount_ttc
    if told is not None or not (waits and duty and asks_of_all(desk.said)) or side_told(desk) is not None:
        return decision
    summary = desk.sentences.render("pas_tous_les_marches", summary=decision.summary)
    return decision.model_copy(update={"verdict": Verdict.NON, "summary": summary})


def _as_asked(desk: Desk, decision: Decision, bound: Verdict) -> tuple[Decision, bool]:
    """The decision in the words of what is asked of the duty, and whether its yes or no would be read wrong."""
    said, summary = desk.said, without_opening(decision.summary)
    verdict, name, silent = decision.verdict, "", False
    if not desk.is_ordinary:
        return decision, False
    if asks_to_derogate(said) and bound is Verdict.NON:
        name, silent = "derogation_inutile", True
    elif asks_to_derogate(said) and bound is Verdict.OUI:
        name, verdict = "derogation_possible", Verdict.SOUS_CONDITIONS
    elif asks_if_allowed(desk.message):
        name, verdict = "clause_possible", Verdict.OUI
    elif holds_impossible(said):
        name, silent = "clause_jamais_ecartee", True
    elif asks_which_date(said):
        name, silent = "date_regardee", True
    elif asks_if_it_changes(said):
        silent = True
    elif asks_if_hours_due(said):
        name, silent = "heures_une_forme", bound is not Verdict.NON
    if name:
        summary = desk.sentences.render(name, summary=summary)
    return decision.model_copy(
        update={"verdict": verdict, "summary": summary if name else decision.summary}
    ), silent


def _asks_openly(desk: Desk) -> bool:
    return asks_openly(desk.message) and not is_closed(desk.message)


def side_told(desk: Desk) -> bool | None:
    """The side of the threshold that is told, not asked; in a question made of two messages, the last one tells it."""
    if asks_scale(desk.message):
        return None
    side = told_side(desk.said, desk.message)
    return told_side(desk.message) if side is None else side


def write_spaser(desk: Desk) -> Draft:
    """Must the buyer adopt a scheme for responsible purchasing."""
    decision = desk.toolbox.spaser(desk.facts, desk.on)
    peopled = asks_of_population(desk.said) and bool(decision.questions)
    if peopled:
        # « L’élu soutient que oui au-delà de 5 000 habitants »: only purchases count.
        summary = desk.sentences.render("habitants_sans_effet", summary=decision.summary)
        decision = decision.model_copy(update={"summary": summary})
    return _draft(desk, decision, opened=peopled or _asks_openly(desk))


def without_opening(summary: str) -> str:
    """The summary without the yes or no it may start with: the verdict says it already."""
    rest = _SAID.sub("", summary)
    return rest[:1].upper() + rest[1:]


def _draft(
    desk: Desk, decision: Decision, *, opened: bool = False, told: bool = True, silent: bool = False
) -> Draft:
    """The decision told; one that waits for a fact has no verdict where the question is an open one (``opened``).

    « Oui, sous conditions » is not said (``told``) of an open question, or of what another text may require; no verdict is
    where it would answer something else (``silent``).
    """
    waits = decision.verdict is Verdict.SOUS_CONDITIONS and bool(decision.questions)
    unsaid = (opened and waits) or (decision.verdict is Verdict.SOUS_CONDITIONS and not told)
    verdict = None if unsaid or silent else decision.verdict
    opening = desk.summarise(verdict, without_opening(decision.summary))
    anchored = steps_said(desk, decision.steps, decision.figures)
    cited = tuple(dict.fromkeys(number for sentence in anchored for number in sentence.citations))
    blocks: tuple[Block, ...] = (
        *block(BlockKind.SUMMARY, [Sentence(text=opening.text, citations=cited[:3])]),
        *block(BlockKind.STEPS, anchored, "Ce que j’ai vérifié"),
    )
    quoted = [reference_text(desk, ref) for ref in decision.refs[:_QUOTED] if desk.citer.knows(ref)]
    blocks += block(BlockKind.PARAGRAPH, quoted, "Textes de référence")
    if decision.draft_sentence:
        pasted = block(
            BlockKind.PARAGRAPH, [desk.say("phrase", text=decision.draft_sentence)], "Phrase à reprendre"
        )
        # Who asks for the words reads them before what they rest on.
        first = asks_for_words(desk.said) or asks_for_words(desk.message)
        blocks = (blocks[0], *pasted, *blocks[1:]) if first else (*blocks, *pasted)
    blocks += block(BlockKind.WARNING, [desk.say("phrase", text=remark) for remark in decision.remarks])
    return Draft(
        verdict=verdict,
        blocks=blocks,
        citations=desk.citer.citations,
        questions=decision.questions[:2],
        evidence=desk.evidence(decision_texts(decision)),
    )


def reckoning(desk: Desk, decision: Decision) -> tuple[Block, ...]:
    """What a rule counted on the figures told, under a question that the texts answer."""
    said = [desk.say("phrase", text=decision.summary), *steps_said(desk, decision.steps, decision.figures)]
    remarks = [desk.say("phrase", text=remark) for remark in decision.remarks]
    return (*block(BlockKind.STEPS, said, "Avec vos chiffres"), *block(BlockKind.WARNING, remarks))


def decision_texts(decision: Decision) -> tuple[str, ...]:
    """Every text of a decision: what an answer that shows it may rest on."""
    return (
        decision.summary,
        *(step.explanation_fr for step in decision.steps),
        *decision.remarks,
        decision.draft_sentence or "",
        *decision.questions,
        *(step.fact for step in decision.steps),
        *(f"{figure.figure.value} {figure.unit} {figure.source}" for figure in decision.figures),
    )


def reference_text(desk: Desk, ref: str, short: int = _SHORT) -> Sentence:
    """An article in its own words: all of them up to ``short`` signs, else its first paragraph."""
    article = desk.toolbox.article(ref, desk.on)
    label = label_of(article)
    words = article.text if len(article.text) <= short else article.paragraphs[0]
    return desk.say("texte_dit", desk.citer.cite(ref), label=label[0].upper() + label[1:], words=words)


def steps_said(desk: Desk, steps: Iterable[Step], figures: tuple[UsedFigure, ...]) -> list[Sentence]:
    """The steps, each on its article and on those that give the figures it names (annexe 2 for a threshold)."""
    said = []
    for step in steps:
        numbers = desk.citer.cite(step.ref, used_for=step.rule)
        named = {quantity.value for quantity in quantities(step.explanation_fr)}
        for figure in figures:
            if figure.figure.article_ref != step.ref and format(figure.value.normalize(), "f") in named:
                numbers += desk.citer.cite(figure.figure.article_ref, used_for=figure.label)
        numbers = tuple(dict.fromkeys(numbers))
        said.append(Sentence(text=step.explanation_fr, citations=numbers))
    return said


def extended(
    desk: Desk,
    draft: Draft,
    blocks: tuple[Block, ...] | None = None,
    structures: tuple[StructureMatch, ...] = (),
    follow_ups: tuple[str, ...] = (),
    tool_texts: Iterable[str] = (),
) -> Draft:
    evidence = desk.evidence((*draft.evidence.tool_texts, *tool_texts))
    return replace(
        draft,
        blocks=draft.blocks if blocks is None else blocks,
        structures=structures or draft.structures,
        citations=desk.citer.citations,
        follow_ups=follow_ups or draft.follow_ups,
        evidence=evidence,
    )


def _texts(blocks: Iterable[Block]) -> tuple[str, ...]:
    return tuple(sentence.text for block in blocks for sentence in block.sentences)
