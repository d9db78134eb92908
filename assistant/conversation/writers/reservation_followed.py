"""« Et un seul des lots ? », « il faut le dire aux candidats ? », once a reservation is said to be possible."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Verdict
from assistant.conversation.draft_requests import asks_for_draft
from assistant.conversation.question_form import asks_openly, is_closed
from assistant.conversation.reserved_operators import reserved_operators
from assistant.conversation.state import Draft
from assistant.conversation.understanding import Intent
from assistant.conversation.writers.decisions import decision_texts, reference_text
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded

_SOME = re.compile(
    r"\b(?:une?|deux|trois|quelques)\s(?:seule?s?\s)?(?:(?:des|de (?:ces|mes|nos)) (?:\w+ )?lots?|d'entre|sur)\b"
    r"|\bune? seule?(?: lot)?\W*$"
    r"|\bqu'une?\W*$"
    r"|\bune? (?:seul )?lots?(?: seulement)?\W*$|\bcertains(?: lots|\W*$)|\bune partie des lots\b|\bl'un (?:des|d'eux)\b"
    r"|\bque (?:le|les) lots?\b"
    r"|\bpas tous\b"
)
_OF_ELSE = re.compile(
    r"\b(?:attribu|candida|offre|repon|prix|allot|achet|annonce|avis|publi|combien|rempor|gagn|resili|negoci|sous-?trait)\w*"
)
# « Je l'annonce aux candidats ? », « ça se met dans l'avis ? ».
_TELLS = re.compile(
    r"\b(?:l[ea] |l'|les |ca (?:se )?|je |on |cela )(?:dire|dis|annonce[rz]?|prevenir|previens|signale[rz]?"
    r"|precise[rz]?|indique[rz]?|mentionne[rz]?|ecrire|ecris|mettre"
    r"|mets|met|publie[rz]?"
    r"|marque[rz]?|figure[rz]?)\b"
)
_TO_WHOM = re.compile(
    r"\bcandidats\b|\bentreprises\b|\bavis\b|\bquelque part\b|\bdocuments\b|\breglement\b|\bdce\b|\bconsultation\b|\bannonce\b"
    r"|\bou\W*$"
)
_MUST = re.compile(r"\b(?:dois|doit|devons|faut|oblig\w+|je|on|ca se|ou)\b")
_NOTICE = "R2113-7"
_POSSIBLE = (Verdict.OUI, Verdict.SOUS_CONDITIONS)
_MAY_FOLLOW = frozenset({Intent.LEGAL, Intent.RESERVATION, Intent.OUT_OF_SCOPE, Intent.PROCEDURE})
_FEW_WORDS = 11


def reservation_followed(desk: Desk, intent: Intent) -> Draft | None:
    """The answer to who asks, of what was just said to be reservable, if some lots alone may be, or where it is announced."""
    return _lots_alone(desk, intent) or _announced(desk, intent)


def _announced(desk: Desk, intent: Intent) -> Draft | None:
    text = folded(desk.said)
    asked = (
        _TELLS.search(text) is not None and _TO_WHOM.search(text) is not None and _MUST.search(text) is not None
    )
    if not (_follows(desk, intent) and asked and desk.citer.knows(_NOTICE)) or asks_for_draft(desk.said):
        return None
    if desk.toolbox.reservation(desk.facts, desk.on).verdict not in _POSSIBLE:
        return None
    numbers = desk.citer.cite(_NOTICE, used_for="annonce de la réservation")
    verdict = Verdict.OUI if is_closed(desk.said) else None
    summary = desk.summarise(verdict, desk.sentences.render("reservation_annoncee"), numbers)
    return Draft(
        verdict=verdict,
        blocks=(
            *block(BlockKind.SUMMARY, [summary]),
            *block(BlockKind.PARAGRAPH, [reference_text(desk, _NOTICE)], "Texte de référence"),
        ),
        citations=desk.citer.citations,
        follow_ups=("Rédige la clause de réservation pour ce marché",),
        evidence=desk.evidence(),
    )


def _follows(desk: Desk, intent: Intent) -> bool:
    few = len(desk.said.split()) <= _FEW_WORDS
    return few and desk.previous_intent is Intent.RESERVATION and intent in _MAY_FOLLOW


def _lots_alone(desk: Desk, intent: Intent) -> Draft | None:
    text = folded(desk.said)
    asked = _SOME.search(text) is not None and _OF_ELSE.search(text) is None and not asks_openly(desk.said)
    if not (_follows(desk, intent) and asked):
        return None
    decision = desk.toolbox.reservation(desk.facts, desk.on, reserved_operators(desk.said, desk.before))
    if decision.verdict not in _POSSIBLE:
        return None
    refs = [ref for ref in decision.refs if ref in ("L2113-12", "L2113-13")]
    numbers = tuple(number for ref in refs for number in desk.citer.cite(ref, used_for="réservation de lots"))
    summary = desk.sentences.render("lots_reserves")
    quoted = [reference_text(desk, ref) for ref in refs[:1]]
    return Draft(
        verdict=decision.verdict,
        blocks=(
            *block(BlockKind.SUMMARY, [desk.summarise(decision.verdict, summary, numbers)]),
            *block(BlockKind.PARAGRAPH, quoted, "Texte de référence"),
        ),
        citations=desk.citer.citations,
        follow_ups=("Rédige la clause de réservation pour ce lot", "Qui peut répondre dans les Landes ?"),
        evidence=desk.evidence(decision_texts(decision)),
    )
