"""« Faut-il publier au BOAMP pour 120 000 € ? »: what the article on notices asks at the value told, where it is installed."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import BlockKind, Verdict
from assistant.conversation.procedure_scope import IS_FALSE
from assistant.conversation.question_form import Modality, denies, is_closed, modality
from assistant.conversation.state import Draft
from assistant.conversation.writers.decisions import reference_text
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded
from assistant.market import BuyerKind
from assistant.quantities import quantities
from assistant.rules import french
from assistant.rules.procedure import ProcedureKind

_REF = "R2131-12"
_JOURNAL = re.compile(r"\bboamp\b|\bbulletin officiel\b|\bjal\b|\bannonces? legales?\b|\bjournal d'annonces")
_REQUIRED = frozenset({Modality.REQUIRED, Modality.FACT})
# Another notice, or what has a publicity of its own.
_OF_ELSE = re.compile(
    r"\battributions?\b|\bdonnees essentielles\b|\bmodification\w*|\bprofil d'acheteur|\bjoue\b|\bjournal officiel|\blots?\b"
    r"|\bconcession\w*"
    r"|\bservices? (?:sociaux|juridiques?|specifiques?|de formation)|\bsuffi\w+|\bet\b.{0,20}\bjal\b"
)
# The buyers that the article names.
_NAMED = frozenset({BuyerKind.CENTRAL_AUTHORITY, BuyerKind.LOCAL_AUTHORITY})


def notice_asked(desk: Desk) -> Draft | None:
    """The conclusion for a sum told of an ordinary contract in an adapted procedure; ``None`` where another text may decide."""
    text = folded(desk.said)
    asked = is_closed(desk.said) and modality(desk.said) in _REQUIRED and _JOURNAL.search(text) is not None
    if denies(desk.said) or IS_FALSE.search(text):
        return None
    if not asked or _OF_ELSE.search(text) or not desk.is_ordinary or not desk.citer.knows(_REF):
        return None
    if desk.facts.buyer_kind is not None and desk.facts.buyer_kind.value not in _NAMED:
        return None
    value = desk.facts.amount_ht.value if desk.facts.amount_ht else None
    least = _least(desk)
    if value is None or least is None:
        return None
    advice = desk.toolbox.procedure(desk.facts, desk.on)
    # Where the procedure depends on who buys, the notice of each is told by the texts.
    if advice.kind is not ProcedureKind.ADAPTEE:
        return None
    above = value >= least
    numbers = desk.citer.cite(_REF, used_for="publicité d’une procédure adaptée")
    summary = desk.sentences.render(
        "avis_au_choix" if above else "publicite_libre", value=french.euros_ht(value), least=french.euros_ht(least)
    )
    return Draft(
        verdict=Verdict.SOUS_CONDITIONS if above else Verdict.NON,
        blocks=(
            *block(BlockKind.SUMMARY, [desk.summarise(None if above else Verdict.NON, summary, numbers)]),
            *block(BlockKind.PARAGRAPH, [reference_text(desk, _REF, 3_000)], "Texte de référence"),
        ),
        citations=desk.citer.citations,
        questions=advice.questions[:1],
        evidence=desk.evidence((french.euros_ht(value), french.euros_ht(least))),
    )


def _least(desk: Desk) -> Decimal | None:
    """The sum from which the article asks for a notice, in its own words."""
    article = desk.toolbox.article(_REF, desk.on)
    sums = {Decimal(one.value) for one in quantities(article.text) if one.unit == "€"}
    return sums.pop() if len(sums) == 1 else None
