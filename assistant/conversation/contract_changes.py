"""What a question tells of a change of a contract (« un avenant de 30 000 € », « 14 % de plus ») or of a turnover required."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.conversation.amounts import Bound, Money, Per, read_money
from assistant.conversation.wording import Wording, read_wording

_CHANGE = (
    r"avenants?|ajout\w*|rajout\w*|rallonges?|surcouts?|plus-values?|modifications?|modifier|supplement\w*|complements?|complementaires?"
    r"|augment\w*|hausses?|depass\w*|en\splus|en\ssus|majoration|imprevus?"
)
_BEFORE = re.compile(rf"\b(?:{_CHANGE})\b[^.;?!\n\d]{{0,45}}$")
_AFTER = re.compile(
    r"^\s?(?:€|euros?|ht|ttc|hors\staxes|%|\s)*\s?(?:d[e']\s?)?(?:plus\b(?!\sd)|supplements?\b|rallonge|surcout|plus-value|avenant|modification|depassement"
    r"|(?:(?:travaux|prestations?|fournitures|services?|heures|materiel)\s(?:[a-z]+\s)?)?(?:supplementaires?|en\splus|en\ssus|de\splus|complementaires?|imprevus?))"
)
_AFTER_SUM = re.compile(r"^\s?(?:€|euros?|ht|hors\staxes|\s)*(?:en\splus\b|de\splus\b)")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|pour\s?cents?\b|pourcents?\b)")
# What else may grow by so much: an effort, a penalty, an index of prices.
_OF_ELSE = re.compile(
    r"\b(?:insertion|efforts?|penalites?|avances?|acomptes?|retenues?|interets|indices?|revision|inflation|criteres?|notes?|ponderation)\b"
)
_TURNOVER = re.compile(r"\b(?:chiffres?\sd'affaires?|ca)\b")
_NEAR = 40


@dataclass(frozen=True, slots=True)
class ContractChange:
    """What is added to a contract: euros excluding VAT, or a ratio (0.14 for 14 %) of the initial amount.

    Several changes are summed. ``initial_ht`` is the contract's own amount where the message tells it apart.
    """

    initial_ht: Decimal | None
    added_ht: Decimal | None
    share: Decimal | None


def read_change(message: str) -> ContractChange | None:
    """The change of a contract that a message tells, ``None`` when it tells none with a figure."""
    wording = read_wording(message)
    if _OF_ELSE.search(wording.text):
        return None
    sums = _exact_sums(wording)
    added = [one for one in sums if _is_added(wording.text, one.start, one.end)]
    shares = [
        Decimal(m[1].replace(",", ".")) / 100 for m in _PERCENT.finditer(wording.text) if _is_share(m, wording)
    ]
    if not added and not shares:
        return None
    others = [one.value for one in sums if one not in added]
    return ContractChange(
        initial_ht=others[0] if len(others) == 1 else None,
        added_ht=sum((one.value for one in added), Decimal(0)) if added else None,
        share=sum(shares, Decimal(0)) if shares else None,
    )


def read_turnover(message: str) -> tuple[Decimal, Decimal | None] | None:
    """The turnover a message says is required, and the amount of the contract beside it; ``None`` without a turnover."""
    wording = read_wording(message)
    sums = _exact_sums(wording)
    said = list(_TURNOVER.finditer(wording.text))
    if not said or not sums:
        return None
    required = min(sums, key=lambda one: min(_gap(one, m.start(), m.end()) for m in said))
    if min(_gap(required, m.start(), m.end()) for m in said) > _NEAR:
        return None
    others = [one.value for one in sums if one is not required]
    return required.value, others[0] if len(others) == 1 else None


def _exact_sums(wording: Wording) -> list[Money]:
    return [
        one
        for one in read_money(wording)
        if one.doubt is None and one.bound is not Bound.RANGE and one.per is Per.WHOLE
    ]


def _is_added(text: str, start: int, end: int) -> bool:
    return bool(_BEFORE.search(text[:start]) or _AFTER.match(text[end:]) or _AFTER_SUM.match(text[end:]))


def _is_share(match: re.Match[str], wording: Wording) -> bool:
    text = wording.text
    # « un de 4 % » continues what is said of an earlier change.
    again = re.search(
        r"\b(?:un|une|deja)\s(?:autre\s|premiere?\s|deuxieme\s|second[e]?\s)?(?:d[e']\s?|a\s)?$",
        text[: match.start()],
    )
    return bool(again) or _is_added(text, match.start(), match.end())


def _gap(one: Money, start: int, end: int) -> int:
    return start - one.end if one.end <= start else one.start - end
