"""Figures that no text sets: the hours of insertion, the penalty by hour not done, the weight of a social criterion.

They are held too low or too high, or asked of the law.
"""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Verdict
from assistant.conversation.question_form import is_closed
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.hours import CCAG_REFS
from assistant.folding import folded
from assistant.market import MarketNature

_JUDGES = re.compile(
    r"\b(?:trop|assez|suffisante?s?|insuffisante?s?|raisonnables?|excessi\w*|exager\w*|corrects?|dissuasi\w*|abusi\w*)\b"
)
# « Imposé par un texte ? », « c'est dans le code ? », « un plafond légal ? ».
_LAW = re.compile(
    r"\b(?:(?:par|dans|selon) (?:(?:un|une|la|le|les|des|quel\w*) )?(?:textes?|lois?|code|decrets?|reglement\w*|ccp)"
    r"|lega(?:l|le|ux)|la loi|le code|(?:un |le )texte\b|reglementaires?)\b"
)
_SETS = re.compile(
    r"\b(?:impos\w+|fix\w+|oblig\w+|prevu\w*|prevoi\w*|exig\w+|minim\w+|plafon\w+|maxim\w+|max|limit\w+|ecrit\w*"
    r"|y a[- ]t[- ]il"
    r"|existe\w*|lega(?:l|le|ux)|dans (?:la loi|le code|un texte))\b"
)
_VOLUME = re.compile(
    r"\b(?:nombre|volume|quota|nb|minimum|maximum|plancher) (?:\w+ )?(?:d'|de |des )?heures\b"
    r"|\b(?:pourcentages?|taux|quotas?|effort)\b"
    r"|\bheures d'insertion\b|\d\s?%"
)
# Shares and hours that a text does set: those of a reserved contract, of a week of work, of an advance.
_SET_ELSEWHERE = re.compile(
    r"\breserv\w+|\bhandicap\w*|\bpar semaine\b|\bhebdomadaires?\b|\bsemaine\b|\bformation\b|\bavances?\b"
    r"|\bavenants?\b|\bmodif\w+"
    r"|\bmajor\w+|\bretenue\b|\banormal\w*|\besat\b|\badaptees?\b|\bcritere\w*|\bponder\w*|\bpenalit\w*|\bcddi\b"
    r"|\bsous[- ]trait\w*|\blots?\b"
)
_SUM = re.compile(r"\d\s?(?:€|euros?\b)")
_WEIGHT = re.compile(r"\d\s?(?:points?\b|pts?\b|%|/\s?100\b|sur 100\b)")
_PENALTY = re.compile(r"\bpenalit\w*")
_OF_INSERTION = re.compile(r"\binsertion\b|\bheures? non\b|\bpar heure\b|\bsocia\w+")
_OF_THE_CLAUSE = re.compile(rf"{_OF_INSERTION.pattern}|\bfacilitat\w+")
_CRITERION = re.compile(r"\bcriteres?\b|\bponder\w*")
_OF_ELSE = re.compile(r"\bretard\b|\bchiffre d'affaires\b|\bavenants?\b|\bavances?\b|\bretenue\b")
_EXISTS = re.compile(
    r"\bexiste\w*|\by a[- ]?t?[- ]?il\b|\b(?:loi|code|texte|decret)s?\b.{0,12}\b(?:impos|fix|oblig|exig|prevoi)\w+"
    r"|\bdans (?:la loi|le code)\b"
    r"|\b(?:impos|fix|exig|prevu)\w+ par\b"
)
_FEW_WORDS = 5
_NATURES = (MarketNature.TRAVAUX, MarketNature.SERVICES)


def judged_figure(desk: Desk) -> str | None:
    """The sentence that answers whether a figure told is too low or too high; ``None`` where none of these is asked about."""
    said = folded(desk.said)
    if (unset := _unset(desk, said)) is not None:
        return unset
    if _JUDGES.search(said) is None or _OF_ELSE.search(said):
        return None
    around = folded(" ".join((*desk.previous_questions[-1:], desk.said)))
    # « C'est trop ? » judges the figure said just before.
    figures = around if len(said.split()) <= _FEW_WORDS else said
    if _SUM.search(figures) and _PENALTY.search(around) and _OF_INSERTION.search(around):
        return "penalite_non_fixee"
    if _WEIGHT.search(figures) and _CRITERION.search(around) and _OF_INSERTION.search(around):
        return "ponderation_non_fixee"
    return None


def _unset(desk: Desk, said: str) -> str | None:
    """The sentence that answers whether a text sets one of these figures."""
    around = folded(" ".join((*desk.previous_questions[-1:], desk.said)))
    if not (_LAW.search(said) and _SETS.search(said)) or _OF_THE_CLAUSE.search(around) is None:
        return None
    if _PENALTY.search(said):
        return None if _OF_ELSE.search(said) else "penalite_non_fixee"
    if _CRITERION.search(said) and (_WEIGHT.search(said) or "ponder" in said):
        return "ponderation_non_fixee"
    asked = _VOLUME.search(said) is not None and _SET_ELSEWHERE.search(said) is None
    return "volume_non_fixe" if asked and not _OF_ELSE.search(said) else None


def write_judged(desk: Desk, sentence: str) -> Draft:
    """What the texts leave to the buyer, and who may tell what is usual."""
    if sentence in ("penalite_non_fixee", "volume_non_fixe"):
        natures = (desk.facts.nature.value,) if desk.facts.nature else _NATURES
        refs = tuple(dict.fromkeys(CCAG_REFS[nature] for nature in natures if nature in CCAG_REFS))
    else:
        refs = ("L2152-8",)
    numbers = tuple(
        number for ref in refs for number in desk.citer.cite(ref, used_for="montant laissé à l’acheteur")
    )
    # « Existe-t-il… imposé par la loi ? »
    asked = _LAW.search(folded(desk.said)) is not None and _EXISTS.search(folded(desk.said)) is not None
    verdict = Verdict.NON if asked and is_closed(desk.said) else None
    opening = desk.summarise(verdict, desk.sentences.render(sentence), numbers)
    said = [opening, desk.say("usage_a_demander")]
    return Draft(
        verdict=verdict,
        blocks=block(BlockKind.SUMMARY, said),
        citations=desk.citer.citations,
        evidence=desk.evidence(),
    )
