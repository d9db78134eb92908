"""What a question tells of a change of a contract (« un avenant de 30 000 € », « 14 % de plus ») or of a turnover required."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.conversation.added_sums import is_added, raises_by
from assistant.conversation.amounts import Bound, Money, Per, read_money
from assistant.conversation.quantities import shares_in
from assistant.conversation.wording import Wording, read_wording

# Before a share, the words of an addition need not touch it; « dépassement de 12 % » adds too.
_SHARE_BEFORE = re.compile(
    r"\b(?:avenants?|ajout\w*|rallonges?|surcouts?|plus-values?|modifications?|supplement\w*|augment\w*|hausses?|depass\w*|majoration)\b"
    r"[^.;?!\n\d]{0,45}$|\+\s?$"
)
_OF_THE_INITIAL = re.compile(r"^\s?(?:du|de la valeur du|du montant du|du prix du)\s(?:marche|contrat)\b")
# « imprévus : 12 500 € » are additions that a market not yet signed never tells.
_UNFORESEEN = re.compile(r"\btravaux\s(?:imprevus?|supplementaires?)\b[^.;?!\n\d]{0,25}$")
# The contract's own amount, between the addition and the sum: « un avenant à un marché de 400 000 € ».
_OF_THE_CONTRACT = re.compile(r"\b(?:marches?|contrats?|lots?|accord-cadre)\b[^.;?!\n\d]{0,25}$")
_CONTRACT_AFTER = re.compile(r"^\s?(?:ht\s)?(?:de|du)\s(?:marche|contrat)\b")
# What else may grow by so much: an effort, a penalty, an index of prices.
_OF_ELSE = re.compile(
    r"\b(?:insertion|efforts?|penalites?|avances?|acomptes?|retenues?|interets|indices?|revision|inflation|criteres?|notes?|ponderation)\b"
)
_OF_IT = re.compile(r"\s?(?:ht\s|hors\staxes\s)?(?:de\s|en\s|d')?(?:minimum\s(?:de\s)?)?")
_TURNOVER = re.compile(r"\b(?:chiffres?\sd'?\s?affaires?|ca)\b")
# « Initial 310 000, les six mois feraient 41 000 »: of two sums, the one that is not the contract’s is what changes it.
_INITIAL = re.compile(r"\binitial(?:e|ement)?\b[^.;?!\n\d]{0,20}$")
_INITIAL_AFTER = re.compile(r"^\s?(?:ht\s)?(?:au\s(?:depart|debut)|initialement|a\sl'origine)\b")
# « Porté à 230 000 € » is the contract's new amount.
_NEW_WHOLE = re.compile(
    r"\b(?:nouveau|total|port\w+\sa|pass\w+\sa|maintenant|finalement|seuil|offre)\b[^.;?!\n\d]{0,25}$"
)
_NEAR = 40
# « un de 4 % », « et un autre de 3 000 € » continue what is said of an earlier change.
_AGAIN = re.compile(
    r"\b(?:un|une|deja)\s(?:autre\s|premiere?\s|deuxieme\s|seconde?\s|avenant\s)?(?:d[e']\s?|a\s)?$|\bpuis\s(?:d[e']\s?)?$"
)


_LOWERING = (
    r"\b(?:redui\w*|reduct\w*|diminu\w*|baiss\w*|amput\w*|retranch\w*|retir\w*|retraits?|supprim\w*|suppressions?|enlev\w*"
    r"|negati\w*|moins[- ]values?|en moins)\b"
)
_LOWERED_BEFORE = re.compile(rf"(?:{_LOWERING}(?:(?!\bheures?\b)[^.;?!\n\d]){{0,45}}|(?:^|\s)[-−])\s?$")
_LOWERED_AFTER = re.compile(r"^\s?(?:ht\s)?(?:de|en)\smoins\b")
_RAISING = re.compile(
    r"\b(?:ajout\w*|rallonges?|surcouts?|plus[- ]values?|supplement\w*|augment\w*|hausses?|majoration)\b|\b(?:de|en) plus\b"
)
# What the amount is brought to is not what is taken off it.
_BROUGHT_TO = re.compile(r"\ba\s?$")
_OTHER_LESS = re.compile(rf"{_LOWERING}|(?<!\bau )(?<!\bdu )(?<!\bou )\bmoins\b|(?:^|\s)[-−]\s?\d+(?:,\d+)?\s?%")


@dataclass(frozen=True, slots=True)
class ContractChange:
    """What is added to a contract: euros excluding VAT, or a ratio (0.14 for 14 %) of the initial amount.

    What is taken off it, where :func:`read_reduction` reads it, is as positive as what is added.

    Several changes are summed. ``initial_ht`` is the contract's own amount where the message tells it apart.
    """

    initial_ht: Decimal | None
    added_ht: Decimal | None
    share: Decimal | None


def read_change(message: str) -> ContractChange | None:
    """The change of a contract that a message tells, ``None`` when it tells none with a figure."""
    wording = read_wording(message)
    text = wording.text
    if _OF_ELSE.search(text):
        return None
    added: list[Money] = []
    others: list[Money] = []
    for one in _exact_sums(wording):
        more = added and _AGAIN.search(text[: one.start])
        (added if more or _is_added_sum(text, one) else others).append(one)
    shares = [share for share, start, end in shares_in(text) if _is_share(text[:start], text[end:])]
    if not added and not shares and len(others) == 2:
        changing = [one for one in others if not _is_initial(text, one)]
        told = changing[0] if len(changing) == 1 else None
        initial = max((other.value for other in others if other is not told), default=Decimal(0))
        # More than the contract's own amount is what it comes to, and not what is added.
        if told is not None and told.value < initial and not _NEW_WHOLE.search(text[: told.start]):
            added, others = changing, [one for one in others if one not in changing]
    if not added and not shares:
        return None
    return ContractChange(
        initial_ht=others[0].value if len(others) == 1 else None,
        added_ht=sum((one.value for one in added), Decimal(0)) if added else None,
        share=sum(shares, Decimal(0)) if shares else None,
    )


def speaks_of_less(message: str) -> bool:
    """Whether a message has words of a decrease, whatever they bear on (« en moins », « réduit », « − 10 % »)."""
    return _OTHER_LESS.search(read_wording(message).text) is not None


def read_reduction(message: str) -> ContractChange | None:
    """What a message takes off a contract (« diminution de 30 000 € », « 20 % en moins »), ``None`` when it is not sure."""
    wording = read_wording(message)
    text, sums = wording.text, _exact_sums(wording)
    taken = [one for one in sums if _is_lowered(text[: one.start], text[one.end :])]
    shares = [share for share, start, end in shares_in(text) if _is_lowered(text[:start], text[end:])]
    if _OF_ELSE.search(text) or _RAISING.search(text) or len(taken) + len(shares) != 1:
        return None
    others = [one.value for one in sums if one not in taken]
    return ContractChange(
        initial_ht=others[0] if len(others) == 1 else None,
        added_ht=taken[0].value if taken else None,
        share=shares[0] if shares else None,
    )


def read_turnover(message: str) -> tuple[Decimal, Decimal | None] | None:
    """The turnover a message says is required, and the amount of the contract beside it; ``None`` without a turnover.

    A sum before the words is theirs when « de » alone stands between (« 200 000 € de chiffre d’affaires »).
    """
    wording = read_wording(message)
    text, sums = wording.text, _exact_sums(wording)
    for said in _TURNOVER.finditer(text):
        after = [one for one in sums if 0 <= one.start - said.end() <= _NEAR]
        before = [one for one in sums if _OF_IT.fullmatch(text[one.end : said.start()])]
        if before or after:
            required = (before or after)[0]
            others = [one.value for one in sums if one is not required]
            return required.value, others[0] if len(others) == 1 else None
    return None


def _exact_sums(wording: Wording) -> list[Money]:
    return [
        one
        for one in read_money(wording)
        if one.doubt is None and one.bound is not Bound.RANGE and one.per is Per.WHOLE
    ]


def _is_added_sum(text: str, one: Money) -> bool:
    before, after = text[: one.start], text[one.end :]
    if raises_by(before, after):
        return True
    if _OF_THE_CONTRACT.search(before) or _CONTRACT_AFTER.match(after):
        return False
    return is_added(before, after) or bool(_UNFORESEEN.search(before))


def _is_initial(text: str, one: Money) -> bool:
    return bool(_INITIAL.search(text[: one.start]) or _INITIAL_AFTER.match(text[one.end :]))


def _is_lowered(before: str, after: str) -> bool:
    if _BROUGHT_TO.search(before):
        return False
    return bool(_LOWERED_BEFORE.search(before) or _LOWERED_AFTER.match(after))


def _is_share(before: str, after: str) -> bool:
    said = _AGAIN.search(before) or _SHARE_BEFORE.search(before) or _OF_THE_INITIAL.match(after)
    return bool(said) or is_added(before, after)
