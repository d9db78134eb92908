"""The firm and optional stages of a market, each with its sum: « tranche ferme 430 k€, tranche optionnelle 250 »."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.conversation.restating import SCALES
from assistant.conversation.wording import read_wording

_STAGE = re.compile(
    r"\b(?P<label>tranches?\s(?:ferme|optionnelles?|conditionnelles?)(?:\sn?\s?[°o]?\s?[1-9](?!\d|\s\d{3}))?)"
    r"(?:\s?[:=(-]|\s(?:est|de|d'un|a|montant|estimee?|evaluee?|pour|fait|environ)){0,4}\s?(?:d')?"
    r"(?P<sum>\d{1,3}(?:[ .]\d{3})+|\d+(?:,\d+)?)\s?(?P<scale>k|m|millions?\b)?(?!\s?(?:%|mois|ans?\b|h\b|heures?))"
)
_SCALE = {"k": SCALES[1], "m": SCALES[2]}


def read_stages(message: str, whole: Decimal) -> tuple[tuple[str, Decimal], ...]:
    """The label and the sum of each stage, in the order told; none where they do not add up to the ``whole``.

    Sums told without their unit are at the scale that adds them up.
    """
    wording = read_wording(message)
    found = list(_STAGE.finditer(wording.text))
    if len(found) < 2:
        return ()
    for scale in SCALES:
        sums = [_sum(one, scale) for one in found]
        if sum(sums) == whole:
            labels = [wording.source(*one.span("label")) for one in found]
            return tuple(zip(labels, sums, strict=True))
    return ()


def _sum(found: re.Match[str], scale: Decimal) -> Decimal:
    said = Decimal(re.sub(r"[ .](?=\d{3})", "", found["sum"]).replace(",", "."))
    return said * _SCALE.get((found["scale"] or " ")[0], scale)
