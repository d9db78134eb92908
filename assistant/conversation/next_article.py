"""« Et le suivant ? »: the article after, or before, the one just shown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.folding import folded
from corpus.models import LegalArticle

_STEP = re.compile(
    r"(?:ok|oui|et|encore|donc|alors|puis|montre(?:-moi)?|donne(?:-moi)?|affiche|lis)?(?: (?:et|encore|donc|alors))*"
    r"\s*(?:l'article |article |celui )?(?:l'|le |la )?(?:article )?"
    r"(?P<way>suivante?|d'apres|precedente?|d'avant)(?: article)?\s*[?.! ]*"
)
_NUMBERED = re.compile(r"(?P<kind>[LRD])(?P<numbers>\d+(?:-\d+)*)(?P<code> \(\w+\))?")


def stepped_to(message: str, shown: str | None, articles: Mapping[str, LegalArticle]) -> str | None:
    """The article that a message in these words asks for, ``shown`` being the one the last answer rests on."""
    match = _STEP.fullmatch(folded(message).strip())
    if match is None or shown is None:
        return None
    place = _place(shown)
    if place is None:
        return None
    same = sorted(
        (found, ref) for ref in articles if (found := _place(ref)) is not None and found[:2] == place[:2]
    )
    after = match["way"].startswith(("suiv", "d'apres"))
    beyond = [ref for found, ref in same if (found > place if after else found < place)]
    return (beyond[0] if after else beyond[-1]) if beyond else None


def _place(ref: str) -> tuple[str, str, tuple[int, ...]] | None:
    """The code, the kind and the numbers of an article, in the order of the code."""
    match = _NUMBERED.fullmatch(ref)
    if match is None:
        return None
    return match["code"] or "", match["kind"], tuple(int(number) for number in match["numbers"].split("-"))
