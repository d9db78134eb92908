"""Does reserving release from publicity or competition, or are they due all the same? It releases from nothing."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Verdict
from assistant.conversation.question_form import Modality, is_closed, modality
from assistant.conversation.state import Draft
from assistant.conversation.understanding import Intent
from assistant.conversation.writers.decisions import extended
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.direct import direct_verdict
from assistant.conversation.writers.procedure import procedure_steps, procedure_texts
from assistant.folding import folded
from assistant.rules.procedure import ProcedureAdvice

_RESERVES = re.compile(r"\breserv\w+")
_COMPETITION = (
    r"(?:publi\w+|concurrence|procedure|boamp|joue|jal|avis(?! (?:negati|defavorab|contrair))|formalisee?"
    r"|appel d'offres|annonce)"
)
# « La réservation nous dispense-t-elle de publicité ? », « comme c'est réservé, on évite l'appel d'offres ? ».
_RELEASED = re.compile(
    rf"\b(?:dispens|exoner|evit|liber|echapp|affranchi)\w*\b.{{0,50}}\b{_COMPETITION}\b"
    rf"|\bplus besoin d[e'].{{0,25}}\b{_COMPETITION}\b"
)
# « Et ça nous dispense d’avis ? », after a question on a reservation.
_THAT = re.compile(r"\b(?:ca|cela) (?:\w+ ){0,2}?(?:dispens|exoner|evit|liber)\w*")
_ALL_THE_SAME = "(?:quand meme|tout de meme|malgre tout)"
# « Faut-il quand même publier ? », « la mise en concurrence, obligatoire aussi entre ESAT ? ».
_STILL_DUE = re.compile(
    r"\b(?:mise en|mettre en) concurrence\b.{0,40}\b(?:aussi|entre (?:les |des )?(?:esat|ea|siae|structures?|eux|elles))\b"
    rf"|\b{_COMPETITION}\b.{{0,40}}\b{_ALL_THE_SAME}\b|\b{_ALL_THE_SAME}\b.{{0,40}}\b{_COMPETITION}\b"
)


def asks_if_released(desk: Desk) -> bool:
    """Whether a message asks if reserving releases from publicity or competition, or if they are due all the same."""
    text, whole = folded(desk.said), folded(desk.message)
    reserved = _RESERVES.search(whole) is not None or desk.previous_intent is Intent.RESERVATION
    if not reserved or not desk.is_ordinary:
        return False
    if _RELEASED.search(text) and is_closed(desk.said):
        return _RESERVES.search(text) is not None or _THAT.search(text) is not None
    return _STILL_DUE.search(text) is not None and modality(desk.said) is Modality.REQUIRED


def _released(desk: Desk, advice: ProcedureAdvice) -> Verdict:
    """Reserving releases from nothing; what is still due depends on the value."""
    if _RELEASED.search(folded(desk.said)):
        return Verdict.NON
    opposite = {Verdict.OUI: Verdict.NON, Verdict.NON: Verdict.OUI}
    return opposite.get(direct_verdict(advice), Verdict.SOUS_CONDITIONS)


def write_released(desk: Desk) -> Draft:
    """Reserving does not release from competition; what the value of the need asks for."""
    advice = desk.toolbox.procedure(desk.facts, desk.on)
    verdict = _released(desk, advice)
    reserved = desk.toolbox.reservation(desk.facts, desk.on)
    refs = tuple(ref for ref in reserved.refs if ref.startswith(("L2113-", "R2113-")))[:3]
    cited = [desk.citer.cite(ref, used_for="marché réservé") for ref in refs]
    law = [desk.citer.cite(figure.figure.article_ref, used_for=figure.label) for figure in advice.figures]
    opening = desk.sentences.render("reservation_ne_dispense_pas")
    blocks = (
        *block(
            BlockKind.SUMMARY,
            [desk.summarise(verdict, opening, *cited), desk.say("phrase", *law, text=advice.summary)],
        ),
        *procedure_steps(desk, advice),
    )
    draft = Draft(
        verdict=verdict, blocks=blocks, questions=advice.questions[:2], follow_ups=("Qui peut répondre ?",)
    )
    return extended(desk, draft, tool_texts=procedure_texts(advice))
