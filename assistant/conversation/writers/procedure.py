"""The procedure that an amount leads to, and the yes or no it gives to a question on publicity or competition."""

from __future__ import annotations

import re

from assistant.answer import Block, BlockKind, Verdict
from assistant.conversation.in_general import asks_scale
from assistant.conversation.question_form import asks_openly, is_closed
from assistant.conversation.routing import asks_where_published
from assistant.conversation.state import Draft
from assistant.conversation.support import Support
from assistant.conversation.writers.decisions import extended, steps_said
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.noted import noted_opinion
from assistant.folding import folded
from assistant.market import ContractKind
from assistant.rules.procedure import ProcedureAdvice, ProcedureKind

# Another duty than that of publicity before the contract.
_OTHER_DUTY = re.compile(
    r"\battributions?\b|donnees essentielles|rapport de presentation|recensement|profil d'acheteur"
)
# Bought without competition, in so many words.
WITHOUT_COMPETITION = (
    r"\bsans (?:\w+ ){0,2}?(?:publicite|pub|concurrence|annonces?|appel d'offres|consultation|procedure)\b"
    r"|\bgre a gre\b"
)
# « On peut passer sans rien ? », « on achète sans marché ».
_WITHOUT_ANYTHING = (
    r"\bsans (?:rien\b(?! (?:de|d'|qui|que|sign\w+|ecri\w+|formalis\w+)\b)|formalites?\b"
    r"|(?:passer |faire )?(?:par un |un |de )?marche\b(?! public))"
)
_DIRECT = re.compile(
    rf"{WITHOUT_COMPETITION}|{_WITHOUT_ANYTHING}|\bsans appel\b|\bdirect(e|ement|s)?\b|\btrois devis"
    r"|\b(se passer|dispens\w+|exonere\w*) d(e|'une?) (la )?(publicite|mise en concurrence|concurrence|appel|annonce)"
    r"|\bsimples? devis"
    r"|\bune? seule? (devis|macon|artisan|fournisseur|entreprise|prestataire|boite|societe|professionnel|candidat)"
)
_DEMANDED = re.compile(
    r"\b(oblig|doi[st]|dev(oi|ez|on)|faut|impos|exig)\w*\b.{0,30}\b(\d|deux|trois|plusieurs) devis"
)
_AVOIDS = re.compile(r"\b(evit|contourn|echapp|dispens|exoner)\w*|\bse passer\b")
_ABOVE = re.compile(
    r"\b(au[- ]dessus|depass\w*|attei\w*|superieure?s?|soumis\w*) .{0,20}seuil|\bseuil\w* .{0,25}(depasse|atteint)"
)
_BELOW = re.compile(r"\b(en[- ]dessous|sous|inferieure?s?) .{0,20}seuil")
# The cases of a contract without publicity nor competition; the sum is that of R2122-8.
_EXCEPTIONS, _BY_SUM = "R2122-", "R2122-8"


def write_procedure(desk: Desk, support: Support | None = None) -> Draft:
    """Which procedure follows from the amount; ``support`` is what the texts hold on the question, where it was looked for."""
    advice = desk.toolbox.procedure(
        desk.facts, desk.on, social_services="services sociaux" in folded(desk.message)
    )
    verdict, opinion = _procedure_verdict(desk.message, advice), None
    if verdict is None and support is not None and advice.kind is not None:
        # The words are not those of a threshold: the notes of its article know more ways to ask.
        opinion = noted_opinion(desk, support)
        verdict = opinion.verdict if opinion else None
    to_check = opinion is not None and not opinion.is_firm
    # From what sum to publish is told; where, only the texts tell.
    where = advice.kind is None and asks_where_published(desk.message)
    settled = verdict in (Verdict.OUI, Verdict.NON)
    # Asked from what sum, the thresholds answer.
    told_scale = bool(advice.scale) and asks_scale(desk.message) and not where
    needless = advice.kind is ProcedureKind.SANS_PUBLICITE and support is not None and _is_other_exception(support)
    steps = procedure_steps(desk, advice)
    law = [desk.citer.cite(figure.figure.article_ref, used_for=figure.label) for figure in advice.figures]
    blocks = (
        *block(BlockKind.WARNING, [desk.say("texte_peut_etre_absent")] if where else []),
        *block(BlockKind.SUMMARY, [desk.summarise(verdict, advice.summary, *law, to_check=to_check)]),
        *block(BlockKind.PARAGRAPH, [desk.say("autre_exception_inutile")] if needless else []),
        *steps,
        *block(BlockKind.WARNING, [desk.say("phrase", text=remark) for remark in advice.remarks]),
    )
    draft = Draft(
        verdict=verdict,
        to_check=to_check,
        blocks=blocks,
        questions=advice.questions[:2],
        follow_ups=_follow_ups(desk),
        partial=advice.kind is None and not (settled or told_scale),
    )
    return extended(desk, draft, tool_texts=procedure_texts(advice))


