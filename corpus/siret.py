"""SIRET numbers and their control key."""

from __future__ import annotations

import re

from stdnum.fr import siret


def compact_siret(number: str) -> str:
    """The number without the blanks and dots people write in it."""
    return re.sub(r"[\s.]", "", number)


def is_valid_siret(number: str) -> bool:
    """Whether a number is a SIRET: 14 digits with a right Luhn key.

    The establishments of La Poste (SIREN 356 000 000) are the exception: their digits add up to a
    multiple of five instead.
    """
    compact = compact_siret(number)
    return bool(re.fullmatch(r"\d{14}", compact, re.ASCII)) and bool(siret.is_valid(compact))
