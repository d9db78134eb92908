"""« Pourquoi ? » after an answer: what led the rule there, or the text that says so, and not the same words again."""

from __future__ import annotations

import re

from assistant.answer import Answer, BlockKind, Status, Verdict
from assistant.conversation.duty_asked import exceptions_told
from assistant.conversation.reserved_operators import reserved_operators
from assistant.conversation.state import Draft
from assistant.conversation.understanding import Intent
from assistant.conversation.writers.decisions import (
    decision_texts,
    reference_text,
    side_told,
    steps_said,
)
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.doubting import texts_since
from assistant.conversation.writers.procedure import procedure_texts
from assistant.folding import folded
from assistant.rules.decision import Decision, Outcome
from assistant.rules.procedure import ProcedureAdvice
from assistant.rules.reservation_notice import SUBJECT

_WHY = re.compile(
    r"\W*(?:(?:et|mais|ah|ah bon|ok|oui|non|euh|donc|alors|mais enfin|d'accord)\W+)*"
    r"(?:pourquoi|pk|pq|pkoi|pour quelles? raisons?|pour quels? motifs?|comment ca(?: se fait)?|(?:quelle est "
    r"|c'est quoi )la raison"
    r"|qu'est[- ]ce qui (?:l'impose|m'y oblige|l'oblige|le dit|l'exige|le permet)|d'ou (?:ca|cela) (?:vient|sort)"
    r"|(?:en vertu de|sur la base de) quoi|a quel titre)"
    r"(?:\W+(?:ca|cela|donc|non|oui|pas|obligatoire|oblige|moi|est-ce|c'est|est|on|je|suis|dois|doit|le|la|faire|svp|stp))*\W*"
)
_DECIDED = frozenset({Outcome.MET, Outcome.NOT_MET})
# The step that settles it, by the article it rests on, whatever else was looked at.
_SETTLES = ("Annexe 2", "D2111-3", "R2122-8", "R2123-1", "L2124-1", "L2113-12", "L2113-13", "L2113-15", "L2113-17")
# The law that each rule applies.
_LAW = frozenset({"L2112-2-1", "R2122-8", "L2124-1", "L2111-3", "L2113-12", "L2113-13", "L2113-15"})
_QUOTED = 2
_SHORT = 500


def asks_why(said: str) -> bool:
    """Whether a message asks for a reason, and for nothing else: « ah bon, pourquoi ? »."""
    return _WHY.fullmatch(folded(said)) is not None


def reason_asked(desk: Desk) -> Draft | None:
    """The reason of the last answer, where the message asks for nothing else; ``None`` elsewhere."""
    last = desk.previous_answers[-1] if desk.previous_answers else None
    if last is None or last.status is Status.REFUSED or not last.citations or not asks_why(desk.said):
        return None
    if last.clause is not None or last.calculation is not None or (last.structures and last.verdict is None):
        return None
    ruled = any(part.kind is BlockKind.STEPS for part in last.blocks)
    decided = _decided_on(desk, {one.ref for one in last.citations}) if ruled else None
    told = _of_the_rule(desk, decided) if decided is not None else None
    return told or _of_the_text(desk, last)


def _decided_on(desk: Desk, cited: set[str]) -> Decision | ProcedureAdvice | None:
    """What the rule that answered decides of the market, ``None`` where no rule did."""
    if "L2112-2-1" in cited:
        return desk.toolbox.obligation(desk.facts, desk.on, side_told(desk), exceptions_told(desk.before))
    if "L2111-3" in cited:
        return desk.toolbox.spaser(desk.facts, desk.on)
    if cited & {"L2113-12", "L2113-13"}:
        return desk.toolbox.reservation(desk.facts, desk.on, reserved_operators(desk.message, desk.before))
    return desk.toolbox.procedure(desk.facts, desk.on) if desk.previous_intent is Intent.PROCEDURE else None


def _of_the_rule(desk: Desk, decided: Decision | ProcedureAdvice) -> Draft | None:
    """The step that settles the answer, the others met or not, and the words of the law."""
    known = [step for step in decided.steps if step.outcome in _DECIDED and step.ref]
    unknown = [step for step in decided.steps if step.outcome is Outcome.UNKNOWN and step.ref in _SETTLES]
    if isinstance(decided, ProcedureAdvice) and decided.kind is None:
        unknown = [step for step in known if step.ref in _SETTLES]
    denied = isinstance(decided, Decision) and decided.verdict is Verdict.NON and decided.subject == SUBJECT
    settling = [step for step in known if step.ref in _SETTLES]
    # Who is turned down from a reservation is in no step: the texts say who may have one.
    if not known or denied:
        return None
    first = (unknown or settling or known)[0]
    said, *others = steps_said(desk, (first, *(step for step in known if step is not first)), decided.figures)
    name = "raison_a_preciser" if unknown else "parce_que"
    summary = desk.say(name, said.citations, reason=said.text)
    refs = dict.fromkeys(step.ref for step in decided.steps if step.ref in _LAW)
    quoted = [reference_text(desk, ref, _SHORT) for ref in list(refs)[:_QUOTED] if ref]
    texts = decision_texts(decided) if isinstance(decided, Decision) else procedure_texts(decided)
    return Draft(
        blocks=(
            *block(BlockKind.SUMMARY, [summary]),
            *block(BlockKind.STEPS, others, "Ce qui compte aussi"),
            *block(BlockKind.PARAGRAPH, quoted, "Le texte"),
        ),
        citations=desk.citer.citations,
        questions=decided.questions[:_QUOTED] if unknown else (),
        evidence=desk.evidence((*texts, summary.text)),
    )


def _of_the_text(desk: Desk, last: Answer) -> Draft | None:
    """The articles that answered, since when they say so; the sources hold the rules, and not what moved their authors."""
    refs = [ref for ref in dict.fromkeys(one.ref for one in last.citations) if desk.citer.knows(ref)][:_QUOTED]
    if not refs:
        return None
    said, days = texts_since(desk, refs)
    summary = desk.say("raison_du_texte", said[0].citations, count=len(refs))
    return Draft(
        blocks=(*block(BlockKind.SUMMARY, [summary]), *block(BlockKind.PARAGRAPH, said, "Textes de référence")),
        citations=desk.citer.citations,
        evidence=desk.evidence(days),
    )
