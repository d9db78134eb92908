"""A value that the last calculation took, asked for itself: « tu as pris quoi comme taux horaire ? »."""

from __future__ import annotations

import re

from assistant.answer import BlockKind, Calculation, CalculationParameter
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.conversation.writers.hours import shown_value
from assistant.folding import folded

_TAKEN = (
    r"(?:pris|prise|prends|prenez|prend|retenu\w*|retenez|retiens|utilis\w+|appliqu\w+|compte\w*|mis|mise|met|mets|mettez"
    r"|parti|partie|partez|base\w*|choisi\w*|calcul\w+)"
)
_WHAT = r"(?:quoi|quel(?:le)?s?|combien|c'est quoi|lequel|laquelle)"
_ASKED = re.compile(rf"\b{_TAKEN}\b.{{0,30}}\b{_WHAT}\b|\b{_WHAT}\b.{{0,60}}\b{_TAKEN}\b")
_NAMES = {
    "hourly_cost": re.compile(r"\b(?:taux|couts?|prix|tarif) (?:horaires?|de l'heure|d'une heure)\b"),
    "labour_share": re.compile(r"\bmain[- ]d'? ?.?oeuvre\b|\bparts? (?:de |d')?mo\b|\bmo\b"),
    "effort": re.compile(r"\befforts?\b|\btaux d'insertion\b"),
    "amount_ht": re.compile(r"\bmontant\b|\bbase\b"),
}
# « Quel taux faut-il retenir ? » asks for advice; figures told ask for a calculation.
_ADVICE = re.compile(
    r"\b(?:faut|faudrait|dois|doit|devrai\w*|conseill\w*|recommand\w*|peut[- ]on|puis[- ]je|devons)\b|\d"
    r"|\bpenalit\w*|\bavances?\b|\bgaranti\w*|\blegale?s?\b|\bjuridique\b"
)
_MOST_WORDS = 18


def parameter_told(desk: Desk) -> Draft | None:
    """The value with where it comes from; ``None`` where the message asks for none, or nothing was computed just before."""
    last = desk.previous_answers[-1].calculation if desk.previous_answers else None
    text = folded(desk.said)
    if last is None or len(text.split()) > _MOST_WORDS or not _ASKED.search(text) or _ADVICE.search(text):
        return None
    named = [name for name, pattern in _NAMES.items() if pattern.search(text)]
    taken = _of(last, named)
    if not taken:
        return None
    said = [desk.say("parametre", label=one.label, value=shown_value(one), source=one.source) for one in taken]
    texts = [f"{sentence.text} {last.formula}" for sentence in said]
    return Draft(
        blocks=(
            *block(BlockKind.SUMMARY, said),
            *block(BlockKind.CALCULATION, [desk.say("phrase", text=last.formula)], "Le calcul"),
        ),
        calculation=last,
        evidence=desk.evidence(texts),
    )


def _of(calculation: Calculation, names: list[str]) -> tuple[CalculationParameter, ...]:
    return tuple(one for one in calculation.parameters if one.name in names)
