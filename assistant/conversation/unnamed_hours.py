"""Hours that no word names (« 900 heures, c’est trop ? »): those of insertion, or the whole work of the market."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.conversation.hours_short import tells_shortfall
from assistant.conversation.quantities import Quantity

# Above the dearest hour of work over the smallest share of work that sources give (30 €/h over 20 %), the hours cannot be
# the whole work of the amount.
_DEAREST_HOUR = Decimal(150)
_TOO = (
    r"(?:(?:beaucoup\s|bien\s|pas\s|un\speu\s)?(?:trop|beaucoup|assez|peu|suffisant\w*|insuffisant\w*|raisonnables?|realistes?"
    r"|irrealistes?|tenables?|intenables?|excessi\w+|enormes?|exager\w+|faisables?|infaisables?|jouables?|realisables?|coherente?s?"
    r"|ambitieu\w+|disproportionne\w*|demesure\w*|normal\w*|correcte?s?))"
)
_JUDGED = re.compile(
    rf"\b(?:c'?est|est[- ]ce(?:\sque\sc'?est)?|sont[- ](?:elles|ils)|ca\s(?:(?:me|te|nous|vous)\s)?(?:fait|parait|semble)"
    rf"|(?:me|te|nous|vous)\s(?:parait|paraissent|semblent?))\s(?:pas\s)?{_TOO}\b"
    r"|\b(?:trop|assez)\sd'heures\b|\bca\s(?:tient|passe|colle)\b"
    r"|\b(?:on|il|elle|ils|elles|departement|maire|commune|acheteur|facilitat\w+)\s(?:me|nous|m'|leur)\s?(?:en\s)?"
    r"(?:demande|impose|exige|reclame)(?:nt)?\b"
    # « 750 heures à répartir sur 3 lots »
    r"|\bheures?\b[^.;?!\n\d]{0,20}\b(?:repart|ventil|partag)\w*|\b\d+\s?h\s(?:a\s)?(?:repart|ventil|partag)\w*"
    r"|\b(?:repart|ventil|partag)\w*\s(?:les\s|ces\s|nos\s)?[\d ]+(?:h|heures?)\b"
    # « Dois-je augmenter les heures ? »
    r"|\b(?:augment|baiss|diminu|redui|revoi|ajust|recalcul|modifi|chang)\w*\s(?:aussi\s|donc\s)?"
    r"(?:(?:les|mes|nos|ces|des)\s|(?:le|leur)\s(?:nombre|volume)\sd')heures\b"
)

# « Un avenant de 85 000 € sur un lot où on avait mis 310 h »: the hours of a contract that grows are those of its clause.
_CHANGED = re.compile(r"\bavenants?\b|\brallonges?\b|\b(?:plus|moins)[- ]values?\b|\btravaux\ssupplementaires\b")


def _judges_hours(text: str) -> bool:
    """Whether a folded text asks if hours are too many, too few or to change, or tells that somebody asks for them."""
    return _JUDGED.search(text) is not None


def sorted_out(
    unnamed: Sequence[Quantity], amount: Decimal, text: str, *, about_hours: bool
) -> tuple[Quantity | None, Sequence[Quantity]]:
    """The hours aimed at, ``None`` if none is sure, and those to ask about.

    ``amount`` is that of the market, in euros, zero if unknown; ``text`` is the folded message.
    """
    if not unnamed or not (about_hours or _judges_hours(text)):
        return None, ()
    lone = unnamed[0] if len(unnamed) == 1 and not unnamed[0].bound else None
    if lone is not None and (amount > lone.value * _DEAREST_HOUR or _CHANGED.search(text)):
        return lone, ()
    # « Il a fait 112 h sur 350 »: hours due and hours done, and none to compute.
    return None, unnamed if about_hours and not tells_shortfall(text) else ()


def which_hours(words: str) -> str:
    """The question that asks what hours are counted, with the user's own words."""
    return f"« {words} » : est-ce l’objectif d’insertion ou le volume total de travail\u00a0?"
