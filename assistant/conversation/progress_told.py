"""The hours due and done that a message tells lot by lot: « lot 1 : 610 h faites sur 900, lot 5 rien sur 150 »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from assistant.conversation.wording import Wording, read_wording
from assistant.drafting.lot_progress import LotProgress

_LOT = re.compile(r"\blots?\s?(?:n\s?[°o]?\s?)?(?P<number>\d{1,2})\b(?![.,]\d)|\blot\s(?=[a-z])")
# What ends what is said of the last lot: a full stop, the total, a question.
_ENDS = re.compile(r"[.;?!\n](?!\d)|\b(?:total|en tout|au final)\b")
_TOKEN = re.compile(
    r"(?P<number>(?<![\d.,])(?>\d{1,3}(?:[ .]\d{3})+|\d{1,5})(?![\d.,]*\d|\s?(?:€|euros?\b|%|k\b|ans?\b|mois\b|jours?\b"
    r"|semaines?\b|personnes?\b|points?\b)))"
    r"|(?P<none>\b(?:rien|aucune?(?!\s(?:difficulte|probleme))|zero|neant|pas\s(?:commence|demarre)\w*)\b)"
    r"|(?P<due>\b(?:prevue?s?|due?s?(?=\W)|demandee?s?|exigee?s?|objectifs?|cible|attendue?s?|contractuelles?|engagement"
    r"|a\s(?:faire|realiser))\b)"
    r"|(?P<done>\b(?:fai(?:t|te)s?|realisee?s?|effectuee?s?|executee?s?|justifiee?s?|validee?s?|declaree?s?|accomplie?s?)\b)"
    r"|(?P<left>\b(?:reste(?:nt|s)?|restantes?|manqu\w+)\b)"
    r"|(?P<over>\bsur\b|/)"
)
_OF_HOURS = re.compile(
    r"\bh\b|\dh\b|\bheures?\b|\b(?:prev|fait|realis|effectu)\w*|\b(?:releve|bilan|etat)s?\b|\btrimestr\w+"
)
_STATEMENT = re.compile(
    r"\b(?:releves?|bilans?|etats?|points?|tableaux?|recap\w*|suivi|avancement)\b|\bou (?:on )?en (?:est|sommes)\b"
)
_NAME = re.compile(r"[\s:(«\"–-]*(?P<name>[a-z][a-z' -]{2,40}?)[\s:)»\",=–-]*")
# A proposition is no name of a lot: « lot 1 l'entreprise a fait… ».
_NO_NAME = re.compile(
    r"\b(?:a|ont|est|sont|on|il|elle|ils|avait|avons|l'entreprise|titulaire|heures?|h|avec|c'est|qui|pour|de|et|en)\b"
)
_OF_ELSE = re.compile(r"\bcriteres?\b|\bnot(?:e|ee?s?|ation)\b|\bpoints sur\b|\d ?points\b|/ ?20\d\d\b")
_FEWEST = 2


def progress_told(message: str) -> tuple[LotProgress, ...]:
    """The hours due and done of each lot, in the order told; none where a lot of the message lacks one of the two.

    One lot alone is read only where a statement of the hours is asked for.
    """
    wording = read_wording(message)
    if not _OF_HOURS.search(wording.text):
        return ()
    found = tuple(_told(wording))
    told = tuple(lot for lot in found if lot is not None)
    if _OF_ELSE.search(wording.text) or len(told) < len(found):
        return ()
    if len({lot.label for lot in told}) != len(told):
        return ()
    return told if len(told) >= _FEWEST or _STATEMENT.search(wording.text) else ()


def _told(wording: Wording) -> Iterator[LotProgress | None]:
    text = wording.text
    lots = list(_LOT.finditer(text))
    bounds = [*(lot.start() for lot in lots), len(text)]
    for lot, (_, end) in zip(lots, pairwise(bounds), strict=True):
        stop = _ENDS.search(text, lot.end(), end)
        said = text[lot.end() : stop.start() if stop else end]
        figures = _due_and_done(said)
        # A lot named again, or without a figure, lacks nothing; one whose figures are not both read does.
        if figures is not None:
            yield LotProgress(_label(wording, lot, said), *figures)
        elif re.search(r"\d", said):
            yield None


def _due_and_done(said: str) -> tuple[Decimal, Decimal] | None:
    """The hours due, then those done, of what is said of one lot."""
    tokens = [(found.lastgroup or "", found.group()) for found in _TOKEN.finditer(said)]
    numbers = [_number(words) if kind == "number" else Decimal(0) for kind, words in tokens if _counts(kind)]
    if len(numbers) != 2:
        return None
    kinds = [kind for kind, _ in tokens]
    places = [index for index, kind in enumerate(kinds) if _counts(kind)]
    if "over" in kinds[places[0] : places[1]]:
        due, told = numbers[1], numbers[0]
        return (due, due - told if "left" in kinds[: places[0]] else told) if due else None
    named = [_named(kinds, place) for place in places]
    if set(named) == {"due", "done"}:
        return (numbers[named.index("due")], numbers[named.index("done")])
    if set(named) == {"due", "left"}:
        due, told = numbers[named.index("due")], numbers[named.index("left")]
        return (due, due - told) if told <= due else None
    return None


def _named(kinds: list[str], place: int) -> str:
    """What the number at a place counts: the word before it where words come first, else the one after it."""
    words_first = not _counts(kinds[0])
    before = kinds[place - 1] if place else ""
    after = kinds[place + 1] if place + 1 < len(kinds) else ""
    near = (before, after) if words_first and kinds[place] != "none" else (after, before)
    return next((kind for kind in near if kind and not _counts(kind)), "")


def _counts(kind: str) -> bool:
    return kind in {"number", "none"}


def _label(wording: Wording, lot: re.Match[str], said: str) -> str:
    """``Lot 1``, ``Lot 1 – Gros œuvre`` or ``Lot peinture``, as the user names it."""
    first = _TOKEN.search(said)
    name = _NAME.fullmatch(said[: first.start()] if first else "")
    words = ""
    if name is not None and not _NO_NAME.search(name["name"]):
        words = wording.typed(lot.end() + name.start("name"), lot.end() + name.end("name"))
    if lot["number"]:
        return f"Lot {lot['number']} – {words}" if words else f"Lot {lot['number']}"
    return f"Lot {words}" if words else "Lot"


def _number(written: str) -> Decimal:
    return Decimal(re.sub(r"[ .]", "", written))
