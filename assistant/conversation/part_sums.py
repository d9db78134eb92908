"""The sums of all the parts of one market: its firm and optional stages (R2113-4), the lots or sectors it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.conversation.amounts import Bound, Money, Per, Tax

_LEAST_BARE = Decimal(1_000)
_STAGE = r"(?:ferme|optionnelles?|conditionnelles?)"
_NUMBER = r"(?:\s?n?\s?[°o]?\s?\d{1,2})?"
# « tranche ferme de 745 000 € », « TO2 : 96 500 € », « 340 000 ferme ».
_STAGE_BEFORE = re.compile(
    rf"\b(?:tranches?(?:\s{_STAGE})?{_NUMBER}|t[foc]{_NUMBER}|{_STAGE}{_NUMBER})"
    r"(?:\s?[:=(-]|\s(?:est|sont|a|de|d'|d'un\smontant|estimee?s?|evaluee?s?|pour|fait|font|environ|ht)){0,4}\s?(?:d')?$"
)
_STAGE_AFTER = re.compile(
    rf"\s?(?:ht\s)?\(?(?:(?:pour|en|de)\s)?(?:la\s|les\s)?(?:(?:tranches?\s)?{_STAGE}|tranches?\s\d|t[fo]\d?\b)"
)
_NEXT = re.compile(r"\s?(?:ht\s?)?(?:,|;|/|\+|et|puis|,\s?et|,\s?puis)\s?(?:de\s|d'|a\s)?$")
_STAGE_ALONE = re.compile(
    r"\b(?:(?:phase|tranche|etape)\s(?:n\s?[°o]?\s?)?(?:\d|ferme|une)\s(?:seule(?:ment)?|uniquement)"
    r"|(?:seule|uniquement)\sla\s(?:phase|tranche|etape|premiere\s(?:phase|tranche|etape)))\b[^.;?!\n\d]{0,40}(?:\d\s[^.;?!\n\d]{0,25})?$"
)
_PARTS_FOLLOW = re.compile(
    r"\b(?:dont|comprenant|compose\w*\sde|decompos\w+|reparti\w*|ventile\w*|se\srepart\w+)\b"
)
_ONE_OF = re.compile(r"\b(batiment|lot|site|tranche|phase|secteur)s?\b[^.;?!\n]{0,30}$")
_SENTENCE_ENDS = re.compile(r"[?!\n]|\.(?!\d)")
_FIRM = re.compile(r"\btranche\sferme\b|\btf\b|\bferme\b")
_OPTIONAL = re.compile(r"\boptionnelles?\b|\bconditionnelles?\b|\bt[oc]\s?\d?\b")
_PARTS = r"(?:lots?|secteurs?|tranches?|zones?|phases?)"
_COUNTED = re.compile(rf"(?<![\d.,])(?P<count>[2-9])\s{_PARTS}\b")
_LOT = re.compile(r"\blots?\b")
_LOT_BEFORE = re.compile(r"\blots?\b[^.;?!\n]{1,60}$")
_IN_LIST = re.compile(r"\d[\d .]*")
# « 12 000 et 15 000 m2 » counts something else, and « 25 000 et 90 000 sont-ils les seuils » asks.
_LIST_ENDS = re.compile(r"\s?(?:$|[,;:!?)(\n]|[.](?!\d)|€|(?:euros?|ht|hors|par\san|annuels?|l'an)\b|/\s?an\b)")
_THRESHOLD = re.compile(r"\bseuils?\b")
_LIST = re.compile(r"[^.;?!\n\d]{0,40}?(?P<list>\d[\d .]*(?:\s?(?:/|,|;|\+|et|puis)\s?\d[\d .]*)+)")


def is_part_sum(one: Money, text: str) -> bool:
    """Whether a number without currency is the sum of a stage, or of one of the parts a folded text counts and lists."""
    if one.value < _LEAST_BARE:
        return False
    of_lot = bool(one.per.times_a_year) and _LOT_BEFORE.search(text[: one.start]) and len(_LOT.findall(text)) > 1
    return bool(of_lot) or (_is_staged(text) and _is_of_stage(one, text)) or _in_list(one, text)


def summed_parts(sums: Sequence[Money], text: str) -> Money | None:
    """The sums of the parts of the market added up; ``None`` when they are not the sums of all its parts."""
    if len(sums) < 2 or any(_is_unsure(m) for m in sums):
        return None
    same = len({m.per for m in sums}) == 1
    # « 40 k€, 35 k€ et 18 k€ par an »: what is said of the last is said of each.
    said_last = bool(sums[-1].per.times_a_year) and {m.per for m in sums[:-1]} == {Per.WHOLE}
    whole = same and (_are_stages(sums, text) or _are_lots(sums, text))
    if not whole and not (_are_counted(sums, text) and (same or said_last)):
        return None
    total = sum((m.value for m in sums), Decimal(0))
    return replace(sums[0], value=total, end=sums[-1].end, per=sums[-1].per)


def stated_whole(sums: Sequence[Money], text: str) -> list[Money]:
    """The sum of the only stage bought (« phase 1 seule, 900 000 € »), or of the whole told before its parts; or nothing."""
    said = [one for one in sums if _STAGE_ALONE.search(text[: one.start])]
    return said if len(said) == 1 else _before_its_parts(sums, text)


def _before_its_parts(sums: Sequence[Money], text: str) -> list[Money]:
    """The first sum, where the others are told as parts of it (« 860 000 €, dont études 40 000, mobilier 90 000 »)."""
    if len(sums) < 2 or any(one.per is not Per.WHOLE or _is_unsure(one) for one in sums):
        return []
    whole, *others = sums
    announced = _PARTS_FOLLOW.search(text[whole.end : others[0].start])
    several = _ONE_OF.search(text[: whole.start])
    if several and re.search(rf"\b{several[1]}s?\b", text[whole.end :]):
        # « Bâtiment A, 300 000 €, dont…, bâtiment B »: the first sum is not that of the whole.
        return []
    listed = not _SENTENCE_ENDS.search(text[whole.end : others[-1].start])
    return [whole] if announced and listed and sum(one.value for one in others) <= whole.value else []


def _is_unsure(one: Money) -> bool:
    return bool(one.doubt) or one.bound is not Bound.EXACT or one.tax is Tax.INCLUDED


def _is_staged(text: str) -> bool:
    both = _FIRM.search(text) and _OPTIONAL.search(text)
    return bool(both) or len(re.findall(r"\btranches?\s(?:n\s?[°o]?\s?)?[1-9]\b", text)) > 1


def _is_of_stage(one: Money, text: str) -> bool:
    return bool(_STAGE_BEFORE.search(text[: one.start]) or _STAGE_AFTER.match(text, one.end))


def _are_stages(sums: Sequence[Money], text: str) -> bool:
    if not _is_staged(text) or not _is_of_stage(sums[0], text):
        return False
    return all(
        _is_of_stage(one, text) or _NEXT.fullmatch(text[before.end : one.start]) for before, one in pairwise(sums)
    )


def _are_lots(sums: Sequence[Money], text: str) -> bool:
    """Whether each sum is that of a year of a lot of its own."""
    ends = [0, *(m.end for m in sums)]
    named = [len(_LOT.findall(text[end : one.start])) for end, one in zip(ends, sums, strict=False)]
    return bool(sums[0].per.times_a_year) and all(named) and set(named[1:]) == {1}


def _are_counted(sums: Sequence[Money], text: str) -> bool:
    counted = _COUNTED.search(text[: sums[0].start])
    if counted is None or int(counted["count"]) != len(sums) or "dont" in text[counted.end() : sums[0].start]:
        return False
    return all(_NEXT.fullmatch(text[before.end : one.start]) for before, one in pairwise(sums))


def _in_list(one: Money, text: str) -> bool:
    """« 3 lots 745 000 / 210 000 / 96 500 »: so many bare numbers as parts, one after the other."""
    counted = list(_COUNTED.finditer(text[: one.start]))
    listed = _LIST.match(text, counted[-1].end()) if counted else None
    if listed is None or _THRESHOLD.search(text):
        return False
    ended = listed["list"].rstrip().endswith(".") or _LIST_ENDS.match(text, listed.end())
    return bool(ended) and len(_IN_LIST.findall(listed["list"])) == int(counted[-1]["count"])
