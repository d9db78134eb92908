"""What to say of a draft besides its text: the CCAG it follows when the nature is not told, the document it is not for."""

from __future__ import annotations

import re

from assistant.answer import Clause, Sentence
from assistant.conversation.words_asked import unquoted
from assistant.conversation.writers.desk import Desk
from assistant.drafting.choice import also_asked
from assistant.drafting.values import GUESSED
from assistant.folding import folded
from assistant.market import Fact, MarketFacts, MarketNature

_NATURES = {"CCAG-Travaux": MarketNature.TRAVAUX, "CCAG-FCS": MarketNature.SERVICES}
# « 150 h sur le lot 1 »: the templates write the hours of the whole contract.
_HOURS_OF_A_LOT = re.compile(r"\d\s?h(?:eures?)?\b.{0,25}\b(?P<lot>lot (?:n[°o]?\s?)?\d{1,2})\b")
_TECHNICAL = re.compile(r"\bcctp\b")


def facts_to_draft(desk: Desk) -> MarketFacts:
    """The facts known; where no nature is told, that of the CCAG which the conversation cited last."""
    ccag = _ccag_cited(desk)
    if ccag is None:
        return desk.facts
    return desk.facts.model_copy(update={"nature": Fact(value=_NATURES[ccag], source=ccag, confidence=GUESSED)})


def notes_on(desk: Desk, clause: Clause) -> list[Sentence]:
    """The notes that the message calls for."""
    ccag = _ccag_cited(desk)
    notes = [desk.say("clause_ccag_cite", ccag=ccag)] if ccag is not None and ccag in clause.text else []
    if _TECHNICAL.search(folded(desk.said)) and clause.document == "CCAP":
        notes.append(desk.say("clause_hors_cctp"))
    others = [] if desk.previous_clause is not None else also_asked(unquoted(desk.said))
    if others:
        notes.append(desk.say("clause_une_a_la_fois", others=others))
    lot = _HOURS_OF_A_LOT.search(folded(desk.said))
    if lot is not None and desk.understanding.facts.target_hours is not None:
        notes.append(desk.say("clause_heures_d_un_lot", lot=lot["lot"]))
    return notes


def _ccag_cited(desk: Desk) -> str | None:
    """The CCAG that the last answer to cite one puts first, where neither nature nor trade is known."""
    if desk.facts.nature is not None or desk.facts.trade is not None or desk.previous_clause is not None:
        return None
    cited = (citation.ref for answer in reversed(desk.previous_answers) for citation in answer.citations)
    return next((ref.split()[0] for ref in cited if ref.split()[0] in _NATURES), None)
