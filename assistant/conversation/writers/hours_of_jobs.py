"""Full-time jobs told with their term, asked in hours: « 2 ETP pendant 8 mois, ça fait combien d'heures ? »."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import BlockKind
from assistant.conversation.state import Draft
from assistant.conversation.writers.desk import Desk, block
from assistant.errors import UnknownFigure
from assistant.folding import folded
from assistant.rules import french
from assistant.rules.hours_followup import FULL_TIME
from assistant.rules.hours_request import Rounding
from assistant.rules.parameters import read_figure

_WORDS: dict[str, Decimal | int] = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "demi": Decimal("0.5"),
}
_JOBS = re.compile(
    rf"(?<![\d.,])\b(?P<count>\d{{1,3}}(?:[.,]\d{{1,2}})?|{'|'.join(_WORDS)})[\s-]"
    r"(?:(?:emplois?|postes?|personnes?|salarie[es]*|agents?|contrats?)\s(?:a\s|en\s)?)?"
    r"(?:etp\b|equivalents?[\s-]temps[\s-]pleins?|temps[\s-](?:pleins?|complets?))"
)
_ASKS_HOURS = re.compile(
    r"\b(?:combien|cb|nombre|quel(?:le)? volume|convert\w*|tradui\w*)\b.{0,40}\b(?:heures?|h)\b|\ben heures?\b"
    r"|\bca (?:fait|donne) (?:combien|quoi)\b"
)
# Hours told beside the jobs are weighed with them, and a sum asks for those of the market.
_OF_ELSE = ("target_hours", "labour_hours", "amount_ht", "amount_ttc", "amount_per_year", "effort")
# « La structure a 12 ETP » tells its size.
_OF_A_STAFF = re.compile(
    r"\b(?:structures?|entreprises?|esat|titulaire|societes?)\b.{0,25}\b(?:a|ont|avec|emploi\w*|compte\w*|de)\s(?:plus de )?\d"
)
_MONTHS_A_YEAR = 12
_FEW_WORDS = 8


def hours_of_jobs(desk: Desk) -> Draft | None:
    """The hours of work that the jobs come to over the term told, or over a year; ``None`` where they are not asked for."""
    text, told = folded(desk.said), desk.understanding.facts
    asked = _ASKS_HOURS.search(text) is not None
    jobs = _JOBS.search(text) if asked else None
    if jobs is None and told.duration is not None and len(text.split()) <= _FEW_WORDS:
        # « Et sur 12 mois ? » asks again of the jobs of the question before.
        before = folded(desk.before)
        jobs = _JOBS.search(before) if _ASKS_HOURS.search(before) else None
    if jobs is not None and _OF_A_STAFF.search(text):
        return None
    if jobs is None or any(getattr(told, name) for name in _OF_ELSE):
        return None
    try:
        figure = read_figure(desk.toolbox.figures, FULL_TIME, desk.on)
    except UnknownFigure:
        return None
    count = Decimal(_WORDS.get(jobs["count"]) or jobs["count"].replace(",", "."))
    duration = told.duration or desk.facts.duration
    months = duration.value.months if duration is not None and not duration.value.days else Decimal(0)
    if count == 1 and not months:
        # « Combien d’heures pour un temps plein ? » asks for the figure itself.
        return None
    exact = count * figure.value * (months or _MONTHS_A_YEAR) / _MONTHS_A_YEAR
    rounding = Rounding()
    over = f" × {french.months(months)} ÷ {french.months(Decimal(_MONTHS_A_YEAR))}" if months else ""
    said = desk.say(
        "heures_etp",
        jobs=f"{french.number(count)}{french.NBSP}équivalent{'s' if count >= 2 else ''} temps plein",
        hours=french.number(rounding.apply(exact)),
        formula=f"{french.number(count)} × {french.hours(figure.value)}{over} = {rounding.result(exact)}",
        source=figure.source,
        supposed=not months,
    )
    return Draft(
        blocks=block(BlockKind.SUMMARY, [said]),
        follow_ups=(f"Rédige la clause d’insertion pour {french.number(rounding.apply(exact))} heures",),
        evidence=desk.evidence([said.text]),
    )
