"""What to say of a draft besides its text: the CCAG it follows when the nature is not told, the document it is not for."""

from __future__ import annotations

import re

from assistant.answer import Clause, Sentence
from assistant.conversation.words_asked import asks_for_little, asks_to_adapt, unquoted
from assistant.conversation.writers.desk import Desk
from assistant.drafting.articles import articles_of
from assistant.drafting.choice import also_asked
from assistant.drafting.values import GUESSED
from assistant.folding import folded
from assistant.market import Fact, MarketFacts, MarketNature
from corpus.models import ClauseKind

_NATURES = {"CCAG-Travaux": MarketNature.TRAVAUX, "CCAG-FCS": MarketNature.SERVICES}
# « 150 h sur le lot 1 »: the templates write the hours of the whole contract.
_HOURS_OF_A_LOT = re.compile(r"\d\s?h(?:eures?)?\b.{0,25}\b(?P<lot>lot (?:n[°o]?\s?)?\d{1,2})\b")
_TECHNICAL = re.compile(r"\bcctp\b")
_PARTS_OF_A_CRITERION = re.compile(
    r"\b(?P<count>une?|deux|trois|cinq|six|sept|huit|\d{1,2}(?<!\b4))\s(?:autres\s|nouveaux\s|seuls?\s)?sous-?\s?criteres?\b"
)
_ENDS_THE_CONTRACT = re.compile(r"\bresili\w+")
# Where nothing is sure to be ordered, hours told for the whole contract bind to nothing.
_ON_DEMAND = re.compile(r"\baccords?[- ]cadres?\b|\bbons?\sde\scommandes?\b")
_FLOOR = re.compile(r"\b(?:avec|un|montant)\smini(?:mum)?\b(?!.{0,8}\bnul\b)")
_OPTIONAL_PART = re.compile(r"\btranches?\s(?:optionnel\w+|conditionnel\w+)")
# What a clause must say (CCAG-Travaux 20.1, CCAG-FCS 16.1): its extent, the publics, the facilitator, the hours; and its sanction.
_KEPT = {
    ClauseKind.EXECUTION: ("Objet", "Périmètre", "Publics", "Facilitateur", "Pénalités"),
    ClauseKind.CRITERION: ("Critère", "Grille"),
    ClauseKind.RESERVATION: ("Réservation", "Mention"),
}
_FIRMED = "R2113-6"
_IRREGULAR = re.compile(r"\birreguli\w+")


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
    if asks_to_adapt(desk.said):
        notes.append(desk.say("clause_remplacee"))
    if asks_for_little(desk.said):
        notes.append(desk.say("clause_courte", kept=_kept_when_short(desk, clause)))
    if _TECHNICAL.search(folded(desk.said)) and clause.document == "CCAP":
        notes.append(desk.say("clause_hors_cctp"))
    others = [] if desk.previous_clause is not None else also_asked(unquoted(desk.said))
    if others:
        notes.append(desk.say("clause_une_a_la_fois", others=others))
    notes += _missing_from(desk, clause)
    lot = _HOURS_OF_A_LOT.search(folded(desk.said))
    shared = any(variable.name == "lots" and variable.rows for variable in clause.variables)
    if lot is not None and not shared and desk.understanding.facts.target_hours is not None:
        notes.append(desk.say("clause_heures_d_un_lot", lot=lot["lot"]))
    return notes


def _kept_when_short(desk: Desk, clause: Clause) -> str:
    """The titles of the articles that a short version keeps; empty where the template says none."""
    kind = desk.toolbox.drafter.templates[clause.template].kind
    titles = [title for title, _ in articles_of(clause.text)]
    return ", ".join(f"«\u00a0{title}\u00a0»" for title in titles if title.startswith(_KEPT.get(kind, ())))


def _missing_from(desk: Desk, clause: Clause) -> list[Sentence]:
    """What the message names and the template leaves to the buyer."""
    said = folded(unquoted(desk.said))
    drafted = desk.toolbox.drafter.templates[clause.template].kind
    notes = []
    if drafted is ClauseKind.CRITERION and _PARTS_OF_A_CRITERION.search(said):
        notes.append(desk.say("clause_sous_criteres"))
    told = folded("\n".join((desk.said, *desk.previous_questions)))
    if drafted is ClauseKind.EXECUTION and _ON_DEMAND.search(told) and not _FLOOR.search(told):
        notes.append(desk.say("clause_accord_cadre"))
    if drafted is ClauseKind.EXECUTION and _ENDS_THE_CONTRACT.search(said):
        notes.append(desk.say("clause_sans_resiliation"))
    if drafted is ClauseKind.EXECUTION and _OPTIONAL_PART.search(said) and desk.citer.knows(_FIRMED):
        notes.append(desk.say("clause_tranches", desk.citer.cite(_FIRMED, used_for="tranche optionnelle")))
    if drafted is ClauseKind.COMMITMENT and _IRREGULAR.search(said):
        notes.append(desk.say("clause_offre_irreguliere"))
    return notes


def irregular_offer(desk: Desk, clause: Clause) -> list[Sentence]:
    """The lines that tell which offer is irregular, where the message asks for them."""
    if not _IRREGULAR.search(folded(unquoted(desk.said))):
        return []
    lines = (line.strip() for line in clause.text.splitlines())
    return [desk.say("phrase", text=line) for line in lines if _IRREGULAR.search(folded(line))]


def _ccag_cited(desk: Desk) -> str | None:
    """The CCAG that the last answer to cite one puts first, where neither nature nor trade is known."""
    if desk.facts.nature is not None or desk.facts.trade is not None or desk.previous_clause is not None:
        return None
    cited = (citation.ref for answer in reversed(desk.previous_answers) for citation in answer.citations)
    return next((ref.split()[0] for ref in cited if ref.split()[0] in _NATURES), None)
