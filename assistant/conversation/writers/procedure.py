"""The procedure that an amount leads to, and the yes or no it gives to a question on publicity or competition."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Verdict
from assistant.conversation.question_form import is_closed
from assistant.conversation.state import Draft
from assistant.conversation.support import Support
from assistant.conversation.writers.decisions import extended, steps_said
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.noted import noted_opinion
from assistant.retrieval.lexicon import folded
from assistant.rules.procedure import ProcedureAdvice, ProcedureKind


def write_procedure(desk: Desk, support: Support | None = None) -> Draft:
    """Which procedure follows from the amount; ``support`` is what the texts hold on the question, where it was looked for."""
    advice = desk.toolbox.procedure(
        desk.facts, desk.on, social_services="services sociaux" in folded(desk.message)
    )
    verdict, opinion = _procedure_verdict(desk.message, advice.kind), None
    if verdict is None and support is not None and advice.kind is not None:
        # The words are not those of a threshold: the notes of its article know more ways to ask.
        opinion = noted_opinion(desk, support)
        verdict = opinion.verdict if opinion else None
    to_check = opinion is not None and not opinion.is_firm
    steps = steps_said(desk, advice.steps, advice.figures)
    law = [desk.citer.cite(figure.figure.article_ref, used_for=figure.label) for figure in advice.figures]
    blocks = (
        *block(BlockKind.SUMMARY, [desk.summarise(verdict, advice.summary, *law, to_check=to_check)]),
        *block(BlockKind.STEPS, steps, "Comment j’y arrive"),
        *block(BlockKind.WARNING, [desk.say("phrase", text=remark) for remark in advice.remarks]),
    )
    draft = Draft(
        verdict=verdict,
        to_check=to_check,
        blocks=blocks,
        questions=advice.questions[:2],
        follow_ups=("Ce marché peut-il être réservé ?", "Suis-je obligé de prévoir une considération sociale ?"),
        partial=advice.kind is None,
    )
    return extended(desk, draft, tool_texts=_procedure_texts(advice))


def _procedure_verdict(question: str, kind: ProcedureKind | None) -> Verdict | None:
    """Yes or no to « may I buy without competition, must I publish, may I use an adapted procedure »."""
    if kind is None or not is_closed(question):
        return None
    text = folded(question)
    if re.search(
        r"\battributions?\b|donnees essentielles|rapport de presentation|recensement|profil d'acheteur", text
    ):
        # Another duty than that of publicity before the contract.
        return None
    direct = kind is ProcedureKind.SANS_PUBLICITE
    if re.search(
        r"\bsans (publicite|mise en concurrence|concurrence|appel)|gre a gre|\bdirect|\btrois devis"
        r"|\b(se passer|dispens\w+|exonere\w*) d(e|'une?) (la )?(publicite|mise en concurrence|concurrence|appel|annonce)"
        r"|\bune? seule? (devis|macon|artisan|fournisseur|entreprise|prestataire|boite|societe|professionnel|candidat)",
        text,
    ):
        return Verdict.OUI if direct else Verdict.NON
    above = re.search(r"\b(au[- ]dessus|depass\w*|attei\w*|superieure?s?|soumis\w*) .{0,20}seuil", text)
    below = re.search(r"\b(en[- ]dessous|sous|inferieure?s?) .{0,20}seuil", text)
    if above or below:
        return Verdict.OUI if (kind is ProcedureKind.FORMALISEE) is bool(above) else Verdict.NON
    if re.search(r"\bmapa\b|procedure adaptee", text):
        return Verdict.NON if kind is ProcedureKind.FORMALISEE else Verdict.OUI
    if re.search(r"appel d'offres|procedure formalisee", text):
        return Verdict.OUI if kind is ProcedureKind.FORMALISEE else Verdict.NON
    if re.search(r"publicite|mise en concurrence|publier|boamp|annonce", text):
        return Verdict.NON if direct else Verdict.OUI
    return None


def _procedure_texts(advice: ProcedureAdvice) -> tuple[str, ...]:
    figures = (f"{figure.figure.value} {figure.unit} {figure.source}" for figure in advice.figures)
    return (advice.summary, *(step.explanation_fr for step in advice.steps), *advice.remarks, *figures)
