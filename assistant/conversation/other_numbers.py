"""Numbers that are no sum, no term and no quantity of the market: dates, articles, postal codes, telephones."""

from __future__ import annotations

import re

from assistant.conversation.periods import MONTH_NAMES, SHORT_MONTHS
from assistant.conversation.wording import Wording

_MONTHS = "|".join(MONTH_NAMES)
_SHORT = "|".join(SHORT_MONTHS)
_OTHER_NUMBERS = re.compile(
    r"\b[lrd]\s?\.?\s?\d{3,4}(?:-\d+)*|\barticles?\s+[\d.]+|\bannexe\s\d+|\b(?:19|20)\d\d\b(?=\s*(?:$|[,.;?!)]|au\b|a\b|et\b|\d{2}\b))"
    rf"|\b\d{{1,2}}(?:er)?\s(?:{_MONTHS})\b(?:\s\d{{4}})?|\b(?:{_MONTHS}|{_SHORT})\.?\s(?:19|20)\d\d\b"
    r"|\b\d{1,2}/\d{1,2}/\d{2,4}|\b(?:en|annee|depuis)\s(?:19|20)\d\d\b|\b40\d{3}\b(?=\s+[a-z])(?!\s+(?:euros?|eur|ht|ttc)\b)|\b1\s?607\s?h(?:eures?)?\b"
    # A telephone number, a SIRET, a reference of the buyer's own.
    r"|(?<!\d)0[1-9](?:[ .-]?\d\d){4}(?!\d)|\bsire[nt]\s?:?\s?\d[\d ]{7,17}\d"
    r"|\b(?:ref(?:erence)?s?|marche\sn[°o]?|n°\sde\smarche)\s?\.?:?\s?[a-z]{0,4}\d{2,4}[-_/]\d+"
    # The age of somebody.
    r"|\b(?:apprentie?s?|jeunes?|personnes?|salariee?s?|agee?s?|ouvriers?|candidate?s?|seniors?|demandeurs?\sd'emploi|mineure?s?|gamin|fils|fille)\s"
    r"(?:[a-z]+\s){0,2}?(?:de\s|d')?(?:plus\sde\s|moins\sde\s)?\d{2}\sans\b|\b[1-7]\d\sans\set\s(?:plus|moins)\b"
    r"|\bdecret\sn?[°o]?\s?\d{4}-\d+"
)


def without_other_numbers(wording: Wording) -> Wording:
    """The same message with those numbers blanked, every other word in its place."""
    return wording.masked([(m.start(), m.end()) for m in _OTHER_NUMBERS.finditer(wording.text)])
