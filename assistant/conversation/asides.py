"""What people ask beside a purchase: on the assistant itself, or as somebody who buys nothing. Data: ``vocabulary/asides.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.folding import folded
from corpus.errors import BrokenCorpusFile
from corpus.load import parse_yaml

# A message this short after one of these may continue it: « j'ai pas de permis », « qui je dois appeler ? ».
_FEW_WORDS = 7
_EARLIER = 3
# So long a message tells more than what it asks beside a purchase.
LONG_MESSAGE = 25
_SENTENCES = re.compile(r"(?<=[?!.])\s+|\n+")


class Aside(StrEnum):
    """What is asked; the values are the names of the vocabulary."""

    DANGER = "danger"
    DISTRESS = "souffrance"
    IDENTITY = "identite"
    WORKING = "fonctionnement"
    LEGAL_VALUE = "valeur_juridique"
    RELIABILITY = "fiabilite"
    PRIVACY = "confidentialite"
    TEXT_DATES = "dates_des_textes"
    ABILITIES = "capacites"
    JOB_SEEKER = "recherche_emploi"
    CARE = "orientation"
    CALL = "appel"
    FACILITATOR = "contact_facilitateur"
    RESULTS = "resultats"
    STRUCTURE = "structure_en_recherche"
    BOUND_FIRM = "entreprise_engagee"


# Of the assistant itself: asked together, they are answered together.
OF_THE_ASSISTANT = frozenset(
    {
        Aside.IDENTITY,
        Aside.WORKING,
        Aside.LEGAL_VALUE,
        Aside.RELIABILITY,
        Aside.PRIVACY,
        Aside.TEXT_DATES,
        Aside.ABILITIES,
        Aside.RESULTS,
    }
)
# Of who writes, and not of one question: the next few words are theirs too.
_OF_THE_READER = frozenset({Aside.JOB_SEEKER, Aside.CARE, Aside.FACILITATOR, Aside.DISTRESS, Aside.DANGER})


@dataclass(frozen=True, slots=True)
class AsideCues:
    """The words of each aside, and those that make it another question, in order."""

    cues: tuple[tuple[Aside, tuple[re.Pattern[str], ...], re.Pattern[str] | None], ...]

    def of(self, message: str) -> Aside | None:
        """What a message asks beside a purchase."""
        return next(self._found(message), None)

    def all_of(self, message: str) -> tuple[Aside, ...]:
        """What a message asks beside a purchase: the first, and what else it asks of the assistant after it.

        Where each of its questions is of the assistant, what is told around them (« nos marchés… ») makes it no other question.
        """
        asked = [tuple(self._found(part)) for part in _SENTENCES.split(message) if "?" in part]
        of_us = asked and all(found and found[0] in OF_THE_ASSISTANT for found in asked)
        found = (
            tuple(dict.fromkeys(aside for one in asked for aside in one)) if of_us else tuple(self._found(message))
        )
        return found[:1] + tuple(aside for aside in found[1:] if {found[0], aside} <= OF_THE_ASSISTANT)

    def _found(self, message: str) -> Iterator[Aside]:
        text = folded(message)
        for aside, cues, unless in self.cues:
            if any(cue.search(text) for cue in cues) and (unless is None or not unless.search(text)):
                yield aside

    def continued(self, message: str, earlier: Iterable[str]) -> Aside | None:
        """What a message of few words continues, of the ``earlier`` ones, the last first."""
        if len(message.split()) > _FEW_WORDS:
            return None
        for before, _ in zip(earlier, range(_EARLIER), strict=False):
            if len(before.split()) > LONG_MESSAGE:
                return None
            aside = self.of(before)
            if aside is not None:
                return aside if aside in _OF_THE_READER else None
            if len(before.split()) > _FEW_WORDS:
                return None
        return None


def load_asides(path: Path) -> AsideCues:
    """The cues of a file.

    Raises:
        BrokenCorpusFile: a field is missing, a name is unknown, or an expression cannot be read.
    """
    records = parse_yaml(path, path.read_text(encoding="utf-8"))
    if not isinstance(records, list):
        raise BrokenCorpusFile(path, "une liste de familles est attendue", 1)
    try:
        return AsideCues(tuple(_cues(record) for record in records))
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise BrokenCorpusFile(path, f"famille illisible ({error})") from error


def _cues(record: dict[str, object]) -> tuple[Aside, tuple[re.Pattern[str], ...], re.Pattern[str] | None]:
    cues, unless = record["cues"], record.get("unless")
    if not isinstance(cues, list):
        raise TypeError("cues")
    return (
        Aside(str(record["name"])),
        tuple(re.compile(str(cue)) for cue in cues),
        re.compile(str(unless)) if unless else None,
    )
