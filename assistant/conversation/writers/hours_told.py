"""Hours that the message gives: weighed against the work of the market, or carried by a change of its amount."""

from __future__ import annotations

import re
from decimal import ROUND_FLOOR, Decimal

from assistant.answer import BlockKind, Sentence
from assistant.conversation.contract_changes import ContractChange, read_change, read_reduction, speaks_of_less
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.folding import folded
from assistant.rules import french
from assistant.rules.hours_request import Rounding
from assistant.rules.hours_target import in_proportion

_CHANGE = re.compile(
    r"\b(?:avenants?|modificati\w+|rallonges?|(?:plus|moins)[- ]values?|travaux supplementaires|diminutions?"
    r"|(?:reductions?|baisses?) d[eu] (?:la |l[ae] valeur d[eu] )?(?:montant|marche|commande|masse|travaux|prestations?|\d))\b"
)
_MOVES_HOURS = re.compile(
    r"\b(?:augment|rajout|ajout|recalcul|revo|revis|baiss|diminu|redui|ajust|modifi|chang)\w*\b.{0,25}\bheures?\b"
)
_MOVE = re.compile(
    r"\bheures?\b.{0,25}\b(?:augment|bouge|chang|baiss|diminu|suiv|evolu|monte|mont|descend|grimp)\w*"
    r"|\b(?:augment|bouge|chang|baiss|diminu|evolu)\w*.{0,25}\bheures?\b"
)
_HOURS = re.compile(r"\bheures?\b|\d ?h\b")
# Whether a change may be made is another question than what it does to the hours.
_MAY = re.compile(r"\b(?:peut|peux|puis|pouvons|droit|oblig\w+|refus\w*|permis\w*|autoris\w*|legal\w*|faut)\b")
_FEW_WORDS = 16
_ASK_HOURS = "Combien d’heures d’insertion la clause du marché fixe-t-elle\u00a0?"
# The hours of insertion are what a change of the amount may carry: the words name no growth of the effort.
_OF_INSERTION = re.compile(r"\b(?:d'|en |par l')?insertion\b", re.IGNORECASE)


def weighed_sentence(desk: Desk) -> tuple[list[Sentence], list[str]]:
    """What effort the hours aimed at ask of the market, and the texts that tell it; nothing where no hours are aimed at."""
    found = desk.toolbox.weighed_target(desk.facts, desk.on)
    if found is None:
        return [], []
    effort = _between(french.measured(found.least * 100), french.measured(found.most * 100))
    labour = _between(french.number(_whole(found.labour_low)), french.number(_whole(found.labour_high)))
    low, high = french.percent(found.low), french.percent(found.high)
    said = desk.say(
        "heures_jugees",
        hours=french.number(found.hours),
        effort=effort,
        labour=labour,
        side=found.side.value,
        low=low,
        high=high,
    )
    return [said], [said.text, found.figure.figure.reference]


def hours_changed_again(desk: Desk) -> Draft | None:
    """The hours in proportion of another change than that of the question before: « et en moins-value de 90 000 ? »."""
    before, said = folded(desk.before), folded(desk.said)
    if _CHANGE.search(before) and _MOVE.search(said) and len(said.split()) <= _FEW_WORDS and not _MAY.search(said):
        # « Du coup les heures augmentent aussi ? », after the change of the amount.
        return write_changed(desk, (), f"{desk.before} {desk.said}")
    again = (
        _CHANGE.search(before)
        and _HOURS.search(before)
        and _CHANGE.search(said)
        and len(said.split()) <= _FEW_WORDS
    )
    return None if not again or _MAY.search(said) else write_changed(desk, (), desk.said)


def write_changed(desk: Desk, law: tuple[int, ...], message: str = "") -> Draft | None:
    """The hours in proportion of a change of the amount; ``None`` where the message tells no change, or no hours."""
    message = message or desk.message
    target, text = desk.facts.target_hours, folded(message)
    if not _CHANGE.search(text) or (target is None and not _MOVES_HOURS.search(text)):
        return None
    share = _changed_share(desk, message)
    if share is None or share <= -1:
        return None
    if target is None:
        return _untold(desk, share, law)
    exact, rounding = in_proportion(target.value, share), Rounding()
    after = rounding.apply(exact)
    sign = "−" if share < 0 else "+"
    formula = f"{french.hours(target.value)} × (1 {sign} {french.percent(abs(share))}) = {rounding.result(exact)}"
    said = [
        desk.say(
            "heures_avenant", before=french.number(target.value), after=french.number(after), formula=formula
        ),
        desk.say("heures_avenant_limite", law, desk.citer.cite("L2194-1", used_for="modification du marché")),
    ]
    return Draft(
        blocks=block(BlockKind.SUMMARY, said),
        citations=desk.citer.citations,
        heard=True,
        follow_ups=("Cet avenant est-il permis sans remise en concurrence ?",),
        evidence=desk.evidence([sentence.text for sentence in said]),
    )


def _untold(desk: Desk, share: Decimal, law: tuple[int, ...]) -> Draft:
    """What a change of the amount does to hours that nobody told: nothing by itself, and its own share of them."""
    said = [
        desk.say("heures_avenant_limite", law, desk.citer.cite("L2194-1", used_for="modification du marché")),
        desk.say("heures_avenant_part", share=french.percent(abs(share)), less=share < 0),
    ]
    return Draft(
        blocks=block(BlockKind.SUMMARY, said),
        citations=desk.citer.citations,
        questions=(_ASK_HOURS,),
        partial=True,
        evidence=desk.evidence([sentence.text for sentence in said]),
    )


def _changed_share(desk: Desk, message: str) -> Decimal | None:
    """By how much of it the amount changes, below zero where it decreases; ``None`` where the message is not sure."""
    message = _OF_INSERTION.sub("", message)
    if speaks_of_less(message):
        lowered = _share_of(desk, read_reduction(message))
        return -lowered if lowered is not None else None
    return _share_of(desk, read_change(message))


def _share_of(desk: Desk, change: ContractChange | None) -> Decimal | None:
    if change is None or change.share is not None or change.added_ht is None:
        return change.share if change else None
    known = desk.facts.amount_ht.value if desk.facts.amount_ht else None
    initial = change.initial_ht or (known if known != change.added_ht else None)
    return change.added_ht / initial if initial else None


def _whole(hours: Decimal) -> Decimal:
    return hours.to_integral_value(ROUND_FLOOR)


def _between(first: str, second: str) -> str:
    return first if first == second else f"{first} à {second}"
