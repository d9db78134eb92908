"""The hours that a conversation tells as due and as done, and those that are missing: « 112 heures sur 350 »."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assistant.conversation.wording import read_wording

_NUMBER = (
    r"(?P<{0}>(?>\d{{1,3}}(?:[ .]\d{{3}})+|\d{{1,5}}))"
    r"(?![\d.,]*\d|\s?(?:€|euros?\b|%|k\b|ans?\b|mois\b|jours?\b|semaines?\b|personnes?\b|lots?\b))"
)
_HOURS = r"(?:\s?(?:h|heures?)\b(?:\s(?:d'\s?insertion|de\stravail))?)"
_FIRST, _SECOND = _NUMBER.format("first"), _NUMBER.format("second")
_FIRST2, _SECOND2 = _NUMBER.format("first2"), _NUMBER.format("second2")
_DONE = r"(?:fai(?:t|te)s?|realisee?s?|effectuee?s?|accomplie?s?|executee?s?|justifiee?s?|validee?s?|declaree?s?)"
_DUE = (
    r"(?:prevue?s?|due?s?|demandee?s?|exigee?s?|imposee?s?|fixee?s?|a\sfaire|a\srealiser|contractuelles?|promises?"
    r"|au\smarche|dans\sle\smarche)"
)
_FEW = r"(?:(?:que|seulement|environ|deja|bien|a\speine|en\stout|encore|plus)\s){0,2}"
# « 410 heures sur 750 »: hours out of hours, one of the two with its unit.
_PAIR = re.compile(
    rf"{_FIRST}{_HOURS}(?:\s{_DONE})?\s?(?:sur|/)\s?(?:les\s|un\stotal\sde\s|un\sobjectif\sde\s)?{_SECOND}{_HOURS}?"
    rf"|{_FIRST2}\s?(?:sur|/)\s?(?:les\s)?{_SECOND2}{_HOURS}"
)
_MISSING = re.compile(
    rf"\bmanqu\w*\s(?:a\sl'appel\s)?{_FEW}{_FIRST}(?:{_HOURS}|(?=\s?(?:$|[,.;:!?)])))"
    rf"|{_FIRST2}{_HOURS}\s(?:qui\smanquent|manquante?s?|non\s{_DONE}|pas\s(?:ete\s)?{_DONE}|(?:n'ont|qui\sn'ont|n'auront)\spas\sete\s{_DONE}|de\sretard)"
)
_DONE_SAID = re.compile(
    rf"\b(?:(?:a|ai|ont|avons|avez|aura|auront|avait|avaient)\s{_FEW}{_DONE}|(?:ne\s)?(?:fait|fera|font)(?=\sque\s)|en\s(?:est|sommes|suis|sont|etes|etait)\sa)\s{_FEW}{_FIRST}{_HOURS}?"
    rf"|{_FIRST2}{_HOURS}?\s(?:d'insertion\s)?(?:(?:ont|avaient)\sete\s)?{_DONE}\b"
)
_DUE_SAID = re.compile(
    rf"\b(?:dev(?:ait|aient|ais|ions|iez|ons|ez)|doit|doivent|dois|prevoi[a-z]+|prevoy[a-z]+|impos\w+|exig\w+|demand\w+|fix\w+|objectif|engage\w*|clause|obligation)\b"
    rf"[^.;?!\n\d]{{0,40}}?\s?{_FIRST}{_HOURS}"
    rf"|{_FIRST2}{_HOURS}?\s(?:d'insertion\s)?{_DUE}\b"
)

# « Il n'a fait que la moitié des heures », « les deux tiers sont réalisés ».
_FRACTIONS = {"moitie": (1, 2), "tiers": (1, 3), "quart": (1, 4), "quarts": (1, 4), "cinquieme": (1, 5)}
_COUNTS = {"le": 1, "la": 1, "un": 1, "une": 1, "deux": 2, "trois": 3}
_SHARE = rf"(?:(?:le|les|l')\s)?(?P<count{{0}}>le|la|un|une|deux|trois)\s(?P<share{{0}}>{'|'.join(_FRACTIONS)})\b"
_SHARE_DONE = re.compile(
    rf"\b(?:(?:a|ont|avons|avez|avait|avaient)\s{_FEW}{_DONE}|en\s(?:est|sont|etait)\sa)\s{_FEW}{_SHARE.format(1)}"
    r"(?!\sd(?:u|e\sla|es)\s(?!heures))"
    rf"|{_SHARE.format(2)}(?:\sdes\sheures(?:\sd'insertion)?)?\s(?:(?:est|sont|a\sete|ont\sete)\s)?{_FEW}{_DONE}\b"
)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """The hours missing; those due and done where both are told."""

    missing: Decimal
    due: Decimal | None = None
    done: Decimal | None = None


def hours_short(messages: Iterable[str], aimed: Decimal | None) -> Shortfall | None:
    """The hours missing that the messages tell, the latest first; ``aimed`` are those due where no message says so.

    ``None`` where they tell none, or where as many are done as are due.
    """
    due = done = share = None
    for message in messages:
        text = read_wording(message).text
        missing = _first(_MISSING.search(text))
        if missing is not None and due is None and done is None:
            return Shortfall(missing)
        pair = _PAIR.search(text)
        if pair is not None:
            done = done if done is not None else _number(pair["first"] or pair["first2"])
            due = due if due is not None else _number(pair["second"] or pair["second2"])
        due = due if due is not None else _first(_DUE_SAID.search(text))
        done = done if done is not None else _first(_DONE_SAID.search(text))
        share = share if share is not None else _share(_SHARE_DONE.search(text))
        if due is not None and done is not None:
            break
    due = due if due is not None else aimed
    if done is None and due is not None and share is not None:
        done = due * share
    if due is None or done is None or done >= due:
        return None
    return Shortfall(due - done, due, done)


def tells_shortfall(text: str) -> bool:
    """Whether a folded text tells hours done out of hours due, or hours missing."""
    pair = _PAIR.search(text)
    fewer = pair is not None and _number(pair["first"] or pair["first2"]) < _number(
        pair["second"] or pair["second2"]
    )
    return fewer or _MISSING.search(text) is not None or _SHARE_DONE.search(text) is not None


def _first(found: re.Match[str] | None) -> Decimal | None:
    return None if found is None else _number(found["first"] or found["first2"])


def _share(found: re.Match[str] | None) -> Decimal | None:
    if found is None:
        return None
    count, name = found["count1"] or found["count2"], found["share1"] or found["share2"]
    over, under = _FRACTIONS[name]
    return Decimal(_COUNTS[count] * over) / under


def _number(written: str) -> Decimal:
    return Decimal(re.sub(r"[ .]", "", written))
