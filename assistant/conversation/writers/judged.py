"""Figures that no text sets, held too low or too high: the penalty by insertion hour, the weight of a social criterion."""

from __future__ import annotations

import re

from assistant.answer import BlockKind
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.hours import CCAG_REFS
from assistant.folding import folded
from assistant.market import MarketNature

_JUDGES = re.compile(
    r"\b(?:trop|assez|suffisante?s?|insuffisante?s?|raisonnables?|excessi\w*|exager\w*|corrects?|dissuasi\w*|abusi\w*)\b"
)
_SUM = re.compile(r"\d\s?(?:€|euros?\b)")
_WEIGHT = re.compile(r"\d\s?(?:points?\b|pts?\b|%|/\s?100\b|sur 100\b)")
_PENALTY = re.compile(r"\bpenalit\w*")
_OF_INSERTION = re.compile(r"\binsertion\b|\bheures? non\b|\bpar heure\b|\bsocia\w+")
_CRITERION = re.compile(r"\bcriteres?\b|\bponder\w*")
_OF_ELSE = re.compile(r"\bretard\b|\bchiffre d'affaires\b|\bavenants?\b|\bavances?\b|\bretenue\b")
_FEW_WORDS = 5
_NATURES = (MarketNature.TRAVAUX, MarketNature.SERVICES)


def judged_figure(desk: Desk) -> str | None:
    """The sentence that answers whether a figure told is too low or too high; ``None`` where none of these is asked about."""
    said = folded(desk.said)
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


def write_judged(desk: Desk, sentence: str) -> Draft:
    """What the texts leave to the buyer, and who may tell what is usual."""
    if sentence == "penalite_non_fixee":
        natures = (desk.facts.nature.value,) if desk.facts.nature else _NATURES
        refs = tuple(dict.fromkeys(CCAG_REFS[nature] for nature in natures if nature in CCAG_REFS))
    else:
        refs = ("L2152-8",)
    numbers = tuple(
        number for ref in refs for number in desk.citer.cite(ref, used_for="montant laissé à l’acheteur")
    )
    said = [desk.say(sentence, numbers), desk.say("usage_a_demander")]
    return Draft(blocks=block(BlockKind.SUMMARY, said), citations=desk.citer.citations, evidence=desk.evidence())
