"""When a lot of a contract under way starts, as a message tells it: « le lot 5 ne démarre que le 8 février »."""

from __future__ import annotations

import re

from assistant.folding import folded

_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_DAY = rf"(?:\d{{1,2}}(?:er)?\s{_MONTH}(?:\s20\d\d)?|{_MONTH}(?:\s20\d\d)?|\d{{1,2}}/\d{{1,2}}(?:/(?:20)?\d\d)?)"
_STARTS = re.compile(
    r"\blot\s?(?:n\s?[°o]?\s?)?(?P<lot>\d{1,2})\b[^.;?!\n\d]{0,40}?\b(?P<verb>demarr\w+|commenc\w+|debut\w+)\b"
    rf"[^.;?!\n\d]{{0,25}}?\b(?P<when>le\s|en\s|au\s|mi[- ])(?P<day>{_DAY})\b"
)
_ACCENTED = {"fevrier": "février", "aout": "août", "decembre": "décembre"}


def lot_start(message: str) -> str | None:
    """``lot 5 : démarrage le 8 février``; ``None`` where no lot is told to start on a day."""
    found = _STARTS.search(folded(message))
    if found is None:
        return None
    day = re.sub(r"[a-z]{3,}", lambda month: _ACCENTED.get(month.group(), month.group()), found["day"])
    return f"lot {found['lot']}\u00a0: démarrage {found['when']}{day}"