def settled_by_sum(desk: Desk, support: Support) -> bool:
    """Whether the sum told already allows what another exception is asked for: « c’est innovant, on passe sans rien ? »."""
    if desk.facts.amount_ht is None or not desk.is_ordinary or not _is_other_exception(support):
        return False
    if _DIRECT.search(folded(desk.message)) is None:
        return False
    return desk.toolbox.procedure(desk.facts, desk.on).kind is ProcedureKind.SANS_PUBLICITE


def _is_other_exception(support: Support) -> bool:
    """Whether the texts found are another case of a contract without publicity than a small sum."""
    return support.article.ref.startswith(_EXCEPTIONS) and support.article.ref != _BY_SUM


def procedure_steps(desk: Desk, advice: ProcedureAdvice) -> tuple[Block, ...]:
    """How the value leads to its procedure; the thresholds where none is known."""
    title = "Les seuils" if advice.scale else "Comment j’y arrive"
    return block(BlockKind.STEPS, steps_said(desk, (*advice.steps, *advice.scale), advice.figures), title)


def _follow_ups(desk: Desk) -> tuple[str, ...]:
    """What may be asked next; the rule of reserved markets does not answer for another contract."""
    contract = desk.facts.contract.value if desk.facts.contract else ContractKind.MARCHE
    reserved = ("Ce marché peut-il être réservé ?",) if contract is ContractKind.MARCHE else ()
    return (*reserved, "Suis-je obligé de prévoir une considération sociale ?")


def _procedure_verdict(question: str, advice: ProcedureAdvice) -> Verdict | None:
    """Yes or no to « may I buy without competition, must I publish, may I use an adapted procedure ».

    Where two procedures are still possible and answer differently, « sous conditions ».
    """
    text = folded(question)
    if not is_closed(question) and asks_openly(question):
        return None
    if _OTHER_DUTY.search(text):
        return None
    found = {_verdict_under(kind, text) for kind in _possible_kinds(advice)}
    if len(found) == 1:
        return found.pop()
    return Verdict.SOUS_CONDITIONS if found and None not in found else None


def _possible_kinds(advice: ProcedureAdvice) -> tuple[ProcedureKind, ...]:
    if advice.kind is not None:
        return (advice.kind,)
    if advice.written_contract is None:
        # No value to compare.
        return ()
    below = advice.below_european_threshold
    return (ProcedureKind.ADAPTEE, ProcedureKind.SANS_PUBLICITE if below else ProcedureKind.FORMALISEE)


def _verdict_under(kind: ProcedureKind, text: str) -> Verdict | None:
    direct, formal = kind is ProcedureKind.SANS_PUBLICITE, kind is ProcedureKind.FORMALISEE
    if _DEMANDED.search(text):
        # No text requires a number of quotes: below the threshold, not even one competitor.
        return Verdict.NON if direct else None
    if _DIRECT.search(text):
        return Verdict.OUI if direct else Verdict.NON
    if _AVOIDS.search(text):
        # Whether a procedure may be avoided above its threshold is for the texts to say.
        return None
    above, below = _ABOVE.search(text), _BELOW.search(text)
    if above or below:
        return Verdict.OUI if formal is bool(above) else Verdict.NON
    if re.search(r"\bmapa\b|procedure adaptee", text):
        return Verdict.NON if formal else Verdict.OUI
    if re.search(r"appel d'offres|procedure formalisee", text):
        return Verdict.OUI if formal else Verdict.NON
    if re.search(r"publicite|mise en concurrence|publier|boamp|annonce", text):
        return Verdict.NON if direct else Verdict.OUI
    return None


def procedure_texts(advice: ProcedureAdvice) -> tuple[str, ...]:
    """Every text of an advice: what an answer that shows it may rest on."""
    figures = (f"{figure.figure.value} {figure.unit} {figure.source}" for figure in advice.figures)
    return (
        advice.summary,
        *(step.explanation_fr for step in (*advice.steps, *advice.scale)),
        *advice.remarks,
        *figures,
    )
