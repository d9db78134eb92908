"""The penalty that hours not done come to, at the rate the contract sets: « 112 heures sur 350, à 45 € : combien ? »."""

from __future__ import annotations

import re

from assistant.answer import BlockKind
from assistant.conversation.draft_requests import asks_for_draft
from assistant.conversation.hours_short import Shortfall, hours_short
from assistant.conversation.state import Draft
from assistant.conversation.understanding import Intent
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.hours import CCAG_REFS
from assistant.folding import folded
from assistant.rules import french

_HOW_MUCH = re.compile(
    r"\b(?:combien|cb|calcul\w*|chiffre[rz]?|montant|a payer|que dois[- ]je|quel(?:le)? (?:est le |serait le )?(?:somme|total))\b"
    r"|\bca (?:fai[st]|ferait|donne\w*) (?:combien|quoi|cb)\b"
)
_PENALTY = re.compile(r"\bpenalit\w*|\bsanction\w*|\bretenue\b|\b(?:payer|doi[st]|doivent|paye|facturer)\b")
# « Ça fait combien ? », in so few words, goes on with the hours and the rate told before.
_GOES_ON = re.compile(r"\b(?:ca|cela) (?:fai[st]|ferait|donne\w*)\b|\bdu coup\b|\bdonc\b|\ben tout\b|\bau total\b")
_FEW_WORDS = 7
# « Combien d’heures », « combien de temps » ask for something else.
_OF_ELSE = re.compile(
    r"\bcombien (?:d'|de )(?!penalit|euros?\b|sous\b)|\bredig\w*|\becri[rst]\w*"
    r"|\bseuils?\b|\bgre a gre\b|\bprocedures?\b|\bdurees?\b|\bdure\b|\bvalidite\b"
)
# What a sum of the market, its place or its lots would make of another question.
_OF_THE_MARKET = ("amount_ht", "amount_ttc", "amount_per_year", "lots", "place", "labour_share", "labour_hours")
_EITHER = tuple(dict.fromkeys(CCAG_REFS.values()))
_ASK_RATE = "Quelle pénalité votre marché fixe-t-il par heure non faite\u00a0?"


def penalty_due(desk: Desk, intent: Intent) -> Draft | None:
    """The sum due for the hours missing, where the message asks for it or tells its rate; ``None`` otherwise."""
    told = desk.understanding.facts
    if (
        intent is Intent.CLAUSE_UPDATE
        or asks_for_draft(desk.said)
        or any(getattr(told, n) for n in _OF_THE_MARKET)
    ):
        return None
    text = folded(desk.said)
    asks = _HOW_MUCH.search(text) is not None and _OF_ELSE.search(text) is None
    rate = desk.facts.penalty_per_hour
    if told.penalty_per_hour is None and not asks:
        return None
    told_now = told.penalty_per_hour is not None or told.target_hours is not None
    few = len(text.split()) <= _FEW_WORDS and _GOES_ON.search(text) is not None
    if not (told_now or few or _PENALTY.search(text)):
        return None
    aimed = desk.facts.target_hours.value if desk.facts.target_hours else None
    short = hours_short((desk.said, *reversed(desk.previous_questions)), aimed)
    if short is None or (rate is None and not _PENALTY.search(text)):
        return None
    return _write(desk, short)


def _write(desk: Desk, short: Shortfall) -> Draft:
    rate = desk.facts.penalty_per_hour
    nature = desk.facts.nature.value if desk.facts.nature else None
    refs = (CCAG_REFS[nature],) if nature in CCAG_REFS else _EITHER
    cited = [desk.citer.cite(ref, "pénalité forfaitaire", "pénalités de la clause sociale") for ref in refs]
    due, done = (french.number(one) if one is not None else "" for one in (short.due, short.done))
    missing = french.number(short.missing)
    said = [
        desk.say("heures_non_faites", missing=missing, due=due, done=done)
        if rate is None
        else desk.say(
            "penalite_due",
            missing=missing,
            due=due,
            done=done,
            rate=french.euros(rate.value),
            total=french.euros(short.missing * rate.value),
        )
    ]
    return Draft(
        blocks=(
            *block(BlockKind.SUMMARY, said),
            *block(BlockKind.PARAGRAPH, [desk.say("penalite_due_limite", *cited)]),
        ),
        citations=desk.citer.citations,
        questions=(_ASK_RATE,) if rate is None else (),
        partial=rate is None,
        evidence=desk.evidence([sentence.text for sentence in said]),
    )
