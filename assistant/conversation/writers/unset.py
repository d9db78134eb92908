"""What is answered of a figure that no text sets: the article that leaves it to the buyer, and who may tell what is usual."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Verdict
from assistant.conversation.intents import DRAFTS
from assistant.conversation.question_form import is_closed
from assistant.conversation.state import Draft
from assistant.conversation.unset_figures import Unset, asks_if_set, unset_figure
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.hours import CCAG_REFS
from assistant.drafting.values import TO_COMPLETE
from assistant.market import MarketNature

_NATURES = (MarketNature.TRAVAUX, MarketNature.SERVICES)
_OF_THE_CCAG = frozenset({Unset.PENALTY, Unset.MOST_PENALTY, Unset.EFFORT})
_REFS = {
    Unset.WEIGHT: ("L2152-8",),
    Unset.EFFORT: ("L2112-2-1",),
    Unset.RESERVED: ("L2113-12", "L2113-13", "L2113-15"),
}
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")
# The variable of a draft that holds the figure.
_WRITTEN = {Unset.WEIGHT: "ponderation", Unset.PENALTY: "penalite_heure"}
# The only share of a market that a text lets reserve.
_YOUNG_FIRMS = "L2113-17"
_ASK_EFFORT = "Quel effort d’insertion retenir pour calculer les heures ?"


def asked_unset(desk: Desk) -> Unset | None:
    """The figure that no text sets, where the message asks about one: « plafonnée à 5 % » is said to a draft."""
    if desk.previous_intent in DRAFTS and not desk.understanding.asks:
        return None
    return unset_figure(desk.said, f"{desk.before} {_figure_drafted(desk)}")


def write_unset(desk: Desk, unset: Unset) -> Draft:
    """What the texts leave to the buyer."""
    natures = (desk.facts.nature.value,) if desk.facts.nature else _NATURES
    ccag = tuple(CCAG_REFS[nature] for nature in natures if nature in CCAG_REFS) if unset in _OF_THE_CCAG else ()
    refs = tuple(dict.fromkeys((*_REFS.get(unset, ()), *ccag)))
    numbers = tuple(
        number
        for ref in refs
        if desk.citer.knows(ref)
        for number in desk.citer.cite(ref, used_for="chiffre laissé à l’acheteur")
    )
    verdict = Verdict.NON if asks_if_set(desk.said) and is_closed(desk.said) else None
    said = [desk.summarise(verdict, desk.sentences.render(unset.value), numbers)]
    if unset is Unset.RESERVED and desk.citer.knows(_YOUNG_FIRMS):
        share = desk.citer.cite(_YOUNG_FIRMS, used_for="part réservée aux jeunes entreprises innovantes")
        said.append(desk.say("part_jeunes_entreprises", share))
    written = _in_the_draft(desk, unset)
    if unset in _WRITTEN:
        left = desk.say("chiffre_a_completer")
        said.append(left if written is None else desk.say("chiffre_du_projet", value=written))
    said.append(desk.say("usage_a_demander"))
    return Draft(
        verdict=verdict,
        blocks=block(BlockKind.SUMMARY, said),
        follow_ups=(_ASK_EFFORT,) if unset is Unset.EFFORT else (),
        citations=desk.citer.citations,
        evidence=desk.evidence(() if written is None else (written,)),
    )


def _figure_drafted(desk: Desk) -> str:
    """What the figure that the message repeats is in the draft just written; empty where it repeats none of it."""
    if desk.previous_intent not in DRAFTS or desk.previous_clause is None:
        return ""
    said = set(_NUMBERS.findall(desk.said))
    drafted = (v for v in desk.previous_clause.variables if v.name in _WRITTEN.values())
    return " ".join(v.label for v in drafted if said & set(_NUMBERS.findall(v.value)))


def _in_the_draft(desk: Desk, unset: Unset) -> str | None:
    """The figure that the last draft holds; ``None`` where it leaves it to the buyer."""
    variables = desk.previous_clause.variables if desk.previous_clause is not None else ()
    written = (v.value for v in variables if v.name == _WRITTEN.get(unset) and v.origin != TO_COMPLETE)
    return next(written, None)
